import { keyScanWords } from "../../scripts/ssh-client";
import type { EnvironmentRule } from "../rule";

/** Terraform can verify which host it is connected to. */
export const hostKeyMissing: EnvironmentRule = {
  code: "host-key-missing",
  level: "warning",
  title: "Terraform checks the identity of the hosts that it connects to",
  why: "Without a host key Terraform accepts any machine that answers at the address, and runs the installer there with root's rights (measured).",
  *evaluate(topology) {
    for (const { name, connection } of topology.hosts.values()) {
      if (connection?.type !== "ssh" || connection.hostKey !== undefined) continue;
      const portAndAddress = keyScanWords(connection);
      yield {
        path: ["hosts", name, "connection", "ssh"],
        message: `the identity of host ${name} is not checked`,
        found: "no hostKey",
        allowed: "the host's public key",
        fix: `add hostKey: run "ssh-keyscan -t ecdsa ${portAndAddress}" on a machine that reaches it, or with -t rsa if that prints no key; write the line without the address, and compare it with the key on the host's console`,
      };
    }
  },
};
