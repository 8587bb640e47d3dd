import { grouped } from "../model/grouped";
import { COLLECT_AGAIN, type ComparedHost } from "./compared-host";
import type { DriftFinding } from "./drift-finding";
import type { ExpectedNode } from "./host-expectation";
import type { PortRuleFact } from "./host-facts";
import type { ReadSection } from "./section-reader";
import { notCollected } from "./uncollected";

type Row = ReadSection<PortRuleFact>["rows"][number];

/** One host's node of a cluster, with what it says about each port rule. */
interface Side {
  readonly host: string;
  readonly environment: string;
  readonly node: ExpectedNode;
  readonly rows: readonly Row[];
  /** The place of the collected port rules; undefined if none were collected, or not all. */
  readonly whole: Row["position"] | undefined;
}

/** The differences of Network Load Balancing clusters: both nodes must be there and converged, and each port rule must be enabled on one of the two. */
export function comparePortRules(hosts: readonly ComparedHost[]): DriftFinding[] {
  const sides = hosts.flatMap(({ expected, facts }) =>
    expected.nodes.map((node): Side => {
      const read = facts?.portRules;
      const rows = read?.rows.filter(({ virtualIp }) => virtualIp === node.virtualIp) ?? [];
      const whole = read?.isWhole ? read.position : undefined;
      return { host: expected.host.name, environment: expected.environment, node, rows, whole };
    }),
  );
  return [...grouped(sides, ({ node }) => [node.path]).values()].flatMap((both) => [
    ...both.flatMap((side) => [...unseen(side), ...ofNode(side)]),
    ...both[0]!.node.ports.flatMap((rule) => enabled(both, rule)),
  ]);
}

/** A port rule that has no line says nothing. */
function unseen({ host, environment, node: { path, virtualIp, ports }, rows, whole }: Side): DriftFinding[] {
  if (whole === undefined) return [];
  return ports
    .filter((rule) => !rows.some((row) => row.ports === rule))
    .map((rule) => ({
      environment,
      ...notCollected(`the port rule ${rule} of ${virtualIp} on ${host}`, path, whole),
    }));
}

/** A node's status, as its class of Windows Management Instrumentation numbers it. */
const STOPPED: readonly number[] = [1005, 1013];
const CONVERGED: readonly number[] = [1007, 1008];

const CONVERGED_STATUS = "status 1007 or 1008";

/** What is wrong on one host. The state of a node that is missing, or does not run, says nothing about its rules. */
function ofNode(side: Side): DriftFinding[] {
  const { node, rows } = side;
  const [first] = rows;
  if (first === undefined) return [];
  if (first.node === 0 || STOPPED.includes(first.node)) return [notServing(side, first)];
  const rules = rows.filter((row) => node.ports.includes(row.ports)).flatMap((row) => ofRule(side, row));
  return CONVERGED.includes(first.node) ? rules : [...rules, notConverged(side, first)];
}

function notServing(side: Side, row: Row): DriftFinding {
  const { virtualIp, hostPriority } = side.node;
  return row.node === 0
    ? nodeDrift(
        side,
        "cluster-node-missing",
        `is not node ${hostPriority} of the cluster ${virtualIp}`,
        row,
        "no such node",
        CONVERGED_STATUS,
        "build the cluster: see the runbook's chapter of the pair",
      )
    : nodeDrift(
        side,
        "cluster-node-stopped",
        `has stopped or suspended its node of the cluster ${virtualIp}, so it serves no port`,
        row,
        `status ${row.node}`,
        CONVERGED_STATUS,
        "if nobody has stopped it on purpose, run nlb resume and nlb start on this host",
      );
}

function ofRule(side: Side, row: Row): DriftFinding[] {
  const what = `the port rule ${row.ports} of ${side.node.virtualIp}`;
  if (row.rules !== 1)
    return [
      nodeDrift(
        side,
        "port-rule-missing",
        `does not have exactly ${what}`,
        row,
        `${row.rules} rules`,
        "1 rule of these ports",
        "build the cluster again: see the runbook's chapter of the pair",
      ),
    ];
  if (row.enabled + row.disabled === 1) return [];
  const fix = "run the control script's enable or disable here, according to the host's role";
  return [
    nodeDrift(side, "port-rule-unclear", `has ${what} in another state`, row, "neither", "enabled or disabled", fix),
  ];
}

function notConverged(side: Side, row: Row): DriftFinding {
  return nodeDrift(
    side,
    "cluster-not-converged",
    `is in a cluster ${side.node.virtualIp} that has not converged`,
    row,
    `status ${row.node}`,
    CONVERGED_STATUS,
    "collect again; if it stays so, check whether the nodes hear each other's heartbeats on this network",
  );
}

function nodeDrift(
  { host, environment, node: { path } }: Side,
  code: string,
  message: string,
  row: Row,
  found: string,
  expected: string,
  fix: string,
): DriftFinding {
  return {
    state: "drift",
    code,
    environment,
    path,
    position: row.position,
    message: `${host} ${message}`,
    found,
    expected,
    fix,
  };
}

function enabled(both: readonly Side[], rule: string): DriftFinding[] {
  const { environment, node } = both[0]!;
  const serving = both.flatMap(({ host, rows }) =>
    rows.filter((row) => row.ports === rule && !STOPPED.includes(row.node)).map((row) => ({ host, row })),
  );
  const on = serving.filter(({ row }) => row.rules === 1 && row.enabled === 1);
  const off = serving.filter(({ row }) => row.rules === 1 && row.disabled === 1);
  const drift = (code: string, message: string, row: Row, found: string, fix: string) => [
    {
      state: "drift" as const,
      code,
      environment,
      path: node.path,
      position: row.position,
      message,
      found,
      expected: "enabled on one of the two",
      fix: `${fix}; ${COLLECT_AGAIN}`,
    },
  ];
  const what = `the port rule ${rule} of ${node.virtualIp}`;
  if (on.length > 1)
    return drift(
      "port-rule-enabled-on-both",
      `both hosts have ${what} enabled, so the backup gets calls`,
      on[1]!.row,
      `enabled on ${on.map(({ host }) => host).join(" and ")}`,
      "run the control script's disable on the host that is backup",
    );
  if (on.length === 1 || off.length < 2) return [];
  return drift(
    "port-rule-enabled-on-none",
    `neither host has ${what} enabled: callers do not reach the pair`,
    off[0]!.row,
    `disabled on ${off.map(({ host }) => host).join(" and ")}`,
    "run the control script's enable on the host that is primary; before the pair is in service, this is normal",
  );
}
