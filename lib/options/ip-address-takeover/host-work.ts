import { managementAddress } from "../../model/host";
import { serversOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { type InstallerWork, NO_WORK } from "../../scripts/installer-work";
import { bootReleaseName } from "./linux/boot-release";
import { controlScriptTools } from "./linux/control-script";
import { WATCHDOG_TOOLS, watchdogName } from "./linux/watchdog";
import { controlScriptPath, type TakeoverPair, takeoverSide } from "./model";

/** What the installer of the host checks and does for the pair; nothing on a host that is not one of the pair's two. */
export function hostWork(topology: Topology, pair: TakeoverPair, hostName: string): InstallerWork {
  const server = serversOf(pair).find((one) => one.host === hostName);
  if (server === undefined) return NO_WORK;
  const side = takeoverSide(topology, pair, server);
  const { host, takeover, sipInterface, peerSipInterface } = side;
  const hasWatchdog = takeover.watchdog !== undefined;
  const tools = [...controlScriptTools(takeover), ...(hasWatchdog ? WATCHDOG_TOOLS : [])];
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
