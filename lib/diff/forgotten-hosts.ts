import { scriptHosts } from "../checks/script-hosts";
import type { Host } from "../model/host";
import type { Topology } from "../model/topology";
import { runsScripts } from "../options";
import { asksForPassword, removedByHand } from "../report/apply-words";
import { terraformAddress } from "../terraform/host-resources";
import { block } from "../text/markdown";
import { renamedHosts } from "./renamed-hosts";

/**
 * What comes before the apply where a host that Terraform has installed scripts on is declared without its connection, or not at all. Where they stay, its
 * state alone changes: a destroy would take them off, and first those of the primaries' hosts, whose resources depend on the backups'.
 */
export function forgottenHosts(was: Topology, is: Topology): string[] {
  const renamed = renamedHosts(was, is);
  const staying = new Set(scriptHosts(is, runsScripts).map(({ name }) => name));
  const forgotten = scriptHosts(was, runsScripts).filter(
    ({ name, connection }) => connection !== undefined && is.hosts.get(name)?.connection === undefined,
  );
  const later = (host: Host) => renamed.get(host.name) ?? is.hosts.get(host.name);
  const moved = forgotten.filter((host) => later(host)?.connection !== undefined);
  const left = forgotten.filter((host) => !moved.includes(host) && staying.has(later(host)?.name ?? ""));
  const gone = forgotten.filter((host) => !moved.includes(host) && !left.includes(host));
  return [...movedState(is, moved, renamed), ...removedState(is, left), ...destroyed(gone)];
}

function movedState({ environment }: Topology, hosts: readonly Host[], renamed: ReadonlyMap<string, Host>): string[] {
  if (hosts.length === 0) return [];
  const moves = hosts.map(
    ({ name }) => `terraform state mv ${terraformAddress(name)} ${terraformAddress(renamed.get(name)!.name)}`,
  );
  return [
    `Have Terraform know ${namesOf(hosts)} by the new name, before any apply; the next one then replaces the scripts in place. In \`stacks/${environment}\`:\n${block("sh", ["terraform init", ...moves])}`,
  ];
}

function removedState({ environment }: Topology, hosts: readonly Host[]): string[] {
  if (hosts.length === 0) return [];
  return [
    `Have Terraform forget ${namesOf(hosts)}, before any apply; nothing changes there. From now on the files are copied by hand, the first time below, after which the installer there also removes them by hand. In \`stacks/${environment}\`:\n${block("sh", ["terraform init", ...hosts.map(({ name }) => `terraform state rm ${terraformAddress(name)}`)])}`,
  ];
}

function destroyed(hosts: readonly Host[]): string[] {
  if (hosts.length === 0) return [];
  const them = hosts.length === 1 ? "it" : "them";
  const asking = hosts.filter(asksForPassword);
  return [
    `Terraform would forget ${namesOf(hosts)} without cleaning up there. Leave ${them} declared with the connection until the last step here is done; then run, in the folder that still has ${them}:\n${block(
      "sh",
      hosts.map(({ name }) => `terraform destroy -target=${terraformAddress(name)}`),
    )}\nand only then apply the output without.${asking.length === 0 ? "" : ` ${removedByHand(asking)}`}`,
  ];
}

function namesOf(hosts: readonly Host[]): string {
  return hosts.map(({ name }) => name).join(", ");
}
