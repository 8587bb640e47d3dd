import type { Host } from "../../model/host";
import type { SipServerPair } from "../../model/pair";
import { serversOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import type { Artifact } from "../artifact";
import { bootRelease, bootReleaseName } from "./linux/boot-release";
import { controlScript } from "./linux/control-script";
import { watchdog, watchdogName, watchdogPath } from "./linux/watchdog";
import { controlScriptName, controlScriptPath, type TakeoverPair, type TakeoverSide, takeoverSide } from "./model";

const UNITS = "/etc/systemd/system";

/** The files that the two hosts of a pair get. */
export function takeoverArtifacts(topology: Topology, pair: SipServerPair): Artifact[] {
  return serversOf(pair).flatMap((server) => sideArtifacts(takeoverSide(topology, pair as TakeoverPair, server)));
}

function sideArtifacts(side: TakeoverSide): Artifact[] {
  const { host, pair } = side;
  const script: Artifact = {
    content: controlScript(side),
    purpose: "control script of the virtual IP: up, down, status, announce",
    ...place(side, controlScriptName(pair), controlScriptPath(host, pair), "0750", scriptGroup(host)),
  };
  const release: Artifact = {
    content: bootRelease(side),
    purpose: "makes sure at boot that no virtual IP is up before a role is assigned",
    ...place(side, bootReleaseName(side), `${UNITS}/${bootReleaseName(side)}`, "0644", "root"),
  };
  return [script, release, ...watchdogArtifacts(side)];
}

function watchdogArtifacts(side: TakeoverSide): Artifact[] {
  const files = watchdog(side);
  if (files === undefined) return [];
  const unit = `${watchdogName(side)}.service`;
  const purpose = "releases the virtual IP where the host is cut off, and repeats the announcements";
  return [
    { ...place(side, watchdogName(side), watchdogPath(side), "0750", "root"), content: files.script, purpose },
    { ...place(side, unit, `${UNITS}/${unit}`, "0644", "root"), content: files.unit, purpose: "runs the watchdog" },
  ];
}

function place({ host, pair }: TakeoverSide, name: string, path: string, mode: string, group: string) {
  return {
    path: `hosts/${host.name}/${name}`,
    construct: `pairs.${pair.name}`,
    // The commands are those of the operating system's manuals and were run; that LCA starts such a script is documented.
    evidence: "analogous",
    target: { host: host.name, path, mode, group },
  } as const;
}

/** LCA's account starts the control script; where that is not root, it does so through sudo, and may read what it starts. */
function scriptGroup(host: Host): string {
  return host.localControlAgent.account;
}
