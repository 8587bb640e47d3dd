import type { Topology } from "../../model/topology";
import type { CallPath, Station } from "../call-path";
import { type ProxiedPair, proxyInterface, transportsOf } from "./model";

/** Callers find a proxy by DNS; each proxy finds the primary by asking both servers. */
export function sipProxyCallPath(topology: Topology, pair: ProxiedPair): CallPath {
  const { fqdn, proxies, recordTtl } = pair.highAvailability;
  const name: Station = { id: "name", lines: ["SRV records", fqdn, `TTL ${recordTtl}`] };
  const pool = proxies.map((proxy): Station => {
    const address = proxyInterface(topology, proxy)?.address;
    return {
      id: `proxy ${proxy.application}`,
      lines: ["SIP Proxy", proxy.application, address === undefined ? proxy.host : `${proxy.host} ${address}`],
    };
  });
  return {
    stations: [name, ...pool],
    ways: [
      { from: undefined, to: name.id, when: "always", why: transportsOf(pair).join(", ") },
      ...pool.flatMap(({ id }) => [
        { from: name.id, to: id, when: "always", why: "" } as const,
        { from: id, to: "primary", when: "always", why: "" } as const,
        { from: id, to: "backup", when: "after-switchover", why: "" } as const,
      ]),
    ],
  };
}
