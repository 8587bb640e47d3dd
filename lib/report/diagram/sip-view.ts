import { type SipServer, type SipServerPair, serversOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { optionOf } from "../../options";
import type { Cluster, Diagram, DiagramNode, Edge } from "./diagram";
import { pairsOf } from "./drawn-parts";

/** Who sends SIP where, before and after a switchover, and who uses the hosts' own addresses. */
export function sipView(topology: Topology, names: readonly string[]): Diagram {
  const pairs = pairsOf(topology, names);
  return {
    view: "sip",
    title: "SIP view",
    description: `How new calls get to ${pairs.map(({ name }) => name).join(", ")}: solid lines show normal operation, dashed lines what follows a switchover, dotted lines links between equals.`,
    clusters: pairs.map((pair) => pairCluster(topology, pair)),
    nodes: [],
    edges: pairs.flatMap((pair) => edgesOf(topology, pair)),
  };
}

function pairCluster(topology: Topology, pair: SipServerPair): Cluster {
  return {
    kind: "pair",
    title: `pair ${pair.name}: ${optionOf(pair).title}`,
    nodes: [
      { id: nodeId(pair, CALLERS), kind: "caller", lines: ["callers:", "gateways, phones"] },
      { id: nodeId(pair, CLIENTS), kind: "caller", lines: ["T-Library clients"] },
      ...optionOf(pair)
        .callPath(topology, pair)
        .stations.map(({ id, lines }): DiagramNode => ({ id: nodeId(pair, id), kind: "station", lines })),
      serverNode(topology, pair, pair.primary, "primary"),
      serverNode(topology, pair, pair.backup, "backup"),
    ],
  };
}

function serverNode(topology: Topology, pair: SipServerPair, server: SipServer, role: string): DiagramNode {
  const own = optionOf(pair).serverAddress(topology, pair, server);
  return {
    id: nodeId(pair, role),
    kind: "server",
    lines: [
      server.application,
      `${role} on ${server.host}`,
      ...(own === undefined ? [] : [own]),
      `T-Library ${server.ports.tlib}`,
    ],
  };
}

function edgesOf(topology: Topology, pair: SipServerPair): Edge[] {
  const { ways } = optionOf(pair).callPath(topology, pair);
  return [
    ...ways.map(
      ({ from, to, when, why }): Edge => ({
        from: nodeId(pair, from ?? CALLERS),
        to: nodeId(pair, to),
        kind: when === "always" ? "normal" : "standby",
        label: why === "" ? undefined : why,
      }),
    ),
    {
      from: nodeId(pair, "primary"),
      to: nodeId(pair, "backup"),
      kind: "link",
      label: `HA link ${[...new Set(serversOf(pair).map(({ ports }) => ports.haSync))].join(" and ")}`,
    },
    ...(["primary", "backup"] as const).map(
      // Behind the servers, where the clients' lines cross no line of a call.
      (role): Edge => ({ from: nodeId(pair, CLIENTS), to: nodeId(pair, role), kind: "normal", isFromBehind: true }),
    ),
  ];
}

/** Ids within a pair that no station has. */
const CALLERS = " callers";
const CLIENTS = " clients";

const nodeId = ({ name }: SipServerPair, id: string) => JSON.stringify([name, id]);
