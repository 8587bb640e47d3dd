import type { EnvironmentRule, Violation } from "../../../checks/rule";
import type { Host } from "../../../model/host";
import type { Path } from "../../../model/origin";
import type { Topology } from "../../../model/topology";
import { type ProxiedPair, proxiedPairs, sipInterface, sipProxyPath } from "../model";

/** Every proxy and server has one address for SIP. */
export const sipInterfaceUnclear: EnvironmentRule = {
  code: "sip-interface-unclear",
  level: "error",
  title: "Every SIP Proxy, and every server behind it, has exactly one interface for SIP",
  why: "DNS and sip-address have one address each. On a host with several network cards SIP Proxy must be told which one (documented).",
  *evaluate(topology) {
    for (const pair of proxiedPairs(topology)) for (const place of placesOf(topology, pair)) yield* unclear(place);
  },
};

interface Place {
  readonly what: string;
  readonly host: Host;
  readonly network: string | undefined;
  /** Where the environment declares the host, and where it declares, or could declare, the network. */
  readonly hostPath: Path;
  readonly networkPath: Path;
}

function placesOf({ hosts }: Topology, pair: ProxiedPair): Place[] {
  const { primaryNetwork, backupNetwork, proxies } = pair.highAvailability;
  const server = (role: "primary" | "backup", network: string | undefined): Place => ({
    what: `the ${role} of pair ${pair.name}`,
    host: hosts.get(pair[role].host)!,
    network,
    hostPath: ["pairs", pair.name, role, "host"],
    networkPath: sipProxyPath(pair, `${role}Network`),
  });
  return [
    server("primary", primaryNetwork),
    server("backup", backupNetwork),
    ...proxies.map(
      ({ application, host, network }, index): Place => ({
        what: `SIP Proxy ${application}`,
        host: hosts.get(host)!,
        network,
        hostPath: sipProxyPath(pair, "proxies", index, "host"),
        networkPath: sipProxyPath(pair, "proxies", index, "network"),
      }),
    ),
  ];
}

function* unclear({ what, host, network, hostPath, networkPath }: Place): Generator<Violation> {
  if (sipInterface(host, network) !== undefined) return;
  const key = networkPath.at(-1);
  const networks = [...new Set(host.interfaces.map((one) => one.network))];
  if (network === undefined)
    yield {
      path: hostPath,
      message: `host ${host.name} has several interfaces, and nothing says which one ${what} uses for SIP`,
      found: host.interfaces.map((one) => one.name).join(" and "),
      allowed: "one interface beside the management interface, or the network of the one that is meant",
      fix: `add ${key}, one of ${networks.join(", ")}`,
    };
  else {
    const fitting = host.interfaces.filter((one) => one.network === network);
    yield {
      path: networkPath,
      message: `host ${host.name} of ${what} has ${fitting.length === 0 ? "no interface" : `${fitting.length} interfaces`} on network ${network}`,
      found: network,
      allowed: "a network that the host has one interface on",
      fix: fitting.length === 0 ? `name one of ${networks.join(", ")}` : "give the second one a network of its own",
    };
  }
}
