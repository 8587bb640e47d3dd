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

/** The steps by which hosts and devices get what is new, or are rid of what was there. */
export interface Installation {
  /** Before the Configuration Layer. */
  readonly first: readonly string[];
  /** After a switchover, where the primaries' hosts wait for one. */
  readonly later: readonly string[];
  /** Whether Terraform has something to do. */
  readonly isByTerraform: boolean;
}

/** How the changed hosts and devices get what is new: those that Terraform reaches in one apply, or the primaries' hosts in another one. */
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
      `Terraform does not reach ${host.name}, which gets no file any more: ${removalByHand(was.environment, host)}. It refuses while a virtual IP is up there.`,
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
    `${work.join(" and ") || "Apply"}${work.length > 1 ? "; these" : ""} alone, in \`stacks/${is.environment}\`; Terraform says that the plan is incomplete, as is meant:\n${commands(is, hosts, targets)}`,
  ];
}

/** A host that serves no pair by scripts any more is only rid of what is there; of one that never has there is nothing to be told. */
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
      : [`${installed.length === 0 ? "Take" : "take"} off ${names(cleared)} what is installed there`]),
  ];
}

function commands(is: Topology, hosts: readonly Host[], targets: readonly string[]): string {
  const takesPassword = asksForPasswords(is, [...is.hosts.values(), ...hosts]);
  return block("sh", ["terraform init", ...applyCommands(takesPassword, targets)]);
}

/** The devices on which Terraform has something to do, also where a pair is no longer behind one. */
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
