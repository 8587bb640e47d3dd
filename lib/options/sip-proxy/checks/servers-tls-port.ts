import type { EnvironmentRule } from "../../../checks/rule";
import { mergeServerOptions } from "../../../configuration-layer/server-options";
import { serversOf } from "../../../model/pair";
import { internalTransport, proxiedPairs, sipProxyPath, transportsOf } from "../model";
import { proxiedServerOptions } from "../server-options";

/** Servers that speak TLS to the proxies have a port for it. */
export const serversTlsPort: EnvironmentRule = {
  code: "servers-tls-port",
  level: "error",
  acknowledgeable: true,
  title: "Servers have a TLS port if the transports of their pool make them speak TLS to the proxies",
  why: "The servers and the proxies speak UDP to each other or, if the pool has no UDP, the first of its transports. With TLS both sides need a TLS port (documented), even if the pair itself declares no tls.",
  *evaluate(topology) {
    for (const pair of proxiedPairs(topology)) {
      // If tls is among the pair's own transports, the rule tls-port asks for the port.
      if (internalTransport(pair) !== "tls" || pair.sip.transports.includes("tls")) continue;
      const without = serversOf(pair).filter((server) =>
        mergeServerOptions(proxiedServerOptions(topology, pair, server), pair, server).every(
          ({ section, option }) => `${section}/${option}` !== "TServer/sip-port-tls",
        ),
      );
      if (without.length > 0)
        yield {
          path: sipProxyPath(pair, "transports"),
          message: `the pool's transports make the servers speak TLS to the proxies, but ${without.map(({ application }) => application).join(" and ")} would have no TLS port`,
          found: transportsOf(pair).join(", "),
          fix: "add tls to sip.transports of the pair, and sip.tlsPort, e.g. 5061; or add udp to the pool's transports, or put tcp first",
        };
    }
  },
};
