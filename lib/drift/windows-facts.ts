import { parseAddress } from "../model/address";
import type { FactsFile } from "./facts-file";
import { type FileFact, fileKind } from "./file-fact";
import type { HostExpectation } from "./host-expectation";
import type { HostFacts, PortRuleFact, UnitFact } from "./host-facts";
import { readSection } from "./section-reader";
import { windowsAddresses, windowsPersistent } from "./windows-addresses";

/** Understands the sections that the collector of a Windows host writes. */
export function windowsFacts(facts: FactsFile, expected: HostExpectation): HostFacts {
  const { addresses, networks } = windowsAddresses(facts, expected);
  const sections = {
    addresses,
    persistent: windowsPersistent(facts, expected),
    files: readSection(facts, "files", "file, SHA-256 and path", hashedFile),
    units: readSection(facts, "units", "task, whether it is enabled, its state and its name", scheduledTask),
  };
  const portRules =
    expected.nodes.length === 0
      ? undefined
      : readSection(facts, "port-rules", "virtual IP, ports, and four numbers of its state", portRule);
  const read = { ...sections, networks, ...(portRules === undefined ? {} : { "port-rules": portRules }) };
  return { facts, ...sections, portRules, hiddenConfiguration: [], read };
}

/** How a path begins, on whatever drive. */
const DRIVE = /^[A-Za-z]:\\/;

/** `file 9f 86 d0 … D:\…`, or without the spaces; rights are not compared. */
function hashedFile(text: string): FileFact | undefined {
  const [, hash, path] = /^file ((?:[0-9a-fA-F]{2} ?){31}[0-9a-fA-F]{2}) (.*)$/.exec(text) ?? [];
  if (path === undefined || !DRIVE.test(path)) return fileKind(text, DRIVE);
  return { kind: "file", path, sha256: hash!.replaceAll(" ", "").toLowerCase() };
}

/** The number by which the Task Scheduler says that a task runs. */
const RUNNING = "4";

const STATES: Readonly<Record<string, string>> = { 0: "unknown", 1: "disabled", 2: "queued", 3: "ready" };

/** `task True 3 sip-ha\inbound-vip-release` */
function scheduledTask(text: string): UnitFact | undefined {
  const [, isEnabled, state, there] = /^task (True|False) ([0-4]) (\S.*)$/.exec(text) ?? [];
  if (there !== undefined)
    return {
      name: there,
      start: isEnabled === "True" ? "enabled" : "disabled",
      found: "the task is disabled",
      active: STATES[state!] ?? "running",
      isActive: state === RUNNING,
    };
  const [, kind, name] = /^(absent|hidden) (\S.*)$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  const start = kind === "hidden" ? "hidden" : "disabled";
  return { name, start, found: "no such task", active: undefined, isActive: false };
}

/** `10.120.0.10 5060 1008 1 1 0`, or `10.120.0.10 6000-6100 1008 1 1 0` */
function portRule(text: string): PortRuleFact | undefined {
  const [, written, ports, ...numbers] = /^([0-9a-fA-F.:]+) (\d+(?:-\d+)?) (\d+) (\d+) (\d+) (\d+)$/.exec(text) ?? [];
  const virtualIp = written === undefined ? undefined : parseAddress(written);
  if (virtualIp === undefined) return undefined;
  const [node, rules, enabled, disabled] = numbers.map(Number) as [number, number, number, number];
  return { virtualIp, ports: ports!, node, rules, enabled, disabled };
}
