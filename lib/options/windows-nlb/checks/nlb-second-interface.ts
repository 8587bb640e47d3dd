import type { EnvironmentRule } from "../../../checks/rule";
import { hostNamesOf } from "../../../model/pair";
import { nlbPairs } from "../model";

/** The cluster has an adapter of its own. */
export const nlbSecondInterface: EnvironmentRule = {
  code: "nlb-second-interface",
  level: "warning",
  title: "Each host of a Windows NLB cluster has a second interface",
  why: "The vendor's procedure for a sister product asks for two adapters on separate networks (analogous): this keeps what the Management Layer and the HA link need apart from what the cluster's switches flood.",
  *evaluate(topology) {
    for (const pair of nlbPairs(topology)) {
      if (pair.highAvailability.operationMode === "unicast") continue;
      for (const name of hostNamesOf(pair)) {
        const { interfaces } = topology.hosts.get(name)!;
        if (interfaces.length > 1) continue;
        yield {
          path: ["hosts", name, "interfaces"],
          message: `host ${name} of pair ${pair.name} has one interface, for the cluster and for everything else`,
          found: interfaces.map((one) => one.name).join(),
          fix: "give the host an interface on another network, for the Management Layer and the HA link",
        };
      }
    }
  },
};
