import type { FactsFile, Unparsed } from "../drift/facts-file";
import { readSection } from "../drift/section-reader";
import { type Address, parseAddress } from "../model/address";
import type { SurveyedCluster, SurveyedPortRule } from "./host-survey";

interface ClusterLine {
  readonly cluster?: Omit<SurveyedCluster, "rules" | "hostPriority" | "position">;
  readonly node?: { readonly virtualIp: Address; readonly hostPriority: number };
  readonly rule?: SurveyedPortRule & { readonly virtualIp: Address };
}

/** A rule with this address applies to all addresses of a cluster. */
const ALL = "255.255.255.255";

/** The section `clusters` of a survey: `cluster 10.0.0.10 1 0 sip.example.com`, `node 10.0.0.10:1`, `rule 10.0.0.10 5060 5060 3 1`. */
export function surveyedClusters(facts: FactsFile): {
  readonly clusters: readonly SurveyedCluster[];
  readonly unparsed: readonly Unparsed[];
} {
  const { rows, unparsed } = readSection(
    facts,
    "clusters",
    "cluster, node or rule with its numbers, or none",
    clusterLine,
  );
  const clusters = rows.flatMap(({ cluster, position }): SurveyedCluster[] => {
    if (cluster === undefined) return [];
    const { virtualIp } = cluster;
    const rules = rows.flatMap(({ rule }) => (rule?.virtualIp === virtualIp || rule?.virtualIp === ALL ? [rule] : []));
    // Windows lists the nodes that it knows, this host's first.
    const node = rows.find((one) => one.node?.virtualIp === virtualIp)?.node;
    return [{ ...cluster, hostPriority: node?.hostPriority, rules, position }];
  });
  return { clusters, unparsed };
}

function clusterLine(text: string): ClusterLine | undefined {
  const [word, first = "", ...rest] = text.trim().split(/\s+/);
  if (word === "none") return {};
  if (word === "node") {
    const [, written, priority] = /^(.+):(\d{1,2})$/.exec(first) ?? [];
    const virtualIp = parseAddress(written ?? "");
    // A node that has left its cluster has another name.
    return virtualIp === undefined ? {} : { node: { virtualIp, hostPriority: Number(priority) } };
  }
  const virtualIp = parseAddress(first);
  if (virtualIp === undefined) return undefined;
  if (word === "cluster") {
    const [multicast, igmp, name] = rest;
    if (!/^[01]$/.test(multicast ?? "") || !/^[01]$/.test(igmp ?? "")) return undefined;
    return { cluster: { virtualIp, name, isMulticast: multicast === "1", isIgmp: igmp === "1" } };
  }
  const numbers = rest.map(Number);
  if (word !== "rule" || numbers.length !== 4 || !rest.every((one) => /^\d{1,5}$/.test(one))) return undefined;
  const [startPort, endPort, protocol, affinity] = numbers as [number, number, number, number];
  return { rule: { virtualIp, startPort, endPort, protocol, affinity } };
}
