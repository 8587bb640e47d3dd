import type { Evidence } from "../configuration-layer/evidence";
import { FACTS, type FactId } from "../configuration-layer/facts";
import type { Path } from "../model/origin";
import type { Topology } from "../model/topology";

/**
 * What a change does to service, the least first.
 *  - `none`: nothing that callers or servers notice.
 *  - `reload`: something that runs takes a new value; calls go on.
 *  - `switchover`: a server, a host or a proxy is restarted or away while the other one serves.
 *  - `unknown`: no source that was read says it. `planAs` is what to be prepared for.
 *  - `outage`: callers do not reach the pair for a time.
 */
export const SERVICE_EFFECTS = ["none", "reload", "switchover", "unknown", "outage"] as const;
export type ServiceEffect = (typeof SERVICE_EFFECTS)[number];

/** An effect that somebody can prepare for. */
export type PlannedEffect = Exclude<ServiceEffect, "unknown">;

/** What the change of a key does to service, and why. */
export interface Effect {
  readonly effect: ServiceEffect;
  /** A sentence without its full stop. */
  readonly because: string;
  /** How well that is known; undefined where it is this library's own doing. */
  readonly evidence?: Evidence | undefined;
  readonly source?: string | undefined;
  /** Of an unknown effect: what to be prepared for. */
  readonly planAs?: PlannedEffect | undefined;
  /** The servers take the new value when they are started: one after the other, the backup first. */
  readonly restarts?: true | undefined;
  /** What serves callers now has to be released, as the option's way out says, before the new files may be installed. */
  readonly releases?: true | undefined;
  /** What was released is taken down as well, as what takes its place is another one. */
  readonly removes?: true | undefined;
  /** The host that a server is away from meanwhile, while the other one serves. */
  readonly away?: string | undefined;
  /** The heading in the pair's chapter of the runbook under which it is done with callers served throughout, in the place of all other steps. */
  readonly beside?: string | undefined;
  /** What people may do before, with everything in service: a sentence. */
  readonly prepare?: string | undefined;
  /** The applications beside the servers that people stop, before anything is set or installed: a sentence. */
  readonly stop?: string | undefined;
  /** What people do, beyond what is installed and imported, when all that is stopped is, before anything is installed: a sentence. */
  readonly before?: string | undefined;
  /** The same, once the objects and options are imported. */
  readonly imported?: string | undefined;
  /** The applications beside the servers that people start in doing so, which then have whatever was imported. */
  readonly starts?: readonly string[] | undefined;
  /** Those that are started again after that, each once, whatever else asks for it. */
  readonly startsAgain?: readonly string[] | undefined;
  /** The same, once the servers have what is new. */
  readonly after?: string | undefined;
  /** What a way back does not bring back. */
  readonly noWayBack?: string | undefined;
  /** What it does to a pair, by its name, where that is another thing than for the others that it is about. */
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

/** An effect that no source tells. */
export function unknown(planAs: PlannedEffect, because: string, details: Details = {}): Effect {
  return { effect: "unknown", because, evidence: "unverified", planAs, ...details };
}

/** What is prepared where transports are taken away. */
export function withoutTransport(transports: readonly string[]): string {
  return `Have who calls over ${transports.map((one) => one.toUpperCase()).join(" or ")} use another transport.`;
}

/** The effect of a change with what comes on top of it where that is known of the pair's option. */
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

/** What to be prepared for. */
export function plannedEffect({ effect, planAs }: Pick<Effect, "effect" | "planAs">): PlannedEffect {
  return effect === "unknown" ? (planAs ?? "outage") : effect;
}

/** The gravest of several; `none` for none. */
export function gravest<T extends ServiceEffect>(effects: Iterable<T>): T | "none" {
  let worst = 0;
  for (const one of effects) worst = Math.max(worst, SERVICE_EFFECTS.indexOf(one));
  return SERVICE_EFFECTS[worst] as T | "none";
}

/** The control scripts are replaced in place, also on the host that serves; the next run is the first with the new value. */
export const AT_NEXT_RUN = own("none", "the scripts are replaced in place, and the next run takes it");

/** Nothing that runs reads it. */
export const FOR_CHECKS_ALONE = own("none", "the checks and the runbook alone go by it");

/** Alarm conditions that start the scripts. */
const IN_ALARM_CONDITIONS = own(
  "none",
  "the alarm conditions are imported again; a role change before that still starts the scripts as now",
);

/** Of what is declared of any control scripts that role changes start (`roleScriptSettings`). */
export const ROLE_SCRIPT_EFFECTS: EffectTable = {
  lockTimeout: AT_NEXT_RUN,
  "events.becamePrimary": IN_ALARM_CONDITIONS,
  "events.becameBackup": IN_ALARM_CONDITIONS,
  cancelTimeout: IN_ALARM_CONDITIONS,
};
