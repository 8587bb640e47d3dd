import { errors, oneOf, type Problem } from "../errors";
import type { BecomeRoot, Connection, Host, Interface } from "../model/host";
import type { hostDeclaration } from "../model/host-declaration";
import { type OperatingSystem, operatingSystemNames } from "../model/operating-system";
import type { Path } from "../model/origin";
import type { v } from "../model/schema";
import { sortedBy } from "../text/sorted";

type HostDeclaration = v.InferOutput<typeof hostDeclaration>;

/** A problem of a host, with its path below the host's declaration. */
export interface HostProblem {
  readonly problem: Problem;
  readonly at: Path;
  readonly part: "key" | "value";
}

/** A host with its defaults, or why they cannot be found. */
export type ResolvedHost = { readonly host: Host } | { readonly problems: readonly HostProblem[] };

/**
 * Fills in what a host's declaration leaves open. If the management interface is not named, it is the only interface, or the one on a network that
 * Solution Control Server's host is on too. If those networks are not known, any interface will do: nothing is made from such an environment, and the
 * reason has been reported already.
 */
export function resolveHost(
  name: string,
  declaration: HostDeclaration,
  solutionControlServerNetworks: ReadonlySet<unknown> | undefined,
): ResolvedHost {
  const { localControlAgent: agent, os, installDirectory } = declaration;
  const names = operatingSystemNames[os];
  const interfaces: Interface[] = sortedBy(Object.entries(declaration.interfaces), ([key]) => key).map(
    ([key, one]) => ({ name: key, ...one }),
  );
  const management = managementOf(declaration, interfaces, solutionControlServerNetworks);
  const connection = "name" in management ? resolveConnection(declaration, management) : undefined;
  const problems = [
    ...rightsProblems(declaration),
    ...("problem" in management ? [management] : []),
    ...(connection !== undefined && "problem" in connection ? [connection] : []),
  ];
  if (problems.length > 0) return { problems };
  const account = agent.account ?? names.administrator;
  return {
    host: {
      name,
      os,
      interfaces,
      managementInterface: (management as Interface).name,
      localControlAgent: {
        port: agent.port,
        account,
        becomeRoot: agent.becomeRoot ?? becomeRootFor(os, account),
      },
      connection: connection as Connection | undefined,
      installDirectory: installDirectory ?? names.installDirectory,
      dataCenter: declaration.dataCenter,
    },
  };
}

/** What the host's operating system does not have. */
function rightsProblems({ os, localControlAgent: agent, connection }: HostDeclaration): HostProblem[] {
  if (operatingSystemNames[os].sudo !== "none") return [];
  const problem = errors.sudoOnWindows();
  const part = "value";
  return [
    ...(agent.becomeRoot === "sudo" ? [{ at: ["localControlAgent", "becomeRoot"], part, problem } as const] : []),
    ...(connection?.ssh?.becomeRoot === "sudo"
      ? [{ at: ["connection", "ssh", "becomeRoot"], part, problem } as const]
      : []),
  ];
}

/** The interface that the Management Layer and Terraform use, or why that is not known. */
function managementOf(
  { managementInterface: named }: HostDeclaration,
  interfaces: readonly Interface[],
  solutionControlServerNetworks: ReadonlySet<unknown> | undefined,
): Interface | HostProblem {
  const names = interfaces.map((one) => one.name);
  if (names.length === 0)
    return missing(["interfaces"], "an interface", "a name, a network and an address", "add interfaces");
  const name = named ?? defaultManagementInterface(interfaces, solutionControlServerNetworks);
  if (name === undefined)
    return missing(
      [],
      "managementInterface",
      oneOf(names),
      "add managementInterface, the one that the Management Layer uses",
    );
  return (
    interfaces.find((one) => one.name === name) ?? {
      at: ["managementInterface"],
      part: "value",
      problem: {
        code: "missing-reference",
        message: `this host has no interface ${name}`,
        found: name,
        allowed: oneOf(names),
        fix: "name one of the host's interfaces",
      },
    }
  );
}

/** How Terraform reaches the host, or why it cannot; undefined if it does not. */
function resolveConnection(
  { os, connection }: HostDeclaration,
  { address }: Interface,
): Connection | HostProblem | undefined {
  if (connection === undefined) return undefined;
  const { ssh, winrm } = connection;
  const kinds = Object.keys(connection);
  if ((ssh === undefined) === (winrm === undefined))
    return { at: ["connection"], part: "value", problem: errors.connectionChoice(kinds) };
  // Optional keys come last, whether given or not: writing out a default must change no byte.
  if (ssh !== undefined) {
    const { address: own, becomeRoot, ...rest } = ssh;
    return {
      type: "ssh",
      ...rest,
      address: own ?? address,
      becomeRoot: becomeRoot ?? becomeRootFor(os, ssh.user),
      ...(ssh.jumpHost === undefined ? {} : { jumpHost: { privateKeyFile: ssh.privateKeyFile, ...ssh.jumpHost } }),
    };
  }
  if (os !== "windows") return { at: ["connection", "winrm"], part: "key", problem: errors.winrmElsewhere(os) };
  const { address: own, port, ...rest } = winrm!;
  return { type: "winrm", ...rest, address: own ?? address, port: port ?? (rest.https ? 5986 : 5985) };
}

function defaultManagementInterface(
  interfaces: readonly Interface[],
  shared: ReadonlySet<unknown> | undefined,
): string | undefined {
  if (interfaces.length === 1 || shared === undefined) return interfaces[0]!.name;
  const candidates = interfaces.filter((one) => shared.has(one.network));
  return candidates.length === 1 ? candidates[0]!.name : undefined;
}

function becomeRootFor(os: OperatingSystem, account: string): BecomeRoot {
  const { sudo, administrator } = operatingSystemNames[os];
  return sudo === "none" || account === administrator ? "none" : "sudo";
}

function missing(at: Path, what: string, allowed: string, fix: string): HostProblem {
  return {
    at,
    part: "value",
    problem: {
      code: "missing-key",
      message: `${what} is missing in the mapping that starts here`,
      found: "nothing",
      allowed,
      fix,
    },
  };
}
