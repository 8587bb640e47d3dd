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
        where: "Should both members be available for longer than the monitor's timeout",
        order: `Both are primary: in Solution Control Interface, stop the one of ${primary.application} and ${backup.application} that calls are not to go to`,
      },
      {
        where: "Should no member be available",
        order: "See in the log of the server that is to be primary whether it is, and whether it has opened its port",
      },
    ],
  };
}
