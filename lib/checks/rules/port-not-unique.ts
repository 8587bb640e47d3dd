import { managementAddress } from "../../model/host";
import type { Path } from "../../model/origin";
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
          for (const { port, purpose, path, isOfPair = false } of portsOf(pair, server, side)) {
            const key = `${managementAddress(host)} ${port}`;
            const what = `the ${purpose} port of ${server.application}`;
            const earlier = first.get(key);
            if (earlier === undefined) first.set(key, { topology, what, pair, isOfPair });
            else if (!(isOfPair && earlier.isOfPair && earlier.pair === pair)) {
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
  readonly pair: SipServerPair;
  readonly isOfPair: boolean;
}

interface UsedPort {
  readonly port: number;
  readonly purpose: string;
  readonly path: Path;
  /** Whether only the one that is primary listens on it, so that both servers of a pair have it, on one host too. */
  readonly isOfPair?: boolean;
}

function portsOf(pair: SipServerPair, server: SipServer, side: string): UsedPort[] {
  const own = ["pairs", pair.name, side, "ports"];
  const { tlib, haSync, http } = server.ports;
  const { port, tlsPort } = pair.sip;
  return [
    { port: tlib, purpose: "T-Library", path: [...own, "tlib"] },
    ...(haSync === tlib ? [] : [{ port: haSync, purpose: "HA link", path: [...own, "haSync"] }]),
    ...(http === undefined ? [] : [{ port: http, purpose: "HTTP", path: [...own, "http"] }]),
    { port, purpose: "SIP", path: ["pairs", pair.name, "sip", "port"], isOfPair: true },
    ...(tlsPort === undefined
      ? []
      : [{ port: tlsPort, purpose: "SIP over TLS", path: ["pairs", pair.name, "sip", "tlsPort"], isOfPair: true }]),
  ];
}
