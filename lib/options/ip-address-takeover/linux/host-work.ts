import { managementAddress } from "../../../model/host";
import type { InstallerWork } from "../../../scripts/installer-work";
import { controlScriptPath, type TakeoverSide } from "../model";
import { bootReleaseName } from "./boot-release";
import { controlScriptTools } from "./control-script";
import { watchdogName, watchdogTools } from "./watchdog";

/** What the installer of a Linux host checks and does for the pair. */
export function linuxHostWork(side: TakeoverSide): InstallerWork {
  const { host, pair, takeover, sipInterface, peerSipInterface } = side;
  const hasWatchdog = takeover.watchdog !== undefined;
  const tools = [...controlScriptTools(takeover), ...(hasWatchdog ? watchdogTools(takeover) : [])];
  const interfaces = [
    { name: host.managementInterface, address: managementAddress(host) },
    { name: sipInterface.name, address: sipInterface.address },
  ];
  return {
    tools: [...new Set(tools)].sort(),
    interfaces: host.managementInterface === sipInterface.name ? interfaces.slice(1) : interfaces,
    virtualIps: [{ address: takeover.virtualIp, interface: sipInterface.name, peerAddress: peerSipInterface.address }],
    controlScripts: [controlScriptPath(host, pair)],
    bootUnits: [bootReleaseName(side)],
    serviceUnits: hasWatchdog ? [`${watchdogName(side)}.service`] : [],
  };
}
