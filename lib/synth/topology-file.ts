import type { Topology } from "../model/topology";
import { type YamlSection, yamlLines } from "../text/yaml-lines";

/** `topology.yaml`: the model with every default filled in. */
export function renderTopology(topology: Topology): string {
  return yamlLines(
    [
      `The model of environment ${topology.environment}, every default filled in. Written by sip-server-ha; do not edit.`,
    ],
    topologySections(topology),
  );
}

/** The content of the file, section by section. */
export function topologySections(topology: Topology): readonly YamlSection[] {
  const { networks, hosts, bigIps, pairs } = topology;
  return [
    ["environment", topology.environment],
    ["description", topology.description],
    ["genesys", topology.genesys],
    ["managementLayer", topology.managementLayer],
    ["networks", withoutNames(networks)],
    ["hosts", withoutNames(hosts)],
    ["bigIps", bigIps.size === 0 ? undefined : withoutNames(bigIps)],
    ["pairs", withoutNames(pairs)],
    ["backend", topology.backend],
    ["acknowledgements", topology.acknowledgements],
  ];
}

/** The name is already the key of the line. */
function withoutNames<T extends { readonly name: string }>(
  elements: ReadonlyMap<string, T>,
): Map<string, Omit<T, "name">> {
  return new Map([...elements].map(([name, { name: _, ...rest }]) => [name, rest]));
}
