import type { EnvironmentRule } from "../rule";

/** Terraform knows whom it talks to. */
export const hostKeyMissing: EnvironmentRule = {
  code: "host-key-missing",
  level: "warning",
  title: "Terraform checks the identity of the hosts that it connects to",
  why: "Without a host key Terraform accepts any machine that answers at the address, and runs the installer there with root's rights (measured).",
  *evaluate(topology) {
    for (const host of topology.hosts.values())
      if (host.ssh !== undefined && host.ssh.hostKey === undefined)
        yield {
          path: ["hosts", host.name, "connection", "ssh"],
          message: `the identity of host ${host.name} is not checked`,
          found: "no hostKey",
          allowed: "the host's public key",
          fix: `add hostKey: the line that "ssh-keyscan -t ed25519 ${host.ssh.address}" prints, without the address, compared with the one on the host's console`,
        };
  },
};
