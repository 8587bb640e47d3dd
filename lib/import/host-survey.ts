import type { FactsFile, Unparsed } from "../drift/facts-file";
import { type KernelAddress, kernelAddress } from "../drift/linux-facts";
import { addressesIn } from "../drift/persistent-mention";
import { type ReadSection, readSection } from "../drift/section-reader";
import { type Address, parseAddress } from "../model/address";
import type { Position } from "../model/origin";

/** A line of a file that was surveyed. */
export interface SurveyedLine {
  readonly line: number;
  readonly text: string;
  /** Those that are in it; none in a comment. */
  readonly addresses: readonly Address[];
  readonly position: Position;
}

/** A file that was looked at: a script, what it reads in, or a file that the network is configured from. */
export interface SurveyedFile {
  readonly path: string;
  readonly state: "read" | "missing" | "hidden";
  /** Whether it is one that the collector was told of; else it was read in by the one before it. */
  readonly isStarted: boolean;
  readonly group?: string | undefined;
  /** Those that may tell something. */
  readonly lines: readonly SurveyedLine[];
  readonly position: Position;
}

/** What was understood of a host's survey; or of what a collector for `sip-ha drift` wrote, which has no routes and no scripts. */
export interface HostSurvey {
  readonly facts: FactsFile;
  /** Of the Host object. */
  readonly host: string;
  readonly addresses: ReadSection<KernelAddress>;
  readonly gateways: readonly { readonly gateway: Address; readonly position: Position }[];
  readonly scripts: readonly SurveyedFile[];
  readonly persistent: readonly SurveyedFile[];
  /** The accounts that Local Control Agents run as. */
  readonly agents: readonly { readonly account: string; readonly position: Position }[];
  /** Programs that move addresses by themselves. */
  readonly managers: readonly { readonly process: string; readonly position: Position }[];
  readonly unparsed: readonly Unparsed[];
}

/** Understands the survey of a Linux host. */
export function hostSurvey(facts: FactsFile): HostSurvey {
  const section = <T extends object>(name: string, expected: string, read: (text: string) => T | undefined) =>
    readSection(facts, name, expected, read);
  const addresses = section("addresses", "a line of ip -o address show", kernelAddress);
  const routes = section("routes", "a line of ip -o route show", route);
  const scripts = section("scripts", "started, file, rights, line, missing or hidden, and what it is", fileLine);
  const persistent = section("persistent", "file, line or hidden, and what it is", fileLine);
  const agents = section("agents", "an account", (text) => (/^[^\s:]+$/.test(text) ? { account: text } : undefined));
  const managers = section("managers", "the name of a process", (text) =>
    /^[\w-]+$/.test(text) ? { process: text } : undefined,
  );
  return {
    facts,
    host: facts.of.slice("hosts.".length),
    addresses,
    gateways: routes.rows.flatMap(({ gateway, position }) => (gateway === undefined ? [] : [{ gateway, position }])),
    scripts: filesOf(scripts),
    persistent: filesOf(persistent),
    agents: agents.rows,
    managers: managers.rows,
    unparsed: [addresses, routes, scripts, persistent, agents, managers].flatMap((one) => one.unparsed),
  };
}

/** `default via 10.110.0.1 dev eth0 proto static`; a gateway of the other family, after `inet6`, is none of this network. */
function route(text: string): { readonly gateway: Address | undefined } | undefined {
  const [, via] = / via ([0-9a-fA-F.:]+)(?= |$)/.exec(text) ?? [];
  if (via === undefined) return / via /.test(text) ? { gateway: undefined } : undefined;
  return { gateway: parseAddress(via) };
}

interface FileLine {
  readonly word: string;
  readonly rest: string;
}

function fileLine(text: string): FileLine | undefined {
  const [, word, rest] = /^(started|file|rights|line|missing|hidden) (.+)$/.exec(text) ?? [];
  return rest === undefined || (word === "line" && !/^\d+:/.test(rest)) ? undefined : { word: word!, rest };
}

/** Rights and lines are those of the file that was named last. */
function filesOf({ rows }: ReadSection<FileLine>): SurveyedFile[] {
  const files: (SurveyedFile & { lines: SurveyedLine[]; group?: string | undefined })[] = [];
  for (const { word, rest, position } of rows) {
    const last = files.at(-1);
    if (word === "line") {
      const text = rest.slice(rest.indexOf(":") + 1).trim();
      last?.lines.push({ line: Number.parseInt(rest, 10), text, addresses: addressesIn(text), position });
    } else if (word === "rights") {
      if (last !== undefined) last.group = rest.split(" ")[2];
    } else {
      const state = word === "missing" || word === "hidden" ? word : "read";
      files.push({ path: rest, state, isStarted: word !== "file", lines: [], position });
    }
  }
  return files;
}
