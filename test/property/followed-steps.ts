import { serversOf } from "../../lib/model/pair";
import type { Topology } from "../../lib/model/topology";
import { isProxiedPair } from "../../lib/options/sip-proxy/model";

/** A SIP Server or a SIP Proxy, with its host and its pair. */
export interface Application {
  readonly application: string;
  readonly host: string;
  readonly pair: string;
}

export const serversIn = ({ pairs }: Topology): Application[] =>
  [...pairs.values()].flatMap((pair) => serversOf(pair).map((one) => ({ ...one, pair: pair.name })));

export const proxiesIn = ({ pairs }: Topology): Application[] =>
  [...pairs.values()]
    .filter(isProxiedPair)
    .flatMap((pair) => pair.highAvailability.proxies.map((one) => ({ ...one, pair: pair.name })));

type Verb = "stop" | "start" | "restart";

/** An action on an application, and the step that has it. */
export interface Deed {
  readonly verb: Verb;
  readonly application: string;
  readonly at: number;
}

/** What steps do to applications. This is read from the names after one of three verbs; "the proxies" are the proxies of the step's pair. */
export function deedsOf(steps: readonly string[], was: Topology, is: Topology): Deed[] {
  const all = [was, is].flatMap((one) => [...serversIn(one), ...proxiesIn(one)]);
  const longestFirst = [...new Set(all.map(({ application }) => application))].sort((a, b) => b.length - a.length);
  const name = `(?:${longestFirst.join("|")})\\b`;
  const deed = new RegExp(`\\b(stop|start|restart) (${name}(?:(?:, then |, | and )${name})*)`, "gi");
  return steps.flatMap((step, at) => {
    const pair = /^(?:Pair |pairs\.)([^:,]+):/.exec(step)?.[1];
    const named = firstLine(step).replace(/\b(stop|start|restart) the proxies/gi, (_, verb: string) => {
      const own = proxiesIn(verb.toLowerCase() === "stop" ? was : is).filter((one) => one.pair === pair);
      return `${verb} ${own.map(({ application }) => application).join(", ")}`;
    });
    const told = new Map<string, Deed>();
    for (const [, word, list] of named.matchAll(deed))
      for (const [application] of list!.matchAll(new RegExp(name, "g"))) {
        const verb = word!.toLowerCase() as Verb;
        told.set(`${verb} ${application}`, { verb, application, at });
      }
    return [...told.values()];
  });
}

export const firstLine = (step: string) => step.split("\n")[0]!;

/**
 * What goes wrong for a person who follows the steps from one environment to another in order. The steps must not stop what does not run, or start what
 * runs. Nothing may run on a host while it is set up again, or while an import gives it another host. At the end, removed applications are stopped, and the
 * others run. Pairs that nobody serves for a time, or only one server, must be named in advance.
 *
 * @param elsewhere the pairs whose own chapters have their steps
 */
export function faultsOf(
  was: Topology,
  is: Topology,
  steps: readonly string[],
  elsewhere: readonly string[],
): string[] {
  const [before, after] = [was, is].map(
    (one) => new Map([...serversIn(one), ...proxiesIn(one)].map((each) => [each.application, each])),
  ) as [Map<string, Application>, Map<string, Application>];
  const proxies = new Set(proxiesIn(was).map(({ application }) => application));
  const deeds = deedsOf(steps, was, is);
  const running = new Set(before.keys());
  const faults: string[] = [];
  /** Proxies whose host was set up again: they run on without the new settings until they are started again. */
  const deaf = new Set<string>();
  const [unserved, touched] = [new Set<string>(), new Set<string>()];
  for (const [index, step] of steps.entries()) {
    const fault = (what: string) => faults.push(`${what}, in step ${index}: ${firstLine(step)}`);
    for (const { verb, application } of deeds.filter(({ at }) => at === index)) {
      if ((verb === "start") === running.has(application)) fault(`${verb} of ${application}`);
      if (verb !== "stop" && !after.has(application)) fault(`${application} is removed, but is started`);
      if (verb === "stop") running.delete(application);
      else running.add(application);
      deaf.delete(application);
      if (verb !== "start") touched.add(before.get(application)?.pair ?? "");
    }
    const isImport = step.startsWith("Export the objects");
    const anew = hostsSetAnew(step);
    for (const { application, host } of before.values()) {
      if (!running.has(application)) continue;
      const now = after.get(application);
      if (isImport && now !== undefined && now.host !== host) fault(`${application} runs on ${host}`);
      if (!anew.includes(host)) continue;
      if (proxies.has(application) && now?.host === host) deaf.add(application);
      else if (!proxies.has(application) || now !== undefined) fault(`${application} runs on ${host}`);
    }
    for (const { name, highAvailability } of was.pairs.values()) {
      const isAway = ({ application, pair }: Application) => pair !== name || !running.has(application);
      const staysPooled = is.pairs.get(name)?.highAvailability.option === highAvailability.option;
      const pool = proxiesIn(was).filter(({ pair }) => pair === name);
      if (serversIn(was).every(isAway) || (pool.length > 0 && staysPooled && pool.every(isAway))) unserved.add(name);
    }
  }
  for (const application of deaf) faults.push(`${application} is not started again`);
  for (const { application, pair } of [...before.values(), ...after.values()])
    if (running.has(application) !== after.has(application) && !elsewhere.includes(pair))
      faults.push(`${application} ${running.has(application) ? "still runs" : "does not run"} at the end`);
  const [away, switched] = toldOf(steps);
  const nameNow = (pair: string) => {
    const servers = serversIn(was).filter((one) => one.pair === pair);
    return is.pairs.has(pair) ? pair : (servers.flatMap((one) => after.get(one.application)?.pair ?? [])[0] ?? pair);
  };
  for (const pair of unserved)
    if (!away.includes(nameNow(pair))) faults.push(`no step says in advance that ${pair} is away`);
  for (const pair of touched)
    if (![...away, ...switched].includes(nameNow(pair))) faults.push(`no step names ${pair} in advance`);
  return faults;
}

function hostsSetAnew(step: string): string[] {
  const named = /^(hosts\.[^:]+): (?:Make the change on the host|Set up the machine)/.exec(step)?.[1] ?? "";
  return named.split(", ").map((one) => one.slice("hosts.".length));
}

/** The pairs for which steps say in advance that nobody reaches them, and the pairs of which something is away or switched over. */
export function toldOf(steps: readonly string[]): [away: string[], switched: string[]] {
  const window = steps.find((step) => step.startsWith("Do all of it in a maintenance window")) ?? "";
  const named = (pattern: RegExp) => pattern.exec(window)?.[1]?.split(", ") ?? [];
  return [
    named(/callers cannot reach (.+?) for a time/),
    named(/[:;] one server, host or proxy of ([^;]+?) at a time is away/),
  ];
}
