import { oneOf, type Problem } from "../errors";
import type { BecomeRoot, Host, hostDeclaration, Interface } from "../model/host";
import type { Path } from "../model/origin";
import type { v } from "../model/schema";

type HostDeclaration = v.InferOutput<typeof hostDeclaration>;

/** A host with its defaults, or why they cannot be found. */
export type ResolvedHost = { readonly host: Host } | { readonly problem: Problem; readonly at: Path };

/**
 * Fills in what a host's declaration leaves open. The management interface is, where not named, the only one, or the one on a network
 * that Solution Control Server's host is on too. Where those networks are not known, any interface will do: nothing is made of such an
 * environment, and the reason is reported already.
 */
export function resolveHost(
  name: string,
  declaration: HostDeclaration,
  solutionControlServerNetworks: ReadonlySet<unknown> | undefined,
): ResolvedHost {
  const interfaces: Interface[] = Object.entries(declaration.interfaces)
    .map(([key, one]) => ({ name: key, ...one }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const names = interfaces.map((one) => one.name);
  if (names.length === 0)
    return {
      at: ["interfaces"],
      problem: missing("an interface", "a name, a network and an address", "add interfaces"),
    };
  const managementInterface =
    declaration.managementInterface ?? defaultManagementInterface(interfaces, solutionControlServerNetworks);
  if (managementInterface === undefined)
    return {
      at: [],
      problem: missing(
        "managementInterface",
        oneOf(names),
        "add managementInterface, the one that the Management Layer uses",
      ),
    };
  const management = interfaces.find((one) => one.name === managementInterface);
  if (management === undefined)
    return {
      at: ["managementInterface"],
      problem: {
        code: "missing-reference",
        message: `this host has no interface ${managementInterface}`,
        found: managementInterface,
        allowed: oneOf(names),
        fix: "name one of the host's interfaces",
      },
    };
  const { localControlAgent: agent, connection, os, installDirectory } = declaration;
  const ssh = connection?.ssh;
  return {
    host: {
      name,
      os,
      interfaces,
      managementInterface,
      localControlAgent: {
        port: agent.port,
        account: agent.account,
        becomeRoot: agent.becomeRoot ?? becomeRootFor(agent.account),
      },
      ssh: ssh && {
        ...ssh,
        address: ssh.address ?? management.address,
        becomeRoot: ssh.becomeRoot ?? becomeRootFor(ssh.user),
      },
      installDirectory,
    },
  };
}

function defaultManagementInterface(
  interfaces: readonly Interface[],
  shared: ReadonlySet<unknown> | undefined,
): string | undefined {
  if (interfaces.length === 1 || shared === undefined) return interfaces[0]!.name;
  const candidates = interfaces.filter((one) => shared.has(one.network));
  return candidates.length === 1 ? candidates[0]!.name : undefined;
}

function becomeRootFor(account: string): BecomeRoot {
  return account === "root" ? "none" : "sudo";
}

function missing(what: string, allowed: string, fix: string): Problem {
  return {
    code: "missing-key",
    message: `${what} is missing in the mapping that starts here`,
    found: "nothing",
    allowed,
    fix,
  };
}
