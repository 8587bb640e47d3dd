import type { Topology } from "../../model/topology";
import type { DrillInstruction, DrillPart } from "../drill-part";
import { controlScriptPath, type NlbPair, type NlbSide, nlbSides } from "./model";
import { statusDisabled, statusEnabled } from "./runbook";

/** A drill of the port rules: the control script reports where they are enabled, and brings them back. */
export function nlbDrill(topology: Topology, pair: NlbPair): DrillPart {
  const sides = nlbSides(topology, pair);
  const [primary, backup] = sides;
  return {
    callers: pair.highAvailability.virtualIp,
    moves: {
      what: `the ports of ${pair.highAvailability.virtualIp}`,
      looks: sides.map((side) => ({
        ...typed(side, "status"),
        serves: { exitCode: 0, prints: statusEnabled(side) },
        idle: { exitCode: 3, prints: statusDisabled(side) },
      })),
    },
    // It serves the ports as before, and nobody could change that.
    beforeConnecting: (host) =>
      sides.filter((side) => side.host.name === host).map((side) => typed(side, "disable").command)[0],
    // The script's log on Windows has no times in milliseconds.
    runLogs: [],
    bringBack: [...toPrimary(primary, backup), ...toPrimary(backup, primary)],
  };
}

/** The Management Layer assigns the roles; the ports follow them. */
function toPrimary(own: NlbSide, other: NlbSide): DrillInstruction[] {
  const isPrimary = `If ${own.server.application} is primary`;
  return [
    { where: `${isPrimary} and ${other.host.name} serves the ports`, ...typed(other, "disable") },
    { where: `${isPrimary} and ${own.host.name} does not serve the ports`, ...typed(own, "enable") },
  ];
}

function typed({ host, pair }: NlbSide, action: string) {
  return { host: host.name, command: `${controlScriptPath(host, pair)} ${action}` };
}
