import type { Topology } from "../../model/topology";
import type { DrillInstruction, DrillPart } from "../drill-part";
import { conductOf, controlCommand, type TakeoverPair, type TakeoverSide, takeoverSides } from "./model";
import { platformOf } from "./platforms";
import { statusDown, statusUp } from "./runbook";

/** A drill of the virtual IP: the control script reports where it is, and brings it back. */
export function takeoverDrill(topology: Topology, pair: TakeoverPair): DrillPart {
  const sides = takeoverSides(topology, pair);
  const [primary, backup] = sides;
  const { virtualIp, conflictPolicy } = pair.highAvailability;
  // If the script asks the network first, `up` may have waited for the peer, which is another timer.
  const up = conductOf(conflictPolicy).asksFirst ? {} : { up: "script-up" };
  const timers = { ...up, down: "script-down", release: "script-down" };
  return {
    callers: virtualIp,
    moves: {
      what: `the virtual IP ${virtualIp}`,
      looks: sides.map((side) => ({
        ...typed(side, "status"),
        serves: { exitCode: 0, prints: statusUp(side) },
        idle: { exitCode: 3, prints: statusDown(side) },
      })),
    },
    runLogs: sides
      .filter((side) => platformOf(side).logsRunTime)
      .map((side) => ({ host: side.host.name, file: platformOf(side).logFile(side), timers })),
    bringBack: [...toPrimary(primary, backup), ...toPrimary(backup, primary)],
  };
}

/** Roles are the Management Layer's; the virtual IP follows them. */
function toPrimary(own: TakeoverSide, other: TakeoverSide): DrillInstruction[] {
  const isPrimary = `If ${own.server.application} is primary`;
  return [
    { where: `${isPrimary} and ${other.host.name} has the virtual IP`, ...typed(other, "down") },
    { where: `${isPrimary} and ${own.host.name} does not have the virtual IP`, ...typed(own, "up") },
    { where: `${isPrimary}, once ${own.host.name} has the virtual IP`, ...typed(own, "announce") },
  ];
}

function typed(side: TakeoverSide, action: string) {
  return { host: side.host.name, command: controlCommand(side, action) };
}
