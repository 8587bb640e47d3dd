import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Machine } from "./network-namespace";

/** An ssh key. */
export interface KeyPair {
  readonly privateKey: string;
  /** The public key in one line, without a comment. */
  readonly publicKey: string;
}

/** Makes a key in a folder that exists. */
export function makeKeyPair(folder: string, name: string, type: "ed25519" | "ecdsa" = "ed25519"): KeyPair {
  const file = join(folder, name);
  execFileSync("ssh-keygen", ["-q", "-t", type, "-N", "", "-C", "", "-f", file]);
  return { privateKey: readFileSync(file, "utf8"), publicKey: readFileSync(`${file}.pub`, "utf8").trim() };
}

/** Makes a host key of the type that Terraform asks for first. */
export function makeHostKeyPair(folder: string, name: string): KeyPair {
  return makeKeyPair(folder, name, "ecdsa");
}

/** The command that runs another command in the network of a machine, but with the file tree of the test. */
export function withinNetworkOf(machine: Machine): string[] {
  const process = /^\/proc\/\d+/.exec(machine.path("/"))![0];
  return ["nsenter", `--net=${process}/ns/net`];
}

const CONFIGURATION = `
HostKey /etc/ssh/host_key
HostKey /etc/ssh/further_host_key
PidFile none
AuthorizedKeysFile .ssh/authorized_keys
PasswordAuthentication no
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
UseDNS no
`;

/** The accounts of a host, with empty homes: `deploy` may do anything with sudo without a password; `genesys` is the Local Control Agent's account. */
const ACCOUNTS = `
mount -t tmpfs -o mode=700 tmpfs /root
mount -t tmpfs -o mode=755 tmpfs /home
useradd --create-home --shell /bin/sh --password '*' deploy
chmod 700 /home/deploy
useradd --user-group genesys
mkdir -p /root/.ssh /home/deploy/.ssh
`;

/** Starts an SSH server on a machine; it ends with the machine. Like other servers, it has an Ed25519 key in addition to the given one. The accounts `root` and `deploy` accept the authorized key. */
export async function startSshServer(machine: Machine, hostKey: KeyPair, authorizedKey: string): Promise<void> {
  await machine.shell(ACCOUNTS);
  machine.write("/etc/hosts", `127.0.0.1 localhost\n127.0.1.1 ${machine.name}\n`, 0o644);
  machine.write("/etc/sudoers.d/deploy", "deploy ALL=(ALL) NOPASSWD: ALL\n", 0o440);
  for (const home of ["/root", "/home/deploy"])
    machine.write(`${home}/.ssh/authorized_keys`, `${authorizedKey}\n`, 0o644);
  machine.write("/etc/ssh/host_key", hostKey.privateKey, 0o600);
  await machine.shell("ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/further_host_key");
  machine.write("/etc/ssh/sshd_config_test", CONFIGURATION, 0o644);
  await bootWithSshServer(machine);
}

/** Boots the machine and starts the SSH server there: the first time, or after the power is back. */
export async function bootWithSshServer(machine: Machine): Promise<void> {
  await machine.boot();
  await machine.shell("mkdir -p /run/sshd && /usr/sbin/sshd -f /etc/ssh/sshd_config_test -E /var/log/sshd.log");
}
