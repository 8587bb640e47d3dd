import { managementApplicationsOf, solutionControlServersOf } from "../../model/management-layer";
import { hostNamesOf, isOnOneHost } from "../../model/pair";
import type { EnvironmentRule } from "../rule";

/** The application that decides on a switchover does not fail together with the primary. */
export const managementLayerOnPairHost: EnvironmentRule = {
  code: "management-layer-on-pair-host",
  level: "warning",
  title: "The Management Layer runs on no host of a pair that has two hosts",
  why: "The Management Layer performs the switchover (documented). If the loss of the primary's host takes the Management Layer down too, nothing moves the virtual IP.",
  *evaluate(topology) {
    const users = new Map<string, string>();
    // If a host fails with both servers on it, there is nothing left for the Management Layer to switch over to.
    for (const pair of topology.pairs.values())
      if (!isOnOneHost(pair)) for (const host of hostNamesOf(pair)) users.set(host, pair.name);
    const { managementLayer } = topology;
    const controlHosts = new Set(solutionControlServersOf(managementLayer).map(({ host }) => host));
    for (const { key, host, application } of managementApplicationsOf(managementLayer)) {
      // If two Solution Control Servers are on two hosts, the other one goes on.
      if (key !== "messageServer" && controlHosts.size > 1) continue;
      const pair = users.get(host);
      if (pair !== undefined)
        yield {
          path: ["managementLayer", key, "host"],
          message: `${application} runs on host ${host} of pair ${pair}; if that host is lost, nothing is left to switch over`,
          found: host,
          allowed: "a host that runs no SIP Server, or a redundant Management Layer",
          fix:
            key === "messageServer"
              ? "move it to a host of its own, or acknowledge this if a redundant one exists"
              : "move it to a host of its own, or declare the backupSolutionControlServer on another host",
        };
    }
  },
};
