import { grouped } from "../model/grouped";
import type { Host } from "../model/host";
import { pairsOn } from "../model/pairs-on";
import type { Topology } from "../model/topology";
import { optionOf, optionsOf } from "../options";
import type { Artifact } from "../options/artifact";
import { renderRunbook } from "../report/runbook";
import { hostFolder } from "../scripts/host-folders";
import { type Configuration, configurationArtifacts, configurationOf } from "./configuration";
import { deploymentOrder } from "./deployment-order";
import { hostInstallerArtifact } from "./host-installer-artifact";
import { hashOfAll, type PlannedFile, planned } from "./planned-file";
import { renderTopology } from "./topology-file";

/** What Terraform does for one host. */
export interface HostDeployment {
  /** The host. */
  readonly host: Host;
  /** The folder that is copied, below the environment's folder. */
  readonly folder: string;
  /** The hash of all files that the host gets. */
  readonly hash: string;
  /** Hosts that are deployed first. */
  readonly after: readonly string[];
}

/** Everything that an environment produces, in memory. */
export interface Plan {
  /** Every file except `cdk.tf.json` and `artifacts.yaml`. */
  readonly artifacts: readonly PlannedFile[];
  /** The hosts that get files, by name. */
  readonly deployments: readonly HostDeployment[];
  /** The hosts that Terraform reaches and that get no files, by name: what an earlier version left there is removed. */
  readonly cleared: readonly Host[];
  /** The source of the Configuration Layer's files. @internal */
  readonly configuration: Configuration;
}

/** Plans the files of a valid environment. Pure: nothing is written. */
export function plan(topology: Topology): Plan {
  const forPairs = [...topology.pairs.values()].flatMap((pair) =>
    optionOf(pair).artifacts(topology, pair).map(planned),
  );
  const byHost = grouped(forPairs, ({ target }) => (target === undefined ? [] : [target.host]));
  const order = deploymentOrder(topology);
  const installers: PlannedFile[] = [];
  const deployments: HostDeployment[] = [];
  for (const name of [...byHost.keys()].sort()) {
    const host = topology.hosts.get(name)!;
    const files = byHost.get(name)!;
    const installer = planned(hostInstallerArtifact(topology, host, pairsOn(topology, name), files));
    installers.push(installer);
    deployments.push({
      host,
      folder: hostFolder(host),
      hash: hashOfAll([...files, installer]),
      after: order.before.get(name) ?? [],
    });
  }
  const cleared = [...topology.hosts.values()].filter(
    ({ name, connection }) => connection !== undefined && !byHost.has(name),
  );
  const pairObjects = new Map(
    [...topology.pairs.values()].map((pair) => [pair.name, optionOf(pair).configuration(topology, pair)]),
  );
  const configuration = configurationOf(topology, pairObjects);
  const model: Artifact = {
    path: "topology.yaml",
    content: renderTopology(topology),
    purpose: "the model, every default filled in",
    construct: topology.environment,
    evidence: "documented",
  };
  const artifacts = [
    planned(model),
    ...forPairs,
    ...installers,
    ...optionsOf(topology).flatMap((option) => option.sharedArtifacts(topology).map(planned)),
    ...configurationArtifacts(topology, configuration).map(planned),
    planned(renderRunbook(topology, pairObjects, deployments, cleared, order.unordered)),
  ];
  return { artifacts, deployments, cleared, configuration };
}
