import { type HostArtifact, hostFile } from "../../host-file";
import { controlScriptName, controlScriptPath, type TakeoverSide, watchdogName, watchdogPath } from "../model";
import { bootRelease, bootReleaseName } from "./boot-release";
import { controlScript } from "./control-script";
import { watchdog } from "./watchdog";

const UNITS = "/etc/systemd/system";

/** The files that a Linux host gets for a pair. */
export function linuxArtifacts(side: TakeoverSide): HostArtifact[] {
  const { host, pair } = side;
  return [
    hostFile(side, {
      name: controlScriptName(pair),
      content: controlScript(side),
      purpose: "control script of the virtual IP: up, down, status, announce",
      path: controlScriptPath(host, pair),
      mode: "0750",
      // LCA's account starts the control script; where that is not root, it does so through sudo, and may read what it starts.
      group: host.localControlAgent.account,
    }),
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
    purpose: "releases the virtual IP where the host is cut off, and repeats the announcements",
    path: watchdogPath(side),
    mode: "0750",
    group: "root",
  });
  return [script, unit(side, `${watchdogName(side)}.service`, files.unit, "runs the watchdog")];
}

function unit(side: TakeoverSide, name: string, content: string, purpose: string): HostArtifact {
  return hostFile(side, { name, content, purpose, path: `${UNITS}/${name}`, mode: "0644", group: "root" });
}
