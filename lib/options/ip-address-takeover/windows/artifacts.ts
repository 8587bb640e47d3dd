import { type HostArtifact, type HostFile, hostFile } from "../../host-file";
import { controlScriptName, controlScriptPath, type TakeoverSide, watchdogName, watchdogPath } from "../model";
import { bootRelease, bootReleaseName } from "./boot-release";
import { controlScript } from "./control-script";
import { watchdog } from "./watchdog";

/** The files that a Windows host gets for a pair. */
export function windowsArtifacts(side: TakeoverSide): HostArtifact[] {
  const { host, pair } = side;
  const dog = watchdog(side);
  const script = file(side, {
    name: `${controlScriptName(pair)}.cmd`,
    content: controlScript(side),
    purpose: "control script of the virtual IP: up, down, status, announce",
    path: controlScriptPath(host, pair),
  });
  const release = task(
    side,
    bootReleaseName(side),
    bootRelease(side),
    "makes sure at boot that no virtual IP is up before a role is assigned",
  );
  if (dog === undefined) return [script, release];
  return [
    script,
    release,
    file(side, {
      name: `${watchdogName(side)}.cmd`,
      content: dog.script,
      purpose: "releases the virtual IP when the host is cut off, and repeats the announcements",
      path: watchdogPath(side),
    }),
    task(side, `${watchdogName(side)}.xml`, dog.task, "runs the watchdog"),
  ];
}

function task(side: TakeoverSide, name: string, content: string, purpose: string): HostArtifact {
  return file(side, { name, content, purpose, path: `${side.host.installDirectory}\\${name}` });
}

/** The Local Control Agent runs as the system or as an administrator, so nobody else needs the files. */
function file(side: TakeoverSide, one: Omit<HostFile, "mode" | "group">): HostArtifact {
  return hostFile(side, { ...one, mode: "administrators", group: "administrators" });
}
