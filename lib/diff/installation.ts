import { scriptHosts } from "../checks/script-hosts";
import { type BigIp, devicesOfTerraform } from "../model/big-ip";
import type { Host } from "../model/host";
import { renamedHosts } from "../model/renamed-hosts";
import type { Topology } from "../model/topology";
import { runsScripts } from "../options";
import { applyCommands, asksForPasswords } from "../report/apply-words";
import { copiedByHand } from "../scripts/copied-by-hand";
import { removalByHand } from "../scripts/removal-by-hand";
import { terraformAddress } from "../scripts/terraform-text";
import { deviceAddress } from "../terraform/big-ip-resources";
import { block } from "../text/markdown";
import { namesOf } from "./affected-pairs";
import type { Change } from "./change";
import type { ChangedHosts } from "./changed-hosts";

/** The steps that install what is new on hosts and devices, or remove what was there. */
export interface Installation {
  /** Before the Configuration Layer. */
  readonly first: readonly string[];
  /** After a switchover, if the primaries' hosts wait for one. */
  readonly later: readonly string[];
  /** Whether Terraform has something to do. */
  readonly isByTerraform: boolean;
}

/** How the changed hosts and devices get what is new: those that Terraform reaches in one apply, or the primaries' hosts in a second apply. */
export function installation(
  was: Topology,
  is: Topology,
  { first, later, left }: ChangedHosts,
  isStaged: boolean,
  changes: readonly Change[],
): Installation {
  const [soon, rest] = [first, later].map((hosts) => hosts.filter(({ connection }) => connection !== undefined));
  const devices = changedDevices(was, is, changes);
  const removed = left.map(
    (host) =>
      `Terraform does not reach ${host.name}, which gets no more files: ${removalByHand(was.environment, host)}. The removal is refused while a virtual IP is up there.`,
  );
  const applied = isStaged ? applyPart(was, is, soon!, devices) : applyAll(was, is, [...soon!, ...rest!], devices);
  return {
    first: [...byHand(first), ...applied, ...(isStaged ? [] : byHand(later)), ...removed],
    later: isStaged ? [...applyPart(was, is, rest!, []), ...byHand(later)] : [],
    isByTerraform: soon!.length + rest!.length + devices.length > 0,
  };
}

function byHand(hosts: readonly Host[]): string[] {
  return hosts.filter(({ connection }) => connection === undefined).map(copiedByHand);
}

function applyAll(was: Topology, is: Topology, hosts: readonly Host[], devices: readonly BigIp[]): string[] {
  if (hosts.length + devices.length === 0) return [];
  return [
    `${workOn(was, is, hosts, []).join(" and ") || "Apply"}, in \`stacks/${is.environment}\`; Terraform takes the backups' hosts before the primaries':\n${commands(is, hosts, [])}`,
  ];
}

function applyPart(was: Topology, is: Topology, hosts: readonly Host[], devices: readonly BigIp[]): string[] {
  if (hosts.length + devices.length === 0) return [];
  const work = workOn(was, is, hosts, devices);
  const targets = [
    ...hosts.map(({ name }) => terraformAddress(name)),
    ...devices.map(({ name }) => deviceAddress(name)),
  ];
  return [
    `${work.join(" and ") || "Apply"}${work.length > 1 ? "; these" : ""} only, in \`stacks/${is.environment}\`; Terraform says that the plan is incomplete, which is intended:\n${commands(is, hosts, targets)}`,
  ];
}

/** From a host that no longer serves any pair by scripts, the scripts are only removed; there is nothing to say about a host that never did. */
function workOn(was: Topology, is: Topology, hosts: readonly Host[], devices: readonly BigIp[]): string[] {
  const renamed = renamedHosts(was, is);
  const hadFiles = new Set(scriptHosts(was, runsScripts).map(({ name }) => renamed.get(name)?.name ?? name));
  const withFiles = new Set(scriptHosts(is, runsScripts).map(({ name }) => name));
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).join(", ");
  const installed = [...hosts.filter(({ name }) => withFiles.has(name)), ...devices];
  const cleared = hosts.filter(({ name }) => !withFiles.has(name) && hadFiles.has(name));
  return [
    ...(installed.length === 0 ? [] : [`Install on ${names(installed)}`]),
    ...(cleared.length === 0
      ? []
      : [`${installed.length === 0 ? "Remove" : "remove"} from ${names(cleared)} what is installed there`]),
  ];
}

function commands(is: Topology, hosts: readonly Host[], targets: readonly string[]): string {
  const takesPassword = asksForPasswords(is, [...is.hosts.values(), ...hosts]);
  return block("sh", ["terraform init", ...applyCommands(takesPassword, targets)]);
}

/** The devices on which Terraform has something to do, even if a pair is no longer behind the device. */
function changedDevices(was: Topology, is: Topology, changes: readonly Change[]): BigIp[] {
  const isBehind = ({ pairs }: Topology, name: string, device: string) => {
    const pair = pairs.get(name);
    return pair !== undefined && namesOf(pair, "bigIps").includes(device);
  };
  return devicesOfTerraform(is).filter(({ name }) =>
    changes.some(
      ({ path, pairs }) =>
        (path[0] === "bigIps" && path[1] === name) ||
        pairs.some((pair) => isBehind(was, pair, name) || isBehind(is, pair, name)),
    ),
  );
}
