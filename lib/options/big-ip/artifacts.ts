import { evidenceOf } from "../../configuration-layer/facts";
import { type BigIp, terraformDeclaresTo } from "../../model/big-ip";
import type { Topology } from "../../model/topology";
import type { Artifact } from "../artifact";
import { as3Declaration } from "./as3-declaration";
import { runsAs3 } from "./as3-support";
import { declarativeOnboarding } from "./declarative-onboarding";
import { BIG_IP_FACTS } from "./facts";
import { devicesInUse } from "./model";
import { postScript } from "./post-script";
import { tmshCommands } from "./tmsh";

/** The files of every device that has pairs behind it. */
export function bigIpArtifacts(topology: Topology): Artifact[] {
  return devicesInUse(topology).flatMap((device) => deviceArtifacts(topology, device));
}

/** `big-ip/ltm-1`, the folder of a device's files. */
export function deviceFolder({ name }: BigIp): string {
  return `big-ip/${name}`;
}

/** The files that configure the pairs on a device, unless Terraform brings them. Declarative Onboarding is for the first day: later it would undo the settings of others. */
export function isForPeople(topology: Topology, path: string): boolean {
  const [folder, device = "", name] = path.split("/");
  if (folder !== "big-ip") return true;
  const declared = topology.bigIps.get(device);
  if (declared === undefined || terraformDeclaresTo(declared)) return false;
  return name === (runsAs3(declared) ? "as3.json" : "tmsh.txt");
}

function deviceArtifacts(topology: Topology, device: BigIp): Artifact[] {
  const artifact = (name: string, content: string, purpose: string): Artifact => ({
    path: `${deviceFolder(device)}/${name}`,
    content,
    purpose,
    construct: `bigIps.${device.name}`,
    evidence: evidenceOf(BIG_IP_FACTS),
  });
  const declaration = artifact(
    "as3.json",
    json(as3Declaration(topology, device)),
    `what AS3 on ${device.name} is posted: a tenant for the environment, an application for each pair`,
  );
  return [
    terraformDeclaresTo(device) ? { ...declaration, device: device.name } : declaration,
    artifact(
      "declarative-onboarding.json",
      json(declarativeOnboarding(topology, device)),
      `what Declarative Onboarding on ${device.name} is posted: VLANs, self IPs, route`,
    ),
    artifact("tmsh.txt", tmshCommands(topology, device), "the same as commands of the device's shell"),
    artifact("post", postScript(topology.environment, device), `brings as3.json to ${device.name}, dry run first`),
  ];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
