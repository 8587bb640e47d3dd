import type { Host } from "../../model/host";
import { operatingSystemNames } from "../../model/operating-system";
import type { Path } from "../../model/origin";
import { keyScanWords } from "../../scripts/ssh-client";
import type { EnvironmentRule } from "../rule";

/**
 * The key that a host shows Terraform instead of a key of this type, if it has one. Terraform leaves the choice to golang.org/x/crypto/ssh, which asks
 * for an ECDSA key first, then for an RSA key, and last for an Ed25519 key, whichever key it is to be compared with.
 */
function shownInPlaceOf(type: string, os: Host["os"]): string | undefined {
  if (type.startsWith("ecdsa-sha2-")) return undefined;
  if (type !== "ssh-rsa") return "an ECDSA or an RSA key";
  return operatingSystemNames[os].hasEcdsaHostKey ? "an ECDSA key" : undefined;
}

interface DeclaredKey {
  readonly hostKey?: string | undefined;
  /** The server that has the key, in words. */
  readonly server: string;
  readonly at: Path;
  readonly shown: (type: string) => string | undefined;
  /** The port and address to give ssh-keyscan. */
  readonly portAndAddress: string;
}

/** The keys of a host and of the jump host that leads to it; the jump host's operating system is not declared. */
function declaredKeys({ name, os, connection }: Host): DeclaredKey[] {
  if (connection?.type !== "ssh") return [];
  const at = ["hosts", name, "connection", "ssh"];
  const { hostKey, jumpHost } = connection;
  const own = {
    hostKey,
    server: `host ${name}`,
    at: [...at, "hostKey"],
    shown: (type: string) => shownInPlaceOf(type, os),
    portAndAddress: keyScanWords(connection),
  };
  if (jumpHost === undefined) return [own];
  return [
    own,
    {
      hostKey: jumpHost.hostKey,
      server: `the jump host of ${name}`,
      at: [...at, "jumpHost", "hostKey"],
      shown: (type: string) => shownInPlaceOf(type, "linux"),
      portAndAddress: keyScanWords(jumpHost),
    },
  ];
}

/** The declared key is of the type that Terraform is shown. */
export const hostKeyType: EnvironmentRule = {
  code: "host-key-type",
  level: "warning",
  title: "The declared key of a host is of the type that Terraform asks for",
  why: "Terraform asks a host for its ECDSA key first, then for RSA, and for Ed25519 last. If it gets a key other than the declared one, it reports knownhosts: key mismatch (both measured with 1.11.4), in the maintenance window. ssh itself asks for the declared key.",
  *evaluate(topology) {
    for (const { hostKey, server, at, shown: shownFor, portAndAddress } of [...topology.hosts.values()].flatMap(
      declaredKeys,
    )) {
      const type = hostKey?.split(" ")[0];
      const shown = type === undefined ? undefined : shownFor(type);
      if (type === undefined || shown === undefined) continue;
      yield {
        path: at,
        message: `if ${server} has ${shown} as well, it shows Terraform that key instead of the declared one`,
        found: type,
        allowed: "the host's ECDSA key, e.g. ecdsa-sha2-nistp256 AAAA...",
        fix: `run "ssh-keyscan -t ecdsa ${portAndAddress}" on a machine that reaches it, or with -t rsa if that prints no key; declare the line without the address, and compare it with the key on the host's console; if the declared key is the only one that the host has, acknowledge this`,
      };
    }
  },
};
