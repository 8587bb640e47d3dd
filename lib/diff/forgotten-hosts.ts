import { scriptHosts } from "../checks/script-hosts";
import type { Host } from "../model/host";
import { renamedHosts } from "../model/renamed-hosts";
import type { Topology } from "../model/topology";
import { runsScripts } from "../options";
import { terraformAddress } from "../scripts/terraform-text";
import { block } from "../text/markdown";

/** Hosts, as they were, that Terraform has installed scripts on and that are declared without their connection, or not at all. */
interface ForgottenHosts {
  /** The hosts that Terraform reaches under another name. */
  readonly moved: readonly Host[];
  /** The hosts that get their scripts by hand. */
  readonly left: readonly Host[];
  /** The hosts that get no more scripts, and have an address that another host has then: both cannot be declared. */
  readonly replaced: readonly Host[];
  /** The other hosts that get no more scripts. */
  readonly gone: readonly Host[];
}

function forgottenOf(was: Topology, is: Topology): ForgottenHosts {
  const renamed = renamedHosts(was, is);
  const staying = new Set(scriptHosts(is, runsScripts).map(({ name }) => name));
  const forgotten = scriptHosts(was, runsScripts).filter(
    ({ name, connection }) => connection !== undefined && is.hosts.get(name)?.connection === undefined,
  );
  const later = (host: Host) => renamed.get(host.name) ?? is.hosts.get(host.name);
  const moved = forgotten.filter((host) => later(host)?.connection !== undefined);
  const left = forgotten.filter((host) => !moved.includes(host) && staying.has(later(host)?.name ?? ""));
  const unused = forgotten.filter((host) => !moved.includes(host) && !left.includes(host));
  const replaced = unused.filter((host) => hasAddressOf(host, is));
  return { moved, left, replaced, gone: unused.filter((host) => !replaced.includes(host)) };
}

function hasAddressOf({ name, interfaces }: Host, is: Topology): boolean {
  const addresses = new Set(interfaces.map(({ address }) => address));
  return [...is.hosts.values()].some(
    (other) => other.name !== name && other.interfaces.some(({ address }) => addresses.has(address)),
  );
}

/**
 * What comes before the apply if Terraform would forget a host. If its scripts stay, only the state changes: a destroy would remove the scripts, and
 * first those of the primaries' hosts, whose resources depend on the backups'.
 */
export function forgottenHosts(was: Topology, is: Topology): string[] {
  const { moved, left, replaced, gone } = forgottenOf(was, is);
  return [
    ...movedState(is, moved, renamedHosts(was, is)),
    ...removedState(
      is,
      left,
      "nothing changes there. From now on you copy the files by hand, the first time below; after that the installer there also removes them by hand",
    ),
    ...removedState(
      is,
      replaced,
      "another host has one of its addresses, so both cannot be declared. What is installed on a machine that stays in use is left there: set that machine up from scratch",
    ),
    ...cleared(gone),
  ];
}

/** The hosts that stay declared until an apply has removed what is installed there. */
export function hostsToClear(was: Topology, is: Topology): readonly Host[] {
  return forgottenOf(was, is).gone;
}

function movedState({ environment }: Topology, hosts: readonly Host[], renamed: ReadonlyMap<string, Host>): string[] {
  if (hosts.length === 0) return [];
  const moves = hosts.map(
    ({ name }) => `terraform state mv ${terraformAddress(name)} ${terraformAddress(renamed.get(name)!.name)}`,
  );
  return [
    `Before any apply, rename ${namesOf(hosts)} in Terraform's state; the next apply then replaces the scripts in place. In \`stacks/${environment}\`:\n${block("sh", ["terraform init", ...moves])}`,
  ];
}

function removedState({ environment }: Topology, hosts: readonly Host[], because: string): string[] {
  if (hosts.length === 0) return [];
  return [
    `Before any apply, make Terraform forget ${namesOf(hosts)}; ${because}. In \`stacks/${environment}\`:\n${block("sh", ["terraform init", ...hosts.map(({ name }) => `terraform state rm ${terraformAddress(name)}`)])}`,
  ];
}

function cleared(hosts: readonly Host[]): string[] {
  if (hosts.length === 0) return [];
  const them = hosts.length === 1 ? "it" : "them";
  return [
    `Terraform would forget ${namesOf(hosts)} without cleaning up there. Leave ${them} declared with the connection, in no pair, until the last step here is done: the apply below removes what is installed there. Only then apply the output without ${them}.`,
  ];
}

function namesOf(hosts: readonly Host[]): string {
  return hosts.map(({ name }) => name).join(", ");
}
