import { type ManagementApplication, solutionControlServersOf } from "../../model/management-layer";
import { hostNamesOf, type SipServerPair, serversOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { optionOf } from "../../options";
import type { Cluster, Diagram, DiagramNode, Edge } from "./diagram";
import { pairsOf } from "./drawn-parts";

/** Who decides on roles, how a role change becomes a run of a control script, and over which connections. */
export function controlView(topology: Topology, names: readonly string[]): Diagram {
  const pairs = pairsOf(topology, names);
  const { messageServer, failureDetection } = topology.managementLayer;
  const controlServers = solutionControlServersOf(topology.managementLayer);
  const [first, backup] = controlServers.map(({ application }) => application);
  const hosts = [...new Set(pairs.flatMap(hostNamesOf))];
  const alarms = pairs.flatMap((pair) => alarmsOf(topology, pair));
  const nodes: DiagramNode[] = [
    ...controlServers.map(
      ({ what, application, host }): DiagramNode => ({
        id: serverId(application),
        kind: "control",
        lines: [what, application, `on ${host}`],
      }),
    ),
    { id: MESSAGES, kind: "control", lines: ["Message Server", messageServer.application, `on ${messageServer.host}`] },
    ...alarms.map(
      (one): DiagramNode => ({
        id: alarmId(one.name),
        kind: "alarm",
        lines: ["alarm condition", one.name, `event ${one.event}`],
      }),
    ),
  ];
  return {
    view: "control",
    title: "Control view",
    description: `${first}${backup === undefined ? "" : `, or ${backup} instead,`} watches the Local Control Agents of ${hosts.join(", ")} and assigns the roles. Role changes raise alarms, whose reactions run the control scripts.`,
    clusters: hosts.map((host) => hostCluster(host, pairs)),
    nodes,
    edges: [
      ...controlServers.map(
        ({ application, key }): Edge => ({
          from: serverId(application),
          to: MESSAGES,
          kind: lineOf(key),
          label: "log events",
        }),
      ),
      ...alarms.map(({ name }): Edge => ({ from: MESSAGES, to: alarmId(name), kind: "normal" })),
      ...alarms.flatMap(({ name, starts }) =>
        starts.map((application): Edge => ({ from: alarmId(name), to: scriptId(application), kind: "standby" })),
      ),
      ...controlServers.flatMap(({ application, key }) =>
        hosts.map(
          (host): Edge => ({
            from: serverId(application),
            to: agentId(host),
            kind: lineOf(key),
            label: `ADDP ${failureDetection.addpTimeout}`,
          }),
        ),
      ),
      ...pairs.flatMap((pair) =>
        serversOf(pair).map(
          ({ application, host }): Edge => ({
            from: agentId(host),
            to: serverId(application),
            kind: "normal",
            label: "starts, role",
          }),
        ),
      ),
    ],
  };
}

function hostCluster(host: string, pairs: readonly SipServerPair[]): Cluster {
  const servers = pairs.flatMap(serversOf).filter((server) => server.host === host);
  const reactions = pairs.flatMap((pair) => optionOf(pair).reactions(pair)).filter((one) => one.host === host);
  return {
    kind: "host",
    title: host,
    nodes: [
      { id: agentId(host), kind: "agent", lines: ["Local Control Agent"] },
      ...servers.map(
        ({ application }): DiagramNode => ({
          id: serverId(application),
          kind: "server",
          lines: ["SIP Server", application],
        }),
      ),
      ...[...new Set(reactions.map(({ startsApplication }) => startsApplication))].map(
        (application): DiagramNode => ({
          id: scriptId(application),
          kind: "script",
          lines: ["control script", application],
        }),
      ),
    ],
  };
}

/** Everything that a backup does, it does in another application's place. */
function lineOf(key: ManagementApplication["key"]): Edge["kind"] {
  return key === "backupSolutionControlServer" ? "standby" : "normal";
}

/** The pair's alarm conditions that start something, with the applications that they start. */
function alarmsOf(topology: Topology, pair: SipServerPair) {
  const option = optionOf(pair);
  const starts = new Map(option.reactions(pair).map((one) => [one.script, one.startsApplication]));
  return (option.configuration(topology, pair).alarmConditions ?? []).map(
    ({ name, alarmDetectEvent, reactionScripts = [] }) => ({
      name,
      event: alarmDetectEvent.logEventID,
      starts: reactionScripts.flatMap((one) => starts.get(one.name) ?? []),
    }),
  );
}

const MESSAGES = "message-server";
const alarmId = (name: string) => JSON.stringify(["alarm", name]);
const agentId = (host: string) => JSON.stringify(["agent", host]);
const serverId = (application: string) => JSON.stringify(["server", application]);
const scriptId = (application: string) => JSON.stringify(["script", application]);
