import type { Host } from "../model/host";
import type { Topology } from "../model/topology";
import { optionOf } from "../options";
import type { Artifact } from "../options/artifact";
import { renderRunbook } from "../report/runbook";
import { sha256 } from "./artifacts-file";
import { configurationArtifacts } from "./configuration";
import { deploymentOrder } from "./deployment-order";
import { hostInstallerArtifact, pairsByHost } from "./host-installer-artifact";
import { renderTopology } from "./topology-file";

/** What Terraform does for one host. */
export interface HostDeployment {
  readonly host: Host;
  /** The folder that is copied, below the environment's. */
  readonly folder: string;
  /** The hash of everything that the host gets. */
  readonly hash: string;
  /** Hosts that come first. */
  readonly after: readonly string[];
}

/** Everything that an environment amounts to, in memory. */
export interface Plan {
  /** Every file but `cdk.tf.json` and `artifacts.yaml`. */
  readonly artifacts: readonly Artifact[];
  /** The hosts that get files, by name. */
  readonly deployments: readonly HostDeployment[];
}

/** Plans the files of a valid environment. Pure: nothing is written. */
export function plan(topology: Topology): Plan {
  const forPairs = [...topology.pairs.values()].flatMap((pair) => optionOf(pair).artifacts(topology, pair));
  const byHost = new Map<string, Artifact[]>();
  for (const artifact of forPairs) {
    const name = artifact.target?.host;
    if (name !== undefined) byHost.set(name, [...(byHost.get(name) ?? []), artifact]);
  }
  const order = deploymentOrder(topology);
  const pairs = pairsByHost(topology);
  const installers: Artifact[] = [];
  const deployments: HostDeployment[] = [];
  for (const name of [...byHost.keys()].sort()) {
    const host = topology.hosts.get(name)!;
    const installer = hostInstallerArtifact(topology, host, pairs.get(name) ?? [], byHost.get(name)!);
    installers.push(installer);
    deployments.push({
      host,
      folder: `hosts/${name}`,
      hash: contentHash([...byHost.get(name)!, installer]),
      after: order.before.get(name) ?? [],
    });
  }
  const model: Artifact = {
    path: "topology.yaml",
    content: renderTopology(topology),
    purpose: "the model, every default filled in",
    construct: topology.environment,
    evidence: "documented",
  };
  const artifacts = [
    model,
    ...forPairs,
    ...installers,
    ...configurationArtifacts(topology),
    renderRunbook(topology, deployments, order.unordered),
  ];
  return { artifacts, deployments };
}

function contentHash(artifacts: readonly Artifact[]): string {
  const parts = artifacts.map(({ path, content, target }) => [
    path,
    target?.path,
    target?.mode,
    target?.group,
    content,
  ]);
  return sha256(JSON.stringify(parts.sort((a, b) => (a[0]! < b[0]! ? -1 : 1))));
}
