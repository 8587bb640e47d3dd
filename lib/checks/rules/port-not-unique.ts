import { type Host, managementAddress } from "../../model/host";
import { formatPath, type Path } from "../../model/origin";
import { type SipServer, type SipServerPair, serversOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import type { AppRule } from "../rule";

/** A port that something beside the pair's servers listens on. */
export interface Listener {
  readonly host: string;
  readonly port: number;
  /** `SIP`, for a fix that sets another one. */
  readonly purpose: string;
  /** The application that listens. */
  readonly application: string;
  /** Where it stands in the declaration. */
  readonly path: Path;
}

/** Finds what listens beside a pair's servers; the options know. */
export type FindListeners = (pair: SipServerPair) => readonly Listener[];

/** No two servers listen on the same port of a host, nor one on that of its Local Control Agent. */
export const portNotUnique = (listenersOf: FindListeners): AppRule => ({
  code: "port-not-unique",
  level: "error",
  acknowledgeable: true,
  title:
    "No two servers listen on one port of a host, nor one on its Local Control Agent's, in all environments of the app",
  why: "The server that starts second cannot open its port; where that is the backup, nobody notices until it has to take over.",
  *evaluateAll(topologies) {
    const agents = new Set(topologies.flatMap(({ hosts }) => [...hosts.values()].map(agentPort)));
    const first = new Map<string, Claim>();
    for (const topology of topologies)
      for (const { host: name, port, purpose, application, path } of portsIn(topology, listenersOf)) {
        const host = topology.hosts.get(name);
        if (host === undefined) continue;
        const key = portOn(host, port);
        const what = `the ${purpose} port of ${application}`;
        if (agents.has(key))
          yield [
            topology,
            {
              path,
              message: `${what} is ${port} on host ${name}, which is the port of its Local Control Agent already`,
              found: String(port),
              allowed: "a port that nothing else on this host listens on",
              fix: `set another ${purpose} port, or correct localControlAgent.port of the host`,
            },
          ];
        const earlier = first.get(key);
        if (earlier === undefined) first.set(key, { topology, what, path });
        // A port that stands in the declaration once is that of both servers, of which only the primary listens on it.
        else if (earlier.topology !== topology || formatPath(earlier.path) !== formatPath(path)) {
          const where = earlier.topology === topology ? "" : ` of environment ${earlier.topology.environment}`;
          yield [
            topology,
            {
              path,
              message: `${what} is ${port} on host ${name}, which is ${earlier.what}${where} already`,
              found: String(port),
              allowed: "a port that no other server of this host listens on",
              fix: `set another ${purpose} port for one of them`,
            },
          ];
        }
      }
  },
});

function agentPort(host: Host): string {
  return portOn(host, host.localControlAgent.port);
}

/** The same in every environment that the host is declared in. */
function portOn(host: Host, port: number): string {
  return `${managementAddress(host)} ${port}`;
}

interface Claim {
  readonly topology: Topology;
  readonly what: string;
  readonly path: Path;
}

function portsIn(topology: Topology, listenersOf: FindListeners): Listener[] {
  return [...topology.pairs.values()].flatMap((pair) => [
    ...serversOf(pair).flatMap((server, index) => portsOf(pair, server, index === 0 ? "primary" : "backup")),
    ...listenersOf(pair),
  ]);
}

function portsOf(pair: SipServerPair, { application, host, ports }: SipServer, side: string): Listener[] {
  const { tlib, haSync, http } = ports;
  const { port, tlsPort } = pair.sip;
  const own = ["pairs", pair.name, side, "ports"];
  const listener = (number: number, purpose: string, path: Path) => ({
    host,
    application,
    port: number,
    purpose,
    path,
  });
  return [
    listener(tlib, "T-Library", [...own, "tlib"]),
    ...(haSync === tlib ? [] : [listener(haSync, "HA link", [...own, "haSync"])]),
    ...(http === undefined ? [] : [listener(http, "HTTP", [...own, "http"])]),
    listener(port, "SIP", ["pairs", pair.name, "sip", "port"]),
    ...(tlsPort === undefined ? [] : [listener(tlsPort, "SIP over TLS", ["pairs", pair.name, "sip", "tlsPort"])]),
  ];
}
