import { evaluate } from "../checks/engine";
import { type Duration, isDuration, milliseconds } from "../model/duration";
import { isMapping } from "../model/mapping";
import type { SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";
import type { Scenario } from "../operation/scenario";
import { rules } from "../options";
import { courseOf } from "./course";
import type { Bound } from "./scenario-outage";
import { type Setting, settingOf } from "./setting";
import { longestOf, unansweredIn } from "./unanswered";

/** A declared time, and what the outage would be with half of it. */
export interface Knob {
  /** As it is declared: `addpTimeout`. */
  readonly key: string;
  /** What it is. */
  readonly now: Duration;
  /** Half of it; of seconds, in whole ones, as many options take no others. */
  readonly half: Duration;
  /** The longest interval without an answer at the maximum pace as things are. */
  readonly before: Bound;
  /** The same with half of it. */
  readonly after: Bound;
  /** The codes of what the checks would find of this pair with half of it, and do not find as things are. */
  readonly findings: readonly string[];
}

/**
 * The declared times whose half would make the longest outage of a scenario shorter, the one that helps most first. Each is tried: the model is
 * changed, and the slowest course followed again. Of whether the shorter time can be borne, as by a network that is busy, only what the checks know is told.
 *
 * @throws where the scenario has a fault that the pair does not know
 */
export function knobs(setting: Setting, scenario: Scenario): Knob[] {
  const before = slowest(setting, scenario);
  const known = codesFound(setting.topology, setting.pair);
  const keys = new Set([...setting.timers.values()].flatMap((timer) => timer.keys));
  return [...keys]
    .flatMap((key): Knob[] => {
      const changed = withHalf(setting, key);
      if (changed === undefined) return [];
      const { now, half, topology, pair } = changed;
      const after = slowestIfAny(settingOf(topology, pair, setting.measured), scenario);
      if (after >= before) return [];
      const findings = [...codesFound(topology, pair)].filter((code) => !known.has(code));
      return [{ key, now, half, before: boundOf(before), after: boundOf(after), findings }];
    })
    .sort((one, other) => Number(one.after) - Number(other.after));
}

/** What is shorter than something else does end. */
function boundOf(value: number): Bound {
  return Number.isFinite(value) ? value : "does-not-end";
}

/** What has no end with the shorter time helps nobody. */
function slowestIfAny(setting: Setting, scenario: Scenario): number {
  try {
    return slowest(setting, scenario);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function slowest(setting: Setting, scenario: Scenario): number {
  // With the invariants, as what waits for them has to come at the moment at which it does in the result.
  const { services } = courseOf(setting, scenario, "maximum").run;
  const longest = longestOf(unansweredIn(services));
  return longest === undefined ? 0 : longest.to - longest.from;
}

/** What the rules find in a pair that were the only one; the others stay as they are. */
function codesFound(topology: Topology, pair: SipServerPair): ReadonlySet<string> {
  const others = [...topology.pairs.values()].filter(({ name }) => name !== pair.name);
  const elsewhere = new Set(others.flatMap(({ primary, backup }) => [primary.host, backup.host]));
  const own = [pair.primary.host, pair.backup.host];
  const hosts = new Map([...topology.hosts].filter(([name]) => own.includes(name) || !elsewhere.has(name)));
  const { findings } = evaluate(rules, [{ ...topology, hosts, pairs: new Map([[pair.name, pair]]) }]);
  // That an acknowledgement is no longer needed is no finding about a time.
  return new Set(findings.map(({ code }) => code).filter((code) => rules.some((rule) => rule.code === code)));
}

interface Halved {
  readonly now: Duration;
  readonly half: Duration;
  readonly topology: Topology;
  readonly pair: SipServerPair;
}

/** The model with half of a declared time: one of the Management Layer, or one of the pair's option. */
function withHalf({ topology, pair }: Setting, key: string): Halved | undefined {
  const { managementLayer } = topology;
  const detection = halved(managementLayer.failureDetection, key);
  if (detection !== undefined) {
    const { value: failureDetection, now, half } = detection;
    return { now, half, pair, topology: { ...topology, managementLayer: { ...managementLayer, failureDetection } } };
  }
  const option = halved(pair.highAvailability, key);
  if (option === undefined) return undefined;
  const changed: SipServerPair = { ...pair, highAvailability: option.value };
  const pairs = new Map(topology.pairs).set(pair.name, changed);
  return { now: option.now, half: option.half, pair: changed, topology: { ...topology, pairs } };
}

/** The mapping, or one inside it, with half of the time under the key; undefined where no such time is there. */
function halved<T extends object>(
  value: T,
  key: string,
): { readonly value: T; readonly now: Duration; readonly half: Duration } | undefined {
  for (const [name, item] of Object.entries(value)) {
    if (name === key && typeof item === "string" && isDuration(item) && milliseconds(item) > 0) {
      const half = halfOf(milliseconds(item));
      return { value: { ...value, [name]: half }, now: item, half };
    }
    const inside = isMapping(item) ? halved(item, key) : undefined;
    if (inside !== undefined) return { ...inside, value: { ...value, [name]: inside.value } };
  }
  return undefined;
}

function halfOf(time: number): Duration {
  const inSeconds = Math.ceil(time / 2_000);
  return time % 1_000 === 0 && time > 1_000 ? `${inSeconds}s` : `${Math.ceil(time / 2)}ms`;
}
