import type { Host, SshConnection } from "../../model/host";
import { operatingSystemNames } from "../../model/operating-system";
import { keyScanWords } from "../../scripts/ssh-client";
import type { EnvironmentRule } from "../rule";

/**
 * What a host shows Terraform in place of a key of this type, if it has it. Terraform leaves the choice to golang.org/x/crypto/ssh, which asks for an ECDSA key
 * first, for an RSA key then, and for an Ed25519 key last, whichever it is to be compared with.
 */
function shownInPlaceOf(type: string, os: Host["os"]): string | undefined {
  if (type.startsWith("ecdsa-sha2-")) return undefined;
  if (type !== "ssh-rsa") return "an ECDSA or an RSA key";
  return operatingSystemNames[os].hasEcdsaHostKey ? "an ECDSA key" : undefined;
}

function keyType({ hostKey }: SshConnection): string | undefined {
  return hostKey?.split(" ")[0];
}

/** The declared key is the one that Terraform gets to see. */
export const hostKeyType: EnvironmentRule = {
  code: "host-key-type",
  level: "warning",
  title: "The declared key of a host is of the type that Terraform asks for",
  why: "Of a host's keys Terraform asks for ECDSA first, for RSA then and for Ed25519 last, and says knownhosts: key mismatch where that is not the declared one (measured with 1.11.4), in the maintenance window. ssh itself asks for the declared one.",
  *evaluate(topology) {
    for (const { name, os, connection } of topology.hosts.values()) {
      if (connection?.type !== "ssh") continue;
      const type = keyType(connection);
      const shown = type === undefined ? undefined : shownInPlaceOf(type, os);
      if (type === undefined || shown === undefined) continue;
      const portAndAddress = keyScanWords(connection);
      yield {
        path: ["hosts", name, "connection", "ssh", "hostKey"],
        message: `host ${name} shows Terraform another key than the declared one where it has ${shown} as well`,
        found: type,
        allowed: "the host's ECDSA key, e.g. ecdsa-sha2-nistp256 AAAA...",
        fix: `declare the line that "ssh-keyscan -t ecdsa ${portAndAddress}" prints, or where it prints none the one with -t rsa, without the address, compared with the one on the host's console; acknowledge this where the declared key is the only one that the host has`,
      };
    }
  },
};
