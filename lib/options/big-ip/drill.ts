import type { Topology } from "../../model/topology";
import type { DrillPart } from "../drill-part";
import { type BigIpPair, serviceOf, transportsOf } from "./model";
import { members } from "./pool-members";

/** A drill of a pool. The device follows its monitor by itself; what the monitor finds is seen on the device, as the runbook says. */
export function bigIpDrill(topology: Topology, pair: BigIpPair): DrillPart {
  const service = serviceOf(topology, pair);
  const { primary, backup, highAvailability } = pair;
  return {
    callers: highAvailability.virtualIp,
    peopleSee: (serving) =>
      transportsOf(pair).map((transport) => {
        const found = service.members.map(
          ({ host, address }) => `${address} of ${host.name} as ${host.name === serving ? "available" : "offline"}`,
        );
        return `on ${service.device.name}, \`${members(service, transport)}\` shows ${found.join(" and ")}`;
      }),
    runLogs: [],
    bringBack: [
      {
        where: "If both members are available for longer than the monitor's timeout",
        order: `Both servers are primary. In Solution Control Interface, stop the one of ${primary.application} and ${backup.application} that calls must not go to`,
      },
      {
        where: "If no member is available",
        order:
          "Find out from the log of the server that is to be primary whether it is primary, and whether it has opened its port",
      },
    ],
  };
}
