import type { SshConnection } from "../lib/model/host";

/** The connection by which Terraform logs in to the sample's host sip-a as root. */
export const ROOT_BY_SSH: SshConnection = {
  type: "ssh",
  user: "root",
  address: "10.110.0.11",
  port: 22,
  becomeRoot: "none",
  timeout: "30s",
};
