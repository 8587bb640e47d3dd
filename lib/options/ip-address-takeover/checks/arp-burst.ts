import type { EnvironmentRule } from "../../../checks/rule";
import { isIpv6 } from "../../../model/address";
import { serversOf } from "../../../model/pair";
import { packetsInBusiestSecond, takeoverPairs } from "../model";

/** The switch port stays open while virtual IPs move. */
export const arpBurst: EnvironmentRule = {
  code: "arp-burst",
  level: "error",
  acknowledgeable: true,
  title: "All virtual IPs of a host can be announced at once within the switch's ARP limit",
  why: "Dynamic ARP inspection shuts down an untrusted port above its limit, 15 packets a second by default on common switches. The host is then cut off just when it has taken over.",
  *evaluate(topology) {
    const load = new Map<string, Map<string, number>>();
    for (const pair of takeoverPairs(topology)) {
      const { network, virtualIp } = pair.highAvailability;
      if (isIpv6(virtualIp)) continue;
      const hosts = load.get(network) ?? new Map<string, number>();
      const gateway = topology.networks.get(network)?.gateway;
      for (const server of serversOf(pair))
        hosts.set(
          server.host,
          (hosts.get(server.host) ?? 0) + packetsInBusiestSecond(pair.highAvailability, gateway !== undefined),
        );
      load.set(network, hosts);
    }
    for (const [network, hosts] of load) {
      const limit = topology.networks.get(network)!.switching.arpPacketsPerSecond;
      const path = ["networks", network, "switching", "arpPacketsPerSecond"];
      if (limit === undefined) {
        const reason = "the number of ARP packets a second that the switch ports take is not declared";
        yield {
          path: ["networks", network],
          notEvaluated: reason,
          fix: "ask those who run the switches, and declare switching.arpPacketsPerSecond",
        };
        continue;
      }
      for (const [host, packets] of hosts)
        if (packets > limit)
          yield {
            path,
            message: `host ${host} sends up to ${packets} ARP packets in a second when all its virtual IPs move to it at once`,
            found: String(limit),
            allowed: `at least ${packets}, or no limit on this port`,
            fix: "raise the limit or trust the port on the switch, or spread the pairs over more hosts",
          };
    }
  },
};
