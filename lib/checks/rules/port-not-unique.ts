import { managementAddress } from "../../model/host";
import { formatPath, type Path } from "../../model/origin";
import { type SipServer, type SipServerPair, serversOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import type { AppRule } from "../rule";

/** No two servers listen on the same port of a host. */
export const portNotUnique: AppRule = {
  code: "port-not-unique",
  level: "error",
  acknowledgeable: true,
  title: "No two servers listen on one port of a host, in all environments of the app",
  why: "The server that starts second cannot open its port; where that is the backup, nobody notices until it has to take over.",
  *evaluateAll(topologies) {
    const first = new Map<string, Claim>();
    for (const topology of topologies)
      for (const pair of topology.pairs.values())
        for (const [index, server] of serversOf(pair).entries()) {
          const host = topology.hosts.get(server.host);
          if (host === undefined) continue;
          const side = index === 0 ? "primary" : "backup";
          for (const { port, purpose, path } of portsOf(pair, server, side)) {
            const key = `${managementAddress(host)} ${port}`;
            const what = `the ${purpose} port of ${server.application}`;
            const earlier = first.get(key);
            if (earlier === undefined) first.set(key, { topology, what, path });
            // A port that stands in the declaration once is that of both servers, of which only the primary listens on it.
            else if (earlier.topology !== topology || formatPath(earlier.path) !== formatPath(path)) {
              const where = earlier.topology === topology ? "" : ` of environment ${earlier.topology.environment}`;
              yield [
                topology,
                {
                  path,
                  message: `${what} is ${port} on host ${server.host}, which is ${earlier.what}${where} already`,
                  found: String(port),
                  allowed: "a port that no other server of this host listens on",
                  fix: `set another ${purpose} port for one of them`,
                },
              ];
            }
          }
        }
  },
};

interface Claim {
  readonly topology: Topology;
  readonly what: string;
  readonly path: Path;
}

interface UsedPort {
  readonly port: number;
  readonly purpose: string;
  readonly path: Path;
}

function portsOf(pair: SipServerPair, server: SipServer, side: string): UsedPort[] {
  const own = ["pairs", pair.name, side, "ports"];
  const { tlib, haSync, http } = server.ports;
  const { port, tlsPort } = pair.sip;
  return [
    { port: tlib, purpose: "T-Library", path: [...own, "tlib"] },
    ...(haSync === tlib ? [] : [{ port: haSync, purpose: "HA link", path: [...own, "haSync"] }]),
    ...(http === undefined ? [] : [{ port: http, purpose: "HTTP", path: [...own, "http"] }]),
    { port, purpose: "SIP", path: ["pairs", pair.name, "sip", "port"] },
    ...(tlsPort === undefined
      ? []
      : [{ port: tlsPort, purpose: "SIP over TLS", path: ["pairs", pair.name, "sip", "tlsPort"] }]),
  ];
}
