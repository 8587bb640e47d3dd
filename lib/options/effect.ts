import type { Evidence } from "../configuration-layer/evidence";
import { FACTS, type FactId } from "../configuration-layer/facts";
import type { Path } from "../model/origin";
import type { Topology } from "../model/topology";

/**
 * What a change does to service, the least first.
 *  - `none`: nothing that callers or servers notice.
 *  - `reload`: something that runs takes a new value; calls go on.
 *  - `switchover`: a server, a host or a proxy is restarted or away while the other one serves.
 *  - `unknown`: no source that was read says it. `planAs` is the effect to be prepared for.
 *  - `outage`: callers do not reach the pair for a time.
 */
export const SERVICE_EFFECTS = ["none", "reload", "switchover", "unknown", "outage"] as const;
export type ServiceEffect = (typeof SERVICE_EFFECTS)[number];

/** An effect that somebody can prepare for. */
export type PlannedEffect = Exclude<ServiceEffect, "unknown">;

/** The effect of a change of a key on service, and why. */
export interface Effect {
  readonly effect: ServiceEffect;
  /** A sentence without its full stop. */
  readonly because: string;
  /** How well that is known; undefined for what this library itself does. */
  readonly evidence?: Evidence | undefined;
  readonly source?: string | undefined;
  /** For an unknown effect: the effect to be prepared for. */
  readonly planAs?: PlannedEffect | undefined;
  /** The servers take the new value when they are started: one after the other, the backup first. */
  readonly restarts?: true | undefined;
  /** Before the new files may be installed, what serves callers now must be released, as in the option's steps for leaving it. */
  readonly releases?: true | undefined;
  /** What was released is also taken down, because something else replaces it. */
  readonly removes?: true | undefined;
  /** The host that a server is away from meanwhile, while the other one serves. */
  readonly away?: string | undefined;
  /** The heading in the pair's chapter of the runbook for the change with callers served throughout. Its steps replace all other steps. */
  readonly beside?: string | undefined;
  /** What operators may do before, with everything in service: a sentence. */
  readonly prepare?: string | undefined;
  /** The applications besides the servers that operators stop, before anything is set or installed: a sentence. */
  readonly stop?: string | undefined;
  /** What operators do besides the installation and the import, after the stops and before anything is installed: a sentence. */
  readonly before?: string | undefined;
  /** The same, once the objects and options are imported. */
  readonly imported?: string | undefined;
  /** The applications besides the servers that operators start by that, and that then have whatever was imported. */
  readonly starts?: readonly string[] | undefined;
  /** The applications that are started again after that, each only once, even if several changes ask for it. */
  readonly startsAgain?: readonly string[] | undefined;
  /** The same, once the servers have the new values. */
  readonly after?: string | undefined;
  /** What a roll-back does not restore. */
  readonly noWayBack?: string | undefined;
  /** The effect on single pairs, by name, if it differs from that on the other pairs concerned. */
  readonly ofPair?: Readonly<Record<string, Effect>> | undefined;
}

/** A key whose value changes, with everything that the answer may depend on. */
export interface ChangedKey {
  /** From the top of the environment. */
  readonly path: Path;
  /** Undefined where there is none. */
  readonly before: unknown;
  readonly after: unknown;
  readonly was: Topology;
  readonly is: Topology;
}

/** An effect, or how it is found out. */
export type EffectRule = Effect | ((change: ChangedKey) => Effect);

/** The effects of keys. A key is written as a path, `*` standing for any name: `interfaces.*.address`. A list is one value. */
export type EffectTable = Readonly<Record<string, EffectRule>>;

type Details = Partial<
  Pick<
    Effect,
    | "planAs"
    | "restarts"
    | "releases"
    | "removes"
    | "away"
    | "beside"
    | "prepare"
    | "stop"
    | "before"
    | "imported"
    | "starts"
    | "startsAgain"
    | "after"
    | "noWayBack"
  >
>;

/** An effect that rests on a fact of the catalogue. */
export function byFact(effect: ServiceEffect, fact: FactId, because: string, details: Details = {}): Effect {
  const { evidence, source } = FACTS[fact];
  return { effect, because, evidence, source, ...details };
}

/** An effect that is deduced from what the library writes, or from how the product works in general. */
export function deduced(effect: ServiceEffect, because: string, details: Details = {}): Effect {
  return { effect, because, evidence: "inferred", ...details };
}

/** An effect of what this library itself does. */
export function own(effect: ServiceEffect, because: string, details: Details = {}): Effect {
  return { effect, because, ...details };
}

/** An effect that no source names. */
export function unknown(planAs: PlannedEffect, because: string, details: Details = {}): Effect {
  return { effect: "unknown", because, evidence: "unverified", planAs, ...details };
}

/** What operators prepare if transports are removed. */
export function withoutTransport(transports: readonly string[]): string {
  return `Switch callers over ${transports.map((one) => one.toUpperCase()).join(" or ")} to another transport.`;
}

/** The general effect of a change, with the additional effect for the pair's option, if there is one. */
export function together(general: Effect, onTop: Effect | undefined): Effect {
  if (onTop === undefined) return general;
  const isGraver = gravest([general, onTop].map(plannedEffect)) === plannedEffect(onTop);
  const both = (key: "prepare" | "before") => {
    const sentences = [onTop[key], general[key]].filter((one) => one !== undefined);
    return sentences.length === 0 ? undefined : sentences.join(" ");
  };
  return {
    ...general,
    ...onTop,
    effect: isGraver ? onTop.effect : general.effect,
    because: `${general.because}; ${onTop.because}`,
    prepare: both("prepare"),
    before: both("before"),
  };
}

/** The effect to be prepared for. */
export function plannedEffect({ effect, planAs }: Pick<Effect, "effect" | "planAs">): PlannedEffect {
  return effect === "unknown" ? (planAs ?? "outage") : effect;
}

/** The gravest of several effects; `none` if there are none. */
export function gravest<T extends ServiceEffect>(effects: Iterable<T>): T | "none" {
  let worst = 0;
  for (const one of effects) worst = Math.max(worst, SERVICE_EFFECTS.indexOf(one));
  return SERVICE_EFFECTS[worst] as T | "none";
}

/** The control scripts are replaced in place, also on the host that serves; the next run is the first one with the new value. */
export const AT_NEXT_RUN = own("none", "the scripts are replaced in place, and the next run takes it");

/** No running program reads the value. */
export const FOR_CHECKS_ALONE = own("none", "only the checks and the runbook use it");

/** Alarm conditions that start the scripts. */
const IN_ALARM_CONDITIONS = own(
  "none",
  "the alarm conditions are imported again; a role change before that still starts the scripts as now",
);

/** The effects of the settings of all control scripts that role changes start (`roleScriptSettings`). */
export const ROLE_SCRIPT_EFFECTS: EffectTable = {
  lockTimeout: AT_NEXT_RUN,
  "events.becamePrimary": IN_ALARM_CONDITIONS,
  "events.becameBackup": IN_ALARM_CONDITIONS,
  cancelTimeout: IN_ALARM_CONDITIONS,
};
