import type { SshConnection } from "../lib/model/host";

/** How Terraform reaches the host sip-a of the sample where it logs in as root. */
export const ROOT_BY_SSH: SshConnection = {
  type: "ssh",
  user: "root",
  address: "10.110.0.11",
  port: 22,
  becomeRoot: "none",
  timeout: "30s",
};
