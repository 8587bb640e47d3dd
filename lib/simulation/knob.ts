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
  /** What it is now. */
  readonly now: Duration;
  /** Half of it; a time in seconds is rounded up to whole seconds, because many options take nothing else. */
  readonly half: Duration;
  /** The longest interval without an answer at the maximum pace as things are. */
  readonly before: Bound;
  /** The same with half of it. */
  readonly after: Bound;
  /** The codes of the findings that the checks would report for this pair with half of it, and do not report now. */
  readonly findings: readonly string[];
}

/**
 * The declared times that would shorten the longest outage of a scenario if they were halved, the most helpful first. Each is tried: the model is changed,
 * and the slowest course is followed again. Whether the shorter time is bearable, for example for a busy network, is reported only as far as the checks know.
 *
 * @throws if the scenario has a fault that the pair does not know
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

/** A time that is not finite is an outage without an end. */
function boundOf(value: number): Bound {
  return Number.isFinite(value) ? value : "does-not-end";
}

/** If the course has no end with the shorter time, the shorter time helps nobody. */
function slowestIfAny(setting: Setting, scenario: Scenario): number {
  try {
    return slowest(setting, scenario);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function slowest(setting: Setting, scenario: Scenario): number {
  // With the invariants, so that steps which wait for them come at the same moment as in the result.
  const { services } = courseOf(setting, scenario, "maximum").run;
  const longest = longestOf(unansweredIn(services));
  return longest === undefined ? 0 : longest.to - longest.from;
}

/** What the rules would find if this pair were the only one; the other pairs stay as they are. */
function codesFound(topology: Topology, pair: SipServerPair): ReadonlySet<string> {
  const others = [...topology.pairs.values()].filter(({ name }) => name !== pair.name);
  const elsewhere = new Set(others.flatMap(({ primary, backup }) => [primary.host, backup.host]));
  const own = [pair.primary.host, pair.backup.host];
  const hosts = new Map([...topology.hosts].filter(([name]) => own.includes(name) || !elsewhere.has(name)));
  const { findings } = evaluate(rules, [{ ...topology, hosts, pairs: new Map([[pair.name, pair]]) }]);
  // An acknowledgement that is no longer needed is not a finding about a time.
  return new Set(findings.map(({ code }) => code).filter((code) => rules.some((rule) => rule.code === code)));
}

interface Halved {
  readonly now: Duration;
  readonly half: Duration;
  readonly topology: Topology;
  readonly pair: SipServerPair;
}

/** The model with half of a declared time, either of the Management Layer or of the pair's option. */
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

/** The mapping, or a mapping inside it, with half of the time under the key; undefined if there is no such time. */
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
