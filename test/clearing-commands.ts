import type { OperatingSystem } from "../lib/model/operating-system";
import { clearingProvisioners } from "../lib/terraform/host-provisioners";
import { sampleTopology } from "./sample-topology";

/** What Terraform runs, as root or an administrator, on the host sip-a of the sample where it gets no file any more. */
export function clearingCommands(os: OperatingSystem): string {
  const host = { ...sampleTopology().hosts.get("sip-a")!, os };
  const connection = {
    type: "ssh",
    user: "root",
    address: "10.110.0.11",
    port: 22,
    becomeRoot: "none",
    timeout: "30s",
  } as const;
  const [step] = clearingProvisioners("staging", host, connection) as [
    { readonly "remote-exec": { readonly inline: readonly string[] } },
  ];
  return step["remote-exec"].inline.join("\n");
}
