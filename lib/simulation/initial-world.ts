import type { Host } from "../model/host";
import { solutionControlServersOf } from "../model/management-layer";
import { serversOf } from "../model/pair";
import type { ControlServerState, HostState, World } from "../operation/world";
import type { Setting } from "./setting";

/** The pair in service, as declared, before anything happens: the primary serves. */
export function initialWorld({ topology, pair, behaviour, alarmConditions }: Setting): World {
  const { messageServer } = topology.managementLayer;
  const controlServers = solutionControlServersOf(topology.managementLayer);
  const servers = serversOf(pair);
  const involved = new Set([
    ...servers.map(({ host }) => host),
    ...controlServers.map(({ host }) => host),
    messageServer.host,
    ...behaviour.hosts,
  ]);
  const known = () => ({ running: true, available: true });
  const controlServer = (host: string, active: boolean): ControlServerState => ({
    host,
    running: true,
    active,
    connected: Object.fromEntries(servers.map((one) => [one.host, true])),
    silent: Object.fromEntries(servers.map((one) => [one.host, false])),
    ended: Object.fromEntries(servers.map((one) => [one.host, false])),
    known: {
      [pair.primary.application]: { ...known(), role: "primary" },
      [pair.backup.application]: { ...known(), role: "backup" },
    },
    latest: pair.primary.application,
  });
  const world: World = {
    now: 0,
    declared: { primary: pair.primary.application, backup: pair.backup.application },
    hosts: Object.fromEntries([...involved].map((name) => [name, hostState(topology.hosts.get(name)!)])),
    servers: {
      [pair.primary.application]: { host: pair.primary.host, process: "running", role: "primary" },
      [pair.backup.application]: { host: pair.backup.host, process: "running", role: "backup" },
    },
    controlServers: Object.fromEntries(
      controlServers.map(({ application, host }, index) => [application, controlServer(host, index === 0)]),
    ),
    latestPrimary: pair.primary.application,
    messageServer: { host: messageServer.host, running: true },
    configurationServerRunning: true,
    alarms: Object.fromEntries(
      alarmConditions.filter(({ reactionScripts }) => reactionScripts !== undefined).map(({ name }) => [name, false]),
    ),
    runs: [],
    scriptRuns: 0,
    scriptDefects: {},
    cuts: [],
    neighbours: Object.fromEntries(
      behaviour.neighbours.map(({ name, learns }) => [name, { at: pair.primary.host, learns }]),
    ),
    announcements: [],
    announcementsLost: false,
    announcingRequestsLost: false,
    faults: [],
    option: undefined,
  };
  world.option = behaviour.begin(world);
  return world;
}

function hostState(host: Host): HostState {
  return {
    power: "on",
    stunned: false,
    agent: true,
    managementInterface: host.managementInterface,
    interfaces: Object.fromEntries(host.interfaces.map(({ name }) => [name, true])),
    addresses: [],
    persistentAddresses: [],
  };
}
