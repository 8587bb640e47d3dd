import { sipPorts } from "../../model/pair";
import type { Topology } from "../../model/topology";
import type { DrillPart } from "../drill-part";
import { listCommand } from "./listeners";
import { callersAddress, type SingleHostPair } from "./model";

/** A drill on one host: nothing moves, and callers use an address of the host. */
export function singleHostDrill(topology: Topology, { primary, backup, sip }: SingleHostPair): DrillPart {
  const host = topology.hosts.get(primary.host)!;
  const ports = sipPorts(sip);
  const command = listCommand(host, ports);
  const listens = `only one process listens on ${ports.length === 1 ? "port" : "ports"} ${ports.join(" and ")} of ${host.name}`;
  return {
    callers: callersAddress(host),
    peopleSee: () => [command === undefined ? listens : `${listens}: \`${command}\``],
    runLogs: [],
    bringBack: [
      {
        where: `If ${backup.application} still has the SIP port`,
        order: `In Solution Control Interface, stop ${backup.application}, check that ${primary.application} is primary, and start ${backup.application} again`,
      },
    ],
  };
}
