import { type Host, managementAddress } from "../../model/host";
import type { Topology } from "../../model/topology";
import type { DrillPart } from "../drill-part";
import type { SingleHostPair } from "./model";

/** A drill on one host: nothing moves, and callers use an address of the host. */
export function singleHostDrill(topology: Topology, { primary, backup }: SingleHostPair): DrillPart {
  return {
    callers: callersAddress(topology.hosts.get(primary.host)!),
    runLogs: [],
    bringBack: [
      {
        where: `Should ${backup.application} have the SIP port still`,
        order: `In Solution Control Interface, stop ${backup.application}, see that ${primary.application} is primary, and start ${backup.application} again`,
      },
    ],
  };
}

/** On an interface that is not the Management Layer's, where there is one alone; else the declaration does not say which it is. */
function callersAddress(host: Host) {
  const { interfaces, managementInterface } = host;
  const others = interfaces.filter(({ name }) => name !== managementInterface);
  if (others.length === 0) return managementAddress(host);
  return others.length === 1 ? others[0]!.address : undefined;
}
