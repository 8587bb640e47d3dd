import { scriptHosts } from "../checks/script-hosts";
import type { Host } from "../model/host";
import type { Topology } from "../model/topology";
import { runsScripts } from "../options";
import { deploymentOrder } from "../synth/deployment-order";
import type { FileChange } from "./changed-files";

/** The hosts on which something is installed or removed. */
export interface ChangedHosts {
  /** Those that come first, the backups' hosts. */
  readonly first: readonly Host[];
  readonly later: readonly Host[];
}

/** The hosts whose files change, or that Terraform comes to reach, the backups' before the primaries'. */
export function changedHosts(was: Topology, is: Topology, files: readonly FileChange[]): ChangedHosts {
  const names = new Set(files.flatMap(({ file }) => /^hosts\/([^/]+)\//.exec(file.path)?.[1] ?? []));
  for (const { name, connection } of is.hosts.values())
    if (connection !== undefined && was.hosts.get(name)?.connection === undefined) names.add(name);
  const changed = [...is.hosts.values()].filter(({ name }) => names.has(name));
  const { before } = deploymentOrder(is);
  const isLater = ({ name }: Host) => before.get(name)?.some((other) => names.has(other)) ?? false;
  return { first: changed.filter((host) => !isLater(host)), later: changed.filter(isLater) };
}

/** The hosts that Terraform cleans up no more, once the later model is applied: they are declared without a connection, or not at all. */
export function forgottenHosts(was: Topology, is: Topology): string[] {
  return scriptHosts(was, runsScripts)
    .filter(({ name, connection }) => connection !== undefined && is.hosts.get(name)?.connection === undefined)
    .map(({ name }) => name);
}
