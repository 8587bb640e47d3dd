import type { FactId } from "../../../configuration-layer/facts";
import { familyOf } from "../../../model/address";
import type { InstallerWork } from "../../../scripts/installer-work";
import { LOG_DIRECTORY } from "../../../scripts/unix/prologue";
import { questionTools } from "../../../scripts/unix/question";
import { type HostArtifact, hostFile } from "../../host-file";
import { workOnEverySystem } from "../host-work";
import { controlScriptName, type TakeoverSide, watchdogName, watchdogPath } from "../model";
import type { TakeoverPlatform } from "../platform";
import { rightsInShell, shellControlScript } from "../shell-access";
import { alias } from "./alias";
import { releaseEntry, releaseService } from "./boot-release";
import { controlScript, controlScriptTools } from "./control-script";
import { logicalInterface } from "./logical-interface";
import { MANIFEST_DIRECTORY } from "./service-manifest";
import type { UnixSystem } from "./unix-system";
import { watchdog, watchdogEntry, watchdogService } from "./watchdog";

const common = {
  rights: rightsInShell,
  sendsReplies: false,
  logFile: ({ pair }: TakeoverSide) => `${LOG_DIRECTORY}/${controlScriptName(pair)}.log`,
};

/** Solaris: a logical interface by ifconfig, released at boot by a service of the Service Management Facility. */
export const solaris: TakeoverPlatform = {
  ...common,
  facts: (side) => [
    "solaris-logical-interface",
    "solaris-duplicate-detection",
    ...byFamily(side, ["solaris-announcements"], ["solaris-ipv6-address", "solaris-ipv6-announcements"]),
    "solaris-service",
    "korn-shell",
  ],
  artifacts: (side) => [
    ...scripts(logicalInterface, side),
    manifest(side, releaseService(side), "makes sure at boot that no virtual IP is up before a role is assigned"),
    ...(side.takeover.watchdog === undefined ? [] : [manifest(side, watchdogService(side), "runs the watchdog")]),
  ],
  hostWork: (side) => ({
    ...work(logicalInterface, side),
    bootUnits: [releaseService(side).name],
    serviceUnits: side.takeover.watchdog === undefined ? [] : [watchdogService(side).name],
  }),
  announceInterrupts: "a second or two",
  takesFromHolder: false,
  appearsAs: ({ sipInterface: { name } }) => `a logical interface of ${name}, such as ${name}:1`,
};

/** AIX: an alias address by ifconfig, released at boot by an entry of /etc/inittab. */
export const aix: TakeoverPlatform = {
  ...common,
  facts: (side) => [
    "aix-alias",
    ...byFamily(side, ["aix-alias-announced"], ["aix-ipv6-alias", "aix-ipv6-alias-announced"]),
    "aix-alias-source",
    "aix-inittab",
    "korn-shell",
  ],
  artifacts: (side) => scripts(alias, side),
  hostWork: (side) => ({
    ...work(alias, side),
    bootUnits: [releaseEntry(side)],
    serviceUnits: side.takeover.watchdog === undefined ? [] : [watchdogEntry(side)],
  }),
  announceInterrupts: "a moment",
  // Its watchdog cannot see who else has an address that this host holds: arp and ping ask the host's own kernel.
  takesFromHolder: true,
  appearsAs: ({ sipInterface: { name } }) => `an alias address of ${name}`,
};

function byFamily({ takeover }: TakeoverSide, ipv4: readonly FactId[], ipv6: readonly FactId[]): readonly FactId[] {
  return familyOf(takeover.virtualIp) === "ipv6" ? ipv6 : ipv4;
}

/** The control script, and the watchdog if one is declared. */
function scripts(system: UnixSystem, side: TakeoverSide): HostArtifact[] {
  const { takeover } = side;
  const script = shellControlScript(side, controlScript(system, side));
  if (takeover.watchdog === undefined) return [script];
  const loop = hostFile(side, {
    name: watchdogName(side),
    content: watchdog(system.name, side, takeover.watchdog),
    purpose: "releases the virtual IP when the host is cut off",
    path: watchdogPath(side),
    mode: "0750",
    group: "root",
  });
  return [script, loop];
}

function manifest(
  side: TakeoverSide,
  { name, content }: { readonly name: string; readonly content: string },
  purpose: string,
): HostArtifact {
  return hostFile(side, { name, content, purpose, path: `${MANIFEST_DIRECTORY}/${name}`, mode: "0644", group: "root" });
}

function work(system: UnixSystem, side: TakeoverSide): Omit<InstallerWork, "bootUnits" | "serviceUnits"> {
  const family = familyOf(side.takeover.virtualIp);
  const asked = side.takeover.watchdog === undefined ? [] : questionTools(system.name, [family]);
  const tools = [...controlScriptTools(system, family), ...asked];
  return { tools: [...new Set(tools)].sort(), ...workOnEverySystem(side) };
}
