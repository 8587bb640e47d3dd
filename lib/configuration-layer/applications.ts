import { wholeSeconds } from "../model/duration";
import { managementAddress } from "../model/host";
import { type SipServer, type SipServerPair, serversOf } from "../model/pair";
import type { Topology } from "../model/topology";
import { HEALTH_ALARM_FACTS, healthAlarmConditions } from "./alarm-conditions";
import type { FactId } from "./facts";
import { hostTypeOf } from "./host-type";
import type { ApplicationObject, ConfigurationObjects, Connection, HostObject, PortInfo } from "./objects";

/** The facts that the hosts and the SIP Server applications rest on. */
export const ENVIRONMENT_FACTS = [
  "virtual-ip-for-sip-only",
  "linux-host-type",
  "other-host-types",
  "hot-standby",
  "backup-is-copied",
  "host-of-server",
  "host-address-unique",
  "redundancy-type-of-backup",
  "sip-server-type",
  "ha-sync-port",
  "switch-link",
  "import-replaces-lists",
  "import-creates-no-sip-server",
  "process-hang",
  "ipv6-is-off",
  "host-name-in-network",
  "high-availability-license",
  "distributed-control-servers",
  "solution-takes-backups",
  ...HEALTH_ALARM_FACTS,
] as const satisfies readonly FactId[];

/** The objects of an environment that every high-availability option needs: hosts, SIP Servers, health alarms; in any order. */
export function environmentObjects(topology: Topology): ConfigurationObjects {
  return {
    hosts: hostObjects(topology),
    scripts: [],
    applications: [...topology.pairs.values()].flatMap((pair) => sipServerApplications(topology, pair)),
    alarmConditions: healthAlarmConditions(topology),
  };
}

/**
 * Every declared host, with its own management address: never a virtual IP, which LCA and Solution Control Server must not use. The `addp` options of the
 * Annex are not included, because an import would replace the whole Annex with its certificates. They come as an options file, see `hostAnnexOptions`.
 */
export function hostObjects(topology: Topology): HostObject[] {
  return [...topology.hosts.values()].map((host) => ({
    name: host.name,
    type: "networkserver",
    ipAddress: managementAddress(host),
    lcaPort: String(host.localControlAgent.port),
    osInfo: { type: hostTypeOf(host.os) },
    state: "enabled",
  }));
}

/**
 * The pair's two SIP Servers, as far as high availability concerns them. They complete applications that exist:
 *  - working directory and command line are the installation's and not known here; whoever wants the import to create an application adds both, and
 *    `redundancyType: htcoldstanby` on the backup;
 *  - the primary carries what Configuration Server copies to the backup: redundancy type, tenant, connections;
 *  - each application's options come as one options file, because an import would replace all options, and `http-port` is one of them;
 *  - the database refers to the Switch by a number, so a person chooses it by hand.
 */
export function sipServerApplications(topology: Topology, pair: SipServerPair): ApplicationObject[] {
  return serversOf(pair).map((server) => {
    const isPrimary = server === pair.primary;
    return {
      name: server.application,
      appPrototype: topology.genesys.templates.sipServer,
      autoRestart: true,
      portInfos: listeningPorts(server),
      state: "enabled",
      redundancyType: isPrimary ? "hthotstanby" : undefined,
      serverInfo: { host: server.host, backupServer: isPrimary ? pair.backup.application : undefined },
      tenants: isPrimary ? [topology.genesys.tenant] : undefined,
      appServers: isPrimary ? [messageServerConnection(topology, pair)] : undefined,
    };
  });
}

/** The T-Library port, and the port of the HA link if it is a different one. HA sync is ticked by hand. */
function listeningPorts(server: SipServer): PortInfo[] {
  const { tlib, haSync } = server.ports;
  const description = "HA link. Tick HA sync by hand: not verified how it is stored.";
  return [
    { id: "default", port: String(tlib), description: haSync === tlib ? description : undefined },
    ...(haSync === tlib ? [] : [{ id: "ha-sync", port: String(haSync), description }]),
  ];
}

/** The connection to Message Server, which recognises alarms in the server's log events; its heartbeat is that of the HA link. */
function messageServerConnection(topology: Topology, pair: SipServerPair): Connection {
  const [local, remote] = [pair.haLink.addpTimeout, pair.haLink.addpRemoteTimeout].map(wholeSeconds);
  const isWatched = local !== 0 || remote !== 0;
  return {
    appServer: topology.managementLayer.messageServer.application,
    id: "default",
    connProtocol: isWatched ? "addp" : undefined,
    mode: "tmnone",
    timeoutLocal: isWatched ? local : undefined,
    timeoutRemote: isWatched ? remote : undefined,
  };
}
