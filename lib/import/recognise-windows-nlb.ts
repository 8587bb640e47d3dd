import type { SurveyedCluster } from "./host-survey";
import { type ImportNote, placeText } from "./import-note";
import { nlbScriptSettings, readBuildScript } from "./nlb-script-settings";
import { roleEvents } from "./role-events";
import { bothOf, pairOfOwnScript, type Recognise, type SeenPair, type SeenProgram } from "./seen-pair";
import { changesCluster } from "./seen-programs";
import { optionOf } from "./site-export";
import { branch, branchOrNothing, type Leaf, leaf } from "./written";

/** A Windows program that does something with a cluster: `nlb.exe`, under its old name `wlbs.exe`, or a script that is named after it. */
const CLUSTER = /(?:^|[\W_])(?:nlb|wlbs)(?:[\W_]|$)/i;

/**
 * A cluster of Windows Network Load Balancing: Windows says that the hosts are nodes of a cluster with the virtual IP, or the Management Layer starts something
 * that is named after NLB, or has a command for it. The settings come from the scripts of this package that made the cluster, or from Windows.
 */
export const recogniseWindowsNlb: Recognise = (pair) => {
  const { virtualIp, network, programs } = pair;
  const isWindows = bothOf(pair).every(({ host }) => host.os === "windows");
  const program = clusterProgram(pair);
  const clusters = bothOf(pair).map(({ host }) =>
    host.survey?.clusters.find((one) => one.virtualIp === virtualIp?.value),
  );
  const cluster = clusters[0] ?? clusters[1];
  if (!isWindows || virtualIp === undefined || (program === undefined && cluster === undefined)) return undefined;
  const { events, cancelTimeout, notes } = roleEvents(pair);
  const files = programs.filter(({ command }) => pairOfOwnScript(command) !== undefined).flatMap((one) => one.files);
  const built = readBuildScript(files);
  const settings = {
    ...(cluster && clusterSettings(pair, cluster, clusters)),
    ...built?.(sipPorts(pair)),
    ...nlbScriptSettings(pair),
  };
  const isKnown = settings.operationMode !== undefined && settings.clusterName !== undefined;
  return {
    settings: branch(
      {
        virtualIp: leaf(virtualIp.value, `${placeText(virtualIp.position)}, ${virtualIp.what}`),
        network: network === undefined ? undefined : leaf(network),
        ...settings,
        events,
        cancelTimeout,
      },
      isKnown
        ? undefined
        : ["operationMode and clusterName are not known and have to be added: see the properties of the cluster."],
    ),
    free: ["sip-outbound-proxy"],
    notes: [...notes, ...(isKnown ? [] : [clusterUnknown(pair)]), ...(cluster ? ruleNotes(pair, cluster) : [])],
  };
};

/** A program that is named after a cluster, or runs a command that changes one. */
function clusterProgram({ programs }: SeenPair): SeenProgram | undefined {
  return programs.find((program) => CLUSTER.test(program.command) || changesCluster(program));
}

function clusterUnknown(pair: SeenPair): ImportNote {
  const { name, primary } = pair;
  const program = clusterProgram(pair);
  return {
    kind: "unknown",
    code: "cluster-unknown",
    of: `pair ${name}`,
    position: program?.application.at(["commandLine"]) ?? primary.application.at(["name"]),
    message:
      "it is a Windows NLB cluster; nothing that was collected says what its mode, name, priorities and port rules are",
    found: program?.command,
    fix: `set pairs.${name}.highAvailability.windowsNlb.operationMode and clusterName, and what else differs from the defaults; the properties of the cluster show them`,
  };
}

/** The ports that have a rule without being declared. */
function sipPorts({ primary }: SeenPair): ReadonlySet<number> {
  const options = ["sip-port", "sip-port-tls"].flatMap(
    (option) => optionOf(primary.application, "TServer", option) ?? [],
  );
  return new Set(options.map(({ value }) => Number(value)));
}

const AFFINITIES: Readonly<Record<number, string>> = { 1: "single", 2: "network" };
const PROTOCOLS: Readonly<Record<number, string>> = { 1: "tcp", 2: "udp", 3: "both" };

/** What Windows says about a cluster, however it was made. */
function clusterSettings(
  pair: SeenPair,
  cluster: SurveyedCluster,
  nodes: readonly (SurveyedCluster | undefined)[],
): Readonly<Record<string, Leaf | ReturnType<typeof branch> | undefined>> {
  const from = placeText(cluster.position);
  const mode = cluster.isIgmp ? "igmpMulticast" : cluster.isMulticast ? "multicast" : "unicast";
  const affinities = [...new Set(cluster.rules.map(({ affinity }) => affinity))];
  const priority = (node: SurveyedCluster | undefined) =>
    node?.hostPriority === undefined ? undefined : leaf(node.hostPriority, placeText(node.position));
  const rules = furtherRules(pair, cluster).map(({ startPort, endPort, protocol }) => ({
    startPort,
    endPort,
    protocol: PROTOCOLS[protocol] ?? "both",
  }));
  return {
    operationMode: leaf(mode, from),
    clusterName: cluster.name === undefined ? undefined : leaf(cluster.name, from),
    hostPriorities: branchOrNothing({ primary: priority(nodes[0]), backup: priority(nodes[1]) }),
    affinity:
      affinities.length === 1 && AFFINITIES[affinities[0]!] !== undefined
        ? leaf(AFFINITIES[affinities[0]!]!, from)
        : undefined,
    portRules: rules.length === 0 ? undefined : leaf(rules, from),
  };
}

/** Rules in addition to those that the file makes for the SIP ports. A new cluster has the rule for all ports. */
function furtherRules(pair: SeenPair, { rules }: SurveyedCluster) {
  const own = sipPorts(pair);
  return rules.filter(({ startPort, endPort }) => startPort > 0 && !(startPort === endPort && own.has(startPort)));
}

/** Rules that the file cannot have as they are. */
function ruleNotes(pair: SeenPair, cluster: SurveyedCluster): ImportNote[] {
  const shown = ({ startPort, endPort, affinity }: SurveyedCluster["rules"][number]) =>
    `${startPort}-${endPort}, affinity ${affinity}`;
  const isOdd = ({ startPort, affinity }: SurveyedCluster["rules"][number]) => startPort === 0 || affinity === 0;
  const odd = cluster.rules.filter(isOdd);
  if (odd.length === 0) return [];
  return [
    {
      kind: "left",
      code: "port-rule-left-out",
      of: `pair ${pair.name}`,
      position: cluster.position,
      message: "its cluster has port rules for all ports or without affinity, which the file cannot describe",
      found: odd.map(shown).join("; "),
      fix: `in the maintenance window, give each SIP port a rule of its own with the affinity of pairs.${pair.name}.highAvailability.windowsNlb: the scripts enable and disable those rules`,
    },
  ];
}
