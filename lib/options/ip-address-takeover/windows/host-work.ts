import { managementAddress } from "../../../model/host";
import type { InstallerWork } from "../../../scripts/installer-work";
import { controlScriptPath, type TakeoverSide } from "../model";
import { bootReleaseName } from "./boot-release";
import { CONTROL_SCRIPT_TOOLS } from "./control-script";
import { watchdogName } from "./watchdog";

/** What the installer of a Windows host checks and does for the pair. The units are scheduled tasks, by the files that describe them. */
export function windowsHostWork(side: TakeoverSide): InstallerWork {
  const { host, pair, takeover, sipInterface, peerSipInterface } = side;
  const interfaces = [
    { name: host.managementInterface, address: managementAddress(host) },
    { name: sipInterface.name, address: sipInterface.address },
  ];
  return {
    tools: [...CONTROL_SCRIPT_TOOLS],
    interfaces: host.managementInterface === sipInterface.name ? interfaces.slice(1) : interfaces,
    virtualIps: [{ address: takeover.virtualIp, interface: sipInterface.name, peerAddress: peerSipInterface.address }],
    controlScripts: [controlScriptPath(host, pair)],
    bootUnits: [bootReleaseName(side)],
    serviceUnits: takeover.watchdog === undefined ? [] : [`${watchdogName(side)}.xml`],
  };
}
