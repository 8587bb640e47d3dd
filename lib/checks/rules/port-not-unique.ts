import { grouped } from "../../model/grouped";
import { type Host, managementAddress } from "../../model/host";
import { formatPath, type Path } from "../../model/origin";
import { isOnOneHost, type SipServer, type SipServerPair } from "../../model/pair";
import type { Topology } from "../../model/topology";
import type { FindVirtualIp } from "../../model/virtual-ip";
import { Claims } from "../claims";
import type { AppRule, Violation } from "../rule";

/** A port that something other than the pair's servers listens on. */
export interface Listener {
  readonly host: string;
  readonly port: number;
  /** `SIP`, for a fix that sets another port. */
  readonly purpose: string;
  /** The application that listens. */
  readonly application: string;
  /** Its path in the declaration. */
  readonly path: Path;
}

/** Finds the other listeners beside a pair's servers; each option knows how. */
export type FindListeners = (pair: SipServerPair) => readonly Listener[];

/** No two servers listen on the same port of a host, and no server listens on the port of its host's Local Control Agent. */
export const portNotUnique = (listenersOf: FindListeners, virtualIpOf: FindVirtualIp): AppRule => ({
  code: "port-not-unique",
  level: "error",
  acknowledgeable: true,
  title:
    "No two servers listen on the same port of a host, and none on its Local Control Agent's, across all environments of the app",
  why: "The server that starts second cannot open its port. If that is the backup, nobody notices until it has to take over.",
  *evaluateAll(topologies) {
    const agents = new Set(topologies.flatMap(({ hosts }) => [...hosts.values()].map(agentPort)));
    const claims = new Claims<Claim>();
    for (const topology of topologies) {
      const ports = portsIn(topology, listenersOf, virtualIpOf);
      for (const violation of onAgentPorts(ports, agents)) yield [topology, violation];
      for (const { host: name, port, key, purpose, application, path } of ports) {
        const what = `the ${purpose} port of ${application}`;
        const earlier = claims.claim(key, { topology, what, path });
        if (earlier === undefined) continue;
        // A port that the declaration has once belongs to both servers, but only the primary listens on it.
        if (earlier.topology === topology && formatPath(earlier.path) === formatPath(path)) continue;
        const where = earlier.topology === topology ? "" : ` of environment ${earlier.topology.environment}`;
        yield [
          topology,
          {
            path,
            message: `${what} is ${port} on host ${name}, which is already ${earlier.what}${where}`,
            found: String(port),
            allowed: "a port that no other server of this host listens on",
            fix: `set another ${purpose} port for one of them`,
          },
        ];
      }
    }
  },
});

/** The ports that Local Control Agents listen on too. A port that the declaration has once is reported once for both hosts. */
function* onAgentPorts(ports: readonly ClaimedPort[], agents: ReadonlySet<string>): Generator<Violation> {
  const onAgents = ports.filter(({ key }) => agents.has(key));
  for (const all of grouped(onAgents, ({ path }) => [formatPath(path)]).values()) {
    const { path, port, purpose } = all[0]!;
    const applications = all.map(({ application }) => application).join(" and ");
    const hosts = [...new Set(all.map(({ host }) => host))].join(" and of host ");
    yield {
      path,
      message: `the ${purpose} port of ${applications} is ${port}, which is already that of the Local Control Agent of host ${hosts}`,
      found: String(port),
      allowed: "a port that nothing else on this host listens on",
      fix: `set another ${purpose} port, or correct localControlAgent.port of the host`,
    };
  }
}

function agentPort(host: Host): string {
  return portOn(host, host.localControlAgent.port);
}

/** The same text in every environment that declares the host. */
function portOn(host: Host, port: number): string {
  return `${managementAddress(host)} ${port}`;
}

interface Claim {
  readonly topology: Topology;
  readonly what: string;
  readonly path: Path;
}

/** A listener with the port as a port of a machine, whatever environments declare the host. */
interface ClaimedPort extends Listener {
  readonly key: string;
}

function portsIn(topology: Topology, listenersOf: FindListeners, virtualIpOf: FindVirtualIp): ClaimedPort[] {
  const listeners = [...topology.pairs.values()].flatMap((pair) => {
    // If a virtual IP would have to move, one host for both servers is the mistake, and has its own finding: on its own host, the backup has ports of its own.
    const isBackupMisplaced = isOnOneHost(pair) && virtualIpOf(pair, topology) !== undefined;
    return [
      ...portsOf(pair, pair.primary, "primary"),
      ...(isBackupMisplaced ? [] : portsOf(pair, pair.backup, "backup")),
      ...listenersOf(pair),
    ];
  });
  return listeners.flatMap((listener) => {
    const host = topology.hosts.get(listener.host);
    return host === undefined ? [] : [{ ...listener, key: portOn(host, listener.port) }];
  });
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
