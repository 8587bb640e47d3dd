import { managementAddress } from "../../model/host";
import type { InstallerWork } from "../../scripts/installer-work";
import { bootDisableName } from "./boot-disable";
import { controlScriptPath, type NlbSide } from "./model";

/**
 * What the installer of the host checks and does for the pair. The virtual IP is not asked for: once the cluster is there, both hosts have it, and its
 * hardware address is neither's own.
 */
export function nlbHostWork(side: NlbSide): InstallerWork {
  const { host, pair, clusterInterface } = side;
  const interfaces = [
    { name: host.managementInterface, address: managementAddress(host) },
    { name: clusterInterface.name, address: clusterInterface.address },
  ];
  return {
    tools: ["fltmc", "nlb", "ping", "reg"],
    interfaces: host.managementInterface === clusterInterface.name ? interfaces.slice(1) : interfaces,
    virtualIps: [],
    controlScripts: [controlScriptPath(host, pair)],
    bootUnits: [bootDisableName(side)],
    serviceUnits: [],
  };
}
