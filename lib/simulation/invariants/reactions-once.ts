import { areConnected } from "../../operation/reach";
import type { Note } from "../../operation/turn";
import type { World } from "../../operation/world";
import { reactingServers } from "../deciding-servers";
import type { Setting } from "../setting";
import type { Invariant } from "./invariant";

/** I9. A reaction that does not fire, or whose alarm is not armed again, leaves the virtual IP where it was. */
export const reactionsOnce: Invariant = {
  number: "I9",
  name: "reactions-once",
  title: "each reaction fires once for each role change, and its alarm is armed again before the next",
  applies: ({ alarmConditions }) => alarmConditions.some(({ reactionScripts }) => reactionScripts !== undefined),
  misstep: ({ notes }, world, setting) => notes.find((note) => isMissed(note, world, setting))?.text,
};

function isMissed({ kind, on }: Note, world: World, setting: Setting): boolean {
  switch (kind) {
    case "alarm-not-armed":
    case "event-lost":
    case "reference-missing":
      return true;
    case "launch-skipped":
      return isOvertaken(world, setting, on);
    case "launch-failed":
      return canBeReached(world, hostOf(setting, on));
    default:
      return false;
  }
}

/** The run in progress does what was asked for, unless a run that does the opposite waits behind it. */
function isOvertaken(world: World, setting: Setting, application: string): boolean {
  const host = hostOf(setting, application);
  const { primary, backup } = setting.behaviour.script!.actionOf;
  const own = world.runs.find((run) => run.application === application)!;
  return world.runs.some(
    (run) =>
      run.host === host && run.id > own.id && run.action !== own.action && [primary, backup].includes(run.action),
  );
}

function canBeReached(world: World, host: string): boolean {
  return (
    world.hosts[host]!.agent && reactingServers(world).some(([, server]) => areConnected(world, server.host, host))
  );
}

function hostOf({ scriptApplications }: Setting, application: string): string {
  return scriptApplications.get(application)!.serverInfo.host;
}
