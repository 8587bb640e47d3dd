import { type InstallerWork, interfacesInUse } from "../../scripts/installer-work";
import { bootDisableName } from "./boot-disable";
import { controlScriptPath, type NlbSide } from "./model";

/**
 * What the installer of the host checks and does for the pair. It does not ask who has the virtual IP: once the cluster is there, both hosts have it, and
 * its hardware address belongs to neither of them.
 */
export function nlbHostWork(side: NlbSide): InstallerWork {
  const { host, pair, clusterInterface } = side;
  return {
    tools: ["fltmc", "nlb", "ping", "reg"],
    interfaces: interfacesInUse(host, clusterInterface),
    virtualIps: [],
    controlScripts: [controlScriptPath(host, pair)],
    bootUnits: [bootDisableName(side)],
    serviceUnits: [],
  };
}
