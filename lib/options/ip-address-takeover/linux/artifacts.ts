import { UNITS } from "../../../scripts/linux/prologue";
import { type HostArtifact, hostFile } from "../../host-file";
import { type TakeoverSide, watchdogName, watchdogPath } from "../model";
import { shellControlScript } from "../shell-access";
import { bootRelease, bootReleaseName } from "./boot-release";
import { controlScript } from "./control-script";
import { watchdog } from "./watchdog";

/** The files that a Linux host gets for a pair. */
export function linuxArtifacts(side: TakeoverSide): HostArtifact[] {
  return [
    shellControlScript(side, controlScript(side)),
    unit(
      side,
      bootReleaseName(side),
      bootRelease(side),
      "makes sure at boot that no virtual IP is up before a role is assigned",
    ),
    ...watchdogArtifacts(side),
  ];
}

function watchdogArtifacts(side: TakeoverSide): HostArtifact[] {
  const files = watchdog(side);
  if (files === undefined) return [];
  const script = hostFile(side, {
    name: watchdogName(side),
    content: files.script,
    purpose: "releases the virtual IP when the host is cut off, and repeats the announcements",
    path: watchdogPath(side),
    mode: "0750",
    group: "root",
  });
  return [script, unit(side, `${watchdogName(side)}.service`, files.unit, "runs the watchdog")];
}

function unit(side: TakeoverSide, name: string, content: string, purpose: string): HostArtifact {
  return hostFile(side, { name, content, purpose, path: `${UNITS}/${name}`, mode: "0644", group: "root" });
}
