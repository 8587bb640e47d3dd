import { type OperatingSystem, operatingSystemNames } from "../lib/model/operating-system";
import { clearingProvisioners } from "../lib/terraform/host-provisioners";
import { ROOT_BY_SSH } from "./root-by-ssh";
import { sampleTopology } from "./sample-topology";

/** What Terraform runs, as root or an administrator, on the host sip-a of the sample where it gets no file any more. */
export function clearingCommands(os: OperatingSystem): string {
  return steps(os)[0];
}

/** What it runs there where the resource of a version is destroyed. */
export function destroyCommands(os: OperatingSystem, version: string): string {
  return steps(os)[1].replace("${self.triggers.content}", version);
}

function steps(os: OperatingSystem): [string, string] {
  const { installDirectory } = operatingSystemNames[os];
  const host = { ...sampleTopology().hosts.get("sip-a")!, os, installDirectory };
  const provisioners = clearingProvisioners("staging", host, ROOT_BY_SSH) as {
    readonly "remote-exec": { readonly inline: readonly string[] };
  }[];
  return provisioners.map((step) => step["remote-exec"].inline.join("\n")) as [string, string];
}
