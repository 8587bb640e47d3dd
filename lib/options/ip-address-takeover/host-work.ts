import { type InstallerWork, interfacesInUse } from "../../scripts/installer-work";
import { controlScriptPath, type TakeoverSide } from "./model";

/** What an installer checks and does for the pair, whatever the host's operating system. */
export function workOnEverySystem(
  side: TakeoverSide,
): Pick<InstallerWork, "interfaces" | "virtualIps" | "controlScripts"> {
  const { host, pair, takeover, sipInterface, peerSipInterface } = side;
  return {
    interfaces: interfacesInUse(host, sipInterface),
    virtualIps: [{ address: takeover.virtualIp, interface: sipInterface.name, peerAddress: peerSipInterface.address }],
    controlScripts: [controlScriptPath(host, pair)],
  };
}
