import type { Host, JumpHost, SshConnection } from "../model/host";
import { quote, type ShellText, sh, typedCommand } from "./shell-text";

/** The file with the declared keys of hosts, under their addresses and ports, in the folder in which ssh is run. */
export const KNOWN_HOSTS = "known_hosts";

/** Options that replace ssh's own known hosts. */
const KNOWN_HERE = [`UserKnownHostsFile=./${KNOWN_HOSTS}`, "GlobalKnownHostsFile=/dev/null"];

/** How long ssh waits for a host, in whole seconds. */
export interface SshPatience {
  /** Time until there is a connection. */
  readonly connect: number;
  /** Time between two questions to a host that has become silent. */
  readonly silence: number;
  /** Number of questions without an answer after which ssh gives up; undefined for the number that ssh uses by itself. */
  readonly questions?: number;
}

/**
 * The system's own ssh with the options of a host's connection, without a key and the destination. It asks nothing, and talks only to a host with the
 * declared key; without a declared key ssh's own known hosts decide. A second ssh goes through a jump host, because a `ProxyJump` would not take over the
 * options of the first ssh.
 *
 * @param jumpKey the file of the key for the jump host, as a shell reads it. @default - the declared one
 */
export function sshWords(
  connection: SshConnection,
  { connect, silence, questions }: SshPatience,
  jumpKey?: ShellText,
): string[] {
  const { port, privateKeyFile, hostKey, jumpHost } = connection;
  const asksNothing = ["BatchMode=yes", `ConnectTimeout=${connect}`];
  const options = [
    ...asksNothing,
    // A host that is cut off after the connection was made does not answer either.
    `ServerAliveInterval=${silence}`,
    ...(questions === undefined ? [] : [`ServerAliveCountMax=${questions}`]),
    "StrictHostKeyChecking=yes",
    ...(hostKey === undefined ? [] : KNOWN_HERE),
    ...(privateKeyFile === undefined ? [] : ["IdentitiesOnly=yes"]),
    ...(jumpHost === undefined ? [] : [throughJumpHost(jumpHost, jumpOptions(jumpHost, asksNothing), jumpKey)]),
  ];
  return ["ssh", "-T", "-p", String(port), ...optionWords(options)];
}

/** The options by which ssh or scp goes through a jump host, as an operator types them, under their own known hosts; empty without a jump host. */
export function typedJump({ jumpHost }: SshConnection): string {
  return jumpHost === undefined ? "" : ` -o ${quote(throughJumpHost(jumpHost, []))}`;
}

/** The option `ProxyCommand`, which a shell runs after ssh has put the host's address and port into it. */
function throughJumpHost(jumpHost: JumpHost, options: readonly string[], key?: ShellText): string {
  const { user, address, port, privateKeyFile } = jumpHost;
  const login = typedCommand(["ssh", "-p", String(port), ...optionWords(options)]);
  const identity = privateKeyFile === undefined ? sh`` : sh` -i ${key ?? quote(privateKeyFile)}`;
  const [before, there] = [sh`${login}${identity}`, quote(`${user}@${address}`)].map(({ text }) =>
    text.replaceAll("%", "%%"),
  );
  return `ProxyCommand=${before} -W [%h]:%p ${there}`;
}

function jumpOptions({ privateKeyFile }: JumpHost, asksNothing: readonly string[]): string[] {
  const identity = privateKeyFile === undefined ? [] : ["IdentitiesOnly=yes"];
  return [...asksNothing, "StrictHostKeyChecking=yes", ...KNOWN_HERE, ...identity];
}

function optionWords(options: readonly string[]): string[] {
  return options.flatMap((option) => ["-o", option]);
}

/** The arguments with which ssh-keyscan asks for the keys of a host. */
export function keyScanWords({ address, port }: Pick<SshConnection, "address" | "port">): string {
  return port === 22 ? address : `-p ${port} ${address}`;
}

/** The account and the address for ssh. */
export function sshDestination({ user, address }: SshConnection): string {
  return `${user}@${address}`;
}

/** The words before a command that needs root's rights: none, or sudo, which must not ask. */
export function becomingRoot({ becomeRoot }: SshConnection): readonly string[] {
  return becomeRoot === "sudo" ? ["sudo", "-n"] : [];
}

/** The lines of `known_hosts` for a host whose key is declared, and for the jump host that leads to it. */
export function knownHost({ connection }: Host): string | undefined {
  if (connection?.type !== "ssh") return undefined;
  const { jumpHost } = connection;
  const lines = [connection, ...(jumpHost === undefined ? [] : [jumpHost])].flatMap(({ address, port, hostKey }) => {
    const known = `${port === 22 ? address : `[${address}]:${port}`} ${hostKey}`;
    // As in Terraform: the key itself, or the key of the authority whose certificate the host shows.
    return hostKey === undefined ? [] : [`${known}\n`, `@cert-authority ${known}\n`];
  });
  return lines.length === 0 ? undefined : lines.join("");
}
