import type { Host } from "../lib/model/host";
import { type OperatingSystem, operatingSystemNames } from "../lib/model/operating-system";
import { clearingProvisioners, hostProvisioners } from "../lib/terraform/host-provisioners";
import { ROOT_BY_SSH } from "./root-by-ssh";
import { sampleTopology } from "./sample-topology";

/** What Terraform runs, as root or an administrator, on the sample's host sip-a when the host no longer gets any file. */
export function clearingCommands(os: OperatingSystem): string {
  return steps(os)[0];
}

/** What Terraform runs there when it destroys the resource of a version. */
export function destroyCommands(os: OperatingSystem, version: string): string {
  return steps(os)[1].replace("${self.triggers.content}", version);
}

/** What Terraform runs there after it has uploaded the files of a version. */
export function installCommands(os: OperatingSystem, hash: string): string {
  const deployment = { host: sampleHost(os), folder: "hosts/sip-a", hash, after: [] };
  const inline = inlinesOf(hostProvisioners("staging", deployment, ROOT_BY_SSH));
  return inline.find((one) => one.includes(` install ${hash}`))!;
}

function steps(os: OperatingSystem): [string, string] {
  return inlinesOf(clearingProvisioners("staging", sampleHost(os), ROOT_BY_SSH)) as [string, string];
}

function sampleHost(os: OperatingSystem): Host {
  const { installDirectory } = operatingSystemNames[os];
  return { ...sampleTopology().hosts.get("sip-a")!, os, installDirectory };
}

function inlinesOf(provisioners: readonly unknown[]): string[] {
  const steps = provisioners as { readonly "remote-exec"?: { readonly inline: readonly string[] } }[];
  return steps.flatMap((step) => step["remote-exec"]?.inline.join("\n") ?? []);
}
