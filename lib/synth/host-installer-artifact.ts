import { weakest } from "../configuration-layer/evidence";
import type { Host } from "../model/host";
import type { SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";
import { optionOf } from "../options";
import type { Artifact } from "../options/artifact";
import { installerInFolder } from "../scripts/host-folders";
import type { InstalledFile } from "../scripts/host-installation";
import type { InstallerWork } from "../scripts/installer-work";
import { hostInstaller } from "../scripts/installers";
import { sortedBy } from "../text/sorted";

/** The installer of one host, for all pairs that use the host. */
export function hostInstallerArtifact(
  topology: Topology,
  host: Host,
  pairs: readonly SipServerPair[],
  artifacts: readonly Artifact[],
): Artifact {
  const files = artifacts.map(({ path, target }): InstalledFile => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    return { name, target: target!.path, mode: target!.mode, group: target!.group };
  });
  return {
    path: installerInFolder(host),
    content: hostInstaller(host.os, {
      environment: topology.environment,
      host: host.name,
      installDirectory: host.installDirectory,
      files: sortedBy(files, ({ name }) => name),
      work: merged(pairs.map((pair) => optionOf(pair).hostWork(topology, pair, host.name))),
      localControlAgent: host.localControlAgent,
    }),
    purpose: "checks the host, installs its files, removes them",
    construct: `hosts.${host.name}`,
    evidence: weakest(artifacts.map(({ evidence }) => evidence)),
  };
}

function merged(works: readonly InstallerWork[]): InstallerWork {
  // Most hosts belong to one pair.
  const [first] = works;
  if (first !== undefined && works.length === 1) return first;
  return {
    tools: [...new Set(works.flatMap((work) => work.tools))].sort(),
    interfaces: uniqueBy(
      works.flatMap((work) => work.interfaces),
      (one) => one.name,
    ),
    virtualIps: works.flatMap((work) => work.virtualIps),
    controlScripts: works.flatMap((work) => work.controlScripts),
    bootUnits: works.flatMap((work) => work.bootUnits),
    serviceUnits: works.flatMap((work) => work.serviceUnits),
  };
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
