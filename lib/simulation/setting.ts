import type { AlarmConditionObject, ApplicationObject } from "../configuration-layer/objects";
import type { Reaction } from "../configuration-layer/reactions-file";
import type { SipServerPair } from "../model/pair";
import type { RoleEvents } from "../model/role-script-settings";
import type { Topology } from "../model/topology";
import type { Behaviour } from "../operation/behaviour";
import { generalTimers } from "../operation/general-timers";
import type { Span } from "../operation/span";
import type { Timer } from "../operation/timer";
import { optionOf } from "../options";

/** A pair as it is simulated: everything that does not change while things happen. */
export interface Setting {
  readonly topology: Topology;
  readonly pair: SipServerPair;
  readonly behaviour: Behaviour;
  /** By name. */
  readonly timers: ReadonlyMap<string, Timer>;
  /** Times that replace those of the model. */
  readonly measured: ReadonlyMap<string, Span>;
  /** The pair's alarm conditions, as synthesized. */
  readonly alarmConditions: readonly AlarmConditionObject[];
  /** The applications besides the servers, by name, as synthesized: those that run control scripts, and SIP Proxies. */
  readonly scriptApplications: ReadonlyMap<string, ApplicationObject>;
  /** What each reaction starts, by the name of its Script. */
  readonly reactions: ReadonlyMap<string, Reaction>;
  /** The log events of a role change. */
  readonly events: RoleEvents;
}

/** Solution Control Server's own events of a role change (fact `role-events`). */
const ROLE_EVENTS: RoleEvents = { becamePrimary: 5150, becameBackup: 5151 };

/**
 * The setting of a pair. Everything comes from the model, and from the objects that are synthesized from it.
 *
 * @param measured times that replace those of the model, by the name of the timer
 */
export function settingOf(
  topology: Topology,
  pair: SipServerPair,
  measured: ReadonlyMap<string, Span> = new Map(),
): Setting {
  const option = optionOf(pair);
  const behaviour = option.behaviour(topology, pair);
  const { applications = [], alarmConditions = [] } = option.configuration(topology, pair);
  const timers = [...generalTimers(topology), ...behaviour.timers].map((timer): Timer => {
    const span = measured.get(timer.name);
    return span === undefined ? timer : { ...timer, span, source: "measured by the user" };
  });
  return {
    topology,
    pair,
    behaviour,
    measured,
    timers: new Map(timers.map((timer) => [timer.name, timer])),
    alarmConditions,
    scriptApplications: new Map(applications.map((application) => [application.name, application])),
    reactions: new Map(option.reactions(pair).map((reaction) => [reaction.script, reaction])),
    events: option.roleScripts?.(topology, pair).events ?? ROLE_EVENTS,
  };
}

/** One bound of a timer, in milliseconds. */
export function timerOf({ timers }: Setting, name: string): Timer {
  const timer = timers.get(name);
  if (timer === undefined) throw new Error(`there is no timer ${name}`);
  return timer;
}
