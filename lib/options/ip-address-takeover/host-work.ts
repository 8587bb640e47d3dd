import { managementAddress } from "../../model/host";
import type { InstallerWork } from "../../scripts/installer-work";
import { controlScriptPath, type TakeoverSide } from "./model";

/** What an installer checks and does for the pair, whatever the host's operating system. */
export function workOnEverySystem(
  side: TakeoverSide,
): Pick<InstallerWork, "interfaces" | "virtualIps" | "controlScripts"> {
  const { host, pair, takeover, sipInterface, peerSipInterface } = side;
  const interfaces = [
    { name: host.managementInterface, address: managementAddress(host) },
    { name: sipInterface.name, address: sipInterface.address },
  ];
  return {
    interfaces: host.managementInterface === sipInterface.name ? interfaces.slice(1) : interfaces,
    virtualIps: [{ address: takeover.virtualIp, interface: sipInterface.name, peerAddress: peerSipInterface.address }],
    controlScripts: [controlScriptPath(host, pair)],
  };
}
