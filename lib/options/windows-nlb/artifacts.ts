import { evidenceOf } from "../../configuration-layer/facts";
import { serversOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { type InstallerWork, NO_WORK } from "../../scripts/installer-work";
import type { FileText } from "../../text/file-text";
import type { Artifact } from "../artifact";
import { bootDisable, bootDisableName } from "./boot-disable";
import { clusterBuild } from "./cluster-build";
import { controlScript } from "./control-script";
import { buildFacts, NLB_SCRIPT_FACTS, networkFacts } from "./facts";
import { nlbHostWork } from "./host-work";
import {
  buildScriptName,
  buildScriptPath,
  controlScriptName,
  controlScriptPath,
  type NlbPair,
  type NlbSide,
  nlbSide,
} from "./model";
import { networkFiles } from "./network-files";

/** The files of a pair: those that its hosts get, and those for who runs the network. */
export function nlbArtifacts(topology: Topology, pair: NlbPair): Artifact[] {
  const [primary, backup] = serversOf(pair).map((server) => nlbSide(topology, pair, server)) as [NlbSide, NlbSide];
  return [
    ...hostArtifacts(primary),
    file(primary, {
      name: buildScriptName(pair),
      content: clusterBuild(primary),
      purpose: "makes the NLB cluster; an operator runs it once",
      path: buildScriptPath(primary.host, pair),
      facts: buildFacts(primary.nlb.operationMode),
    }),
    ...hostArtifacts(backup),
    ...networkFiles(primary, backup).map(({ name, content, purpose }) => ({
      path: `network/${name}`,
      content,
      purpose,
      construct: `pairs.${pair.name}`,
      evidence: evidenceOf(networkFacts(primary.nlb.operationMode)),
    })),
  ];
}

function hostArtifacts(side: NlbSide): Artifact[] {
  const { host, pair } = side;
  return [
    file(side, {
      name: `${controlScriptName(pair)}.cmd`,
      content: controlScript(side),
      purpose: "control script of the cluster: enable, disable, status",
      path: controlScriptPath(host, pair),
      facts: NLB_SCRIPT_FACTS,
    }),
    file(side, {
      name: bootDisableName(side),
      content: bootDisable(side),
      purpose: "disables the ports at boot, before a role is assigned",
      path: `${host.installDirectory}\\${bootDisableName(side)}`,
      facts: NLB_SCRIPT_FACTS,
    }),
  ];
}

interface HostFile {
  readonly name: string;
  readonly content: FileText;
  readonly purpose: string;
  readonly path: string;
  readonly facts: Parameters<typeof evidenceOf>[0];
}

function file({ host, pair }: NlbSide, { name, content, purpose, path, facts }: HostFile): Artifact {
  return {
    path: `hosts/${host.name}/${name}`,
    content,
    purpose,
    construct: `pairs.${pair.name}`,
    evidence: evidenceOf(facts),
    target: { host: host.name, path, mode: "administrators", group: "administrators" },
  };
}

/** What the installer of the host checks and does for the pair; nothing on a host that is not one of the pair's two. */
export function nlbHostInstallerWork(topology: Topology, pair: NlbPair, host: string): InstallerWork {
  const server = serversOf(pair).find((one) => one.host === host);
  return server === undefined ? NO_WORK : nlbHostWork(nlbSide(topology, pair, server));
}
