import { isHeard } from "../../operation/reach";
import type { Turn } from "../../operation/turn";
import type { World } from "../../operation/world";
import { isUp, reactingServers } from "../deciding-servers";
import type { Setting } from "../setting";
import type { Actor } from "./actor";
import { launch } from "./control-scripts";
import { onHost } from "./standing-still";

/** Matches log events against the alarm conditions, and sets off their reactions. */
export const messageServer: Actor = {
  handlers: (setting) => ({
    "alarm-clears": onHost(
      ({ messageServer: { host } }) => host,
      (turn, { on }) => {
        turn.world.alarms[on] = false;
        // An alarm whose time is over is no longer active, even if no Message Server runs to report it.
        if (isUp(turn.world, turn.world.messageServer))
          turn.tell("Message Server", `clears ${on}`, "its cancel timeout is over");
      },
    ),
    reaction: onHost(hostThatReacts, (turn, { on, detail }) => {
      const reaction = setting.reactions.get(on);
      if (reaction === undefined)
        turn.note("reference-missing", `${detail} names the reaction ${on}, which starts nothing`, on);
      else launch(turn, setting, reaction.startsApplication, reactingServers(turn.world));
    }),
  }),
  look: () => {},
};

/** The host of the Solution Control Server that starts the reaction; if none can at this moment, the host of one that decides, as it may stand still. */
function hostThatReacts(world: World): string {
  const [reacting] = reactingServers(world);
  const deciding = Object.values(world.controlServers).find(({ active, running }) => active && running);
  return (reacting?.[1] ?? deciding ?? world.messageServer).host;
}

/** A Solution Control Server logs an event about an application. */
export function logEvent(turn: Turn, setting: Setting, from: string, id: number, application: string): void {
  const { world } = turn;
  const { alarms, messageServer: server } = world;
  if (!isUp(world, server) || !isHeard(world, from, server.host)) {
    turn.tell("Message Server", `gets no event ${id}`, server.running ? "it cannot be reached" : "it does not run");
    turn.note("event-lost", `event ${id} of ${application} reaches no Message Server`, application);
    return;
  }
  for (const { name, alarmDetectEvent, alarmRemovalEvent } of setting.alarmConditions) {
    // A removal event that names no application is about the application that raised the alarm.
    const isAbout = alarmDetectEvent.app === undefined || alarmDetectEvent.app === application;
    if (alarms[name] && isAbout && alarmRemovalEvent?.logEventID === id) {
      alarms[name] = false;
      turn.cancel({ kind: "alarm-clears", on: name });
    }
  }
  for (const { name, alarmDetectEvent, clearanceTimeout, reactionScripts = [] } of setting.alarmConditions) {
    const { logEventID, app } = alarmDetectEvent;
    if (logEventID !== id || (app !== undefined && app !== application) || reactionScripts.length === 0) continue;
    if (alarms[name]) {
      turn.tell("Message Server", `starts nothing for ${name}`, "the alarm is still active from the last time");
      turn.note("alarm-not-armed", `${name} is still active when event ${id} of ${application} comes again`, name);
      continue;
    }
    alarms[name] = true;
    turn.tell("Message Server", `raises ${name}`, `event ${id} of ${application}`);
    turn.in(clearanceTimeout * 1_000, { kind: "alarm-clears", on: name });
    for (const { name: script } of reactionScripts)
      turn.after("reaction-start", { kind: "reaction", on: script, detail: name });
  }
}
