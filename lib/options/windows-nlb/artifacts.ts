import { evidenceOf, type FactId } from "../../configuration-layer/facts";
import type { Topology } from "../../model/topology";
import { type InstallerWork, NO_WORK } from "../../scripts/installer-work";
import type { Artifact } from "../artifact";
import { type HostFile, hostFile } from "../host-file";
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
  nlbSides,
} from "./model";
import { networkFiles } from "./network-files";

/** The files of a pair: those that its hosts get, and those for the operators of the network. */
export function nlbArtifacts(topology: Topology, pair: NlbPair): Artifact[] {
  const [primary, backup] = nlbSides(topology, pair);
  const { operationMode } = pair.highAvailability;
  const build = {
    name: buildScriptName(pair),
    content: clusterBuild(primary),
    purpose: "makes the NLB cluster; an operator runs it once",
    path: buildScriptPath(primary.host, pair),
  };
  return [
    ...scripts(primary),
    file(primary, build, buildFacts(operationMode)),
    ...scripts(backup),
    ...networkFiles(primary, backup).map(({ name, content, purpose }) => ({
      path: `network/${name}`,
      content,
      purpose,
      construct: `pairs.${pair.name}`,
      evidence: evidenceOf(networkFacts(operationMode)),
    })),
  ];
}

/** The files that both hosts get. */
function scripts(side: NlbSide): Artifact[] {
  const { host, pair } = side;
  const control = {
    name: `${controlScriptName(pair)}.cmd`,
    content: controlScript(side),
    purpose: "control script of the cluster: enable, disable, status",
    path: controlScriptPath(host, pair),
  };
  const task = {
    name: bootDisableName(side),
    content: bootDisable(side),
    purpose: "disables the ports at boot, before a role is assigned",
    path: `${host.installDirectory}\\${bootDisableName(side)}`,
  };
  return [control, task].map((one) => file(side, one, NLB_SCRIPT_FACTS));
}

/** The Local Control Agent runs as the system or as an administrator, so nobody else needs the files. */
function file(side: NlbSide, one: Omit<HostFile, "mode" | "group">, facts: readonly FactId[]): Artifact {
  return {
    ...hostFile(side, { ...one, mode: "administrators", group: "administrators" }),
    evidence: evidenceOf(facts),
  };
}

/** What the installer of the host checks and does for the pair; nothing on a host outside the pair. */
export function nlbInstallerWork(topology: Topology, pair: NlbPair, host: string): InstallerWork {
  const side = nlbSides(topology, pair).find((one) => one.host.name === host);
  return side === undefined ? NO_WORK : nlbHostWork(side);
}
