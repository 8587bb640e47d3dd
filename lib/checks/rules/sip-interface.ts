import { hostNamesOf } from "../../model/pair";
import type { FindVirtualIp } from "../../model/virtual-ip";
import type { EnvironmentRule } from "../rule";
import type { RunsScripts } from "../script-hosts";

/** Both hosts can hold the virtual IP. */
export const sipInterface = (runsScripts: RunsScripts, virtualIpOf: FindVirtualIp): EnvironmentRule => ({
  code: "sip-interface",
  level: "error",
  title: "Both hosts of the pair have exactly one interface on the virtual IP's network",
  why: "The virtual IP moves between interfaces of one subnet (documented). Without one, the takeover fails when it is needed; with two, it is left to chance which of them answers.",
  *evaluate(topology) {
    for (const pair of topology.pairs.values()) {
      const network = runsScripts(pair) ? virtualIpOf(pair, topology)?.network : undefined;
      if (network === undefined) continue;
      for (const name of hostNamesOf(pair)) {
        const host = topology.hosts.get(name)!;
        const fitting = host.interfaces.filter((one) => one.network === network);
        if (fitting.length === 1) continue;
        yield {
          path: ["hosts", host.name, "interfaces"],
          message: `host ${host.name} of pair ${pair.name} has ${fitting.length === 0 ? "no interface" : `${fitting.length} interfaces`} on network ${network}, where the virtual IP is`,
          found: fitting.map((one) => one.name).join(" and ") || "none",
          allowed: "one interface on that network",
          fix:
            fitting.length === 0
              ? "declare the interface, or choose another network for the virtual IP"
              : "give the second one a network of its own",
        };
      }
    }
  },
});
