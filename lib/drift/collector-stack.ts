import type { BigIp } from "../model/big-ip";
import { milliseconds } from "../model/duration";
import type { SshConnection } from "../model/host";
import { usesSudo } from "../scripts/as-root";
import { quote, ShellText, sh, typedCommand } from "../scripts/shell-text";
import { KNOWN_HOSTS, knownHost, sshDestination, sshWords } from "../scripts/ssh-client";
import { literal } from "../scripts/terraform-text";
import { BIG_IP_ACCOUNTS, bigIpAccount } from "../terraform/big-ip-accounts";
import { basename } from "../text/paths";
import type { Collector } from "./collectors";
import { withRights } from "./ssh-command";

/** A stack that runs the collectors of an environment whenever it is applied. */
export interface CollectorStack {
  readonly folder: string;
  readonly files: readonly { readonly file: string; readonly content: string }[];
  /** Lines of shell that run the stack, then whatever Terraform does not run. */
  readonly commands: readonly string[];
}

/**
 * The stack of one environment, in the folder of its collectors. A provisioner `remote-exec` returns nothing and leaves a file on the host, so the
 * system's own ssh runs the collectors, with each connection as declared; nothing but Terraform itself is needed. Every apply replaces all resources, whose
 * only state is the time.
 */
export function collectorStack(environment: string, collectors: readonly Collector[]): CollectorStack {
  const { folder } = collectors[0]!;
  const run = collectors.flatMap((collector) => {
    const provisioner = provisionerOf(collector);
    return provisioner === undefined ? [] : [{ collector, provisioner }];
  });
  const stack = {
    "//": `Runs the collectors of the environment ${environment} at each apply; they only read. Written by sip-server-ha; do not edit.`,
    resource: {
      terraform_data: Object.fromEntries(
        run.map(({ collector, provisioner }) => [
          collector.name,
          { provisioner: [{ "local-exec": provisioner }], triggers_replace: "${timestamp()}" },
        ]),
      ),
    },
    // The first version with terraform_data.
    terraform: { required_version: ">= 1.4.0" },
    ...(run.some(({ collector }) => collector.device !== undefined) ? { variable: BIG_IP_ACCOUNTS } : {}),
  };
  const keys = run.flatMap(({ collector: { on } }) => (on && knownHost(on.host)) ?? []);
  const terraform = sh`terraform ${new ShellText(`-chdir=${quote(folder)}`)}`;
  return {
    folder,
    files: [
      { file: `${folder}/main.tf.json`, content: `${JSON.stringify(stack, null, 2)}\n` },
      ...(keys.length === 0 ? [] : [{ file: `${folder}/${KNOWN_HOSTS}`, content: keys.join("") }]),
    ],
    commands: [
      ...(run.length === 0 ? [] : [`${terraform} init`, `${terraform} apply -auto-approve`]),
      ...collectors.filter((one) => !run.some(({ collector }) => collector === one)).map(({ command }) => command),
    ],
  };
}

/** A `local-exec`; undefined if Terraform has no connection that ssh can use. */
function provisionerOf(collector: Collector): Record<string, unknown> | undefined {
  const { on, device } = collector;
  // An old answer must not be taken for a new answer: the file is emptied before anything else happens.
  const [program, facts] = [basename(collector.file), basename(collector.writes)].map((name) => quote(`./${name}`));
  const local = (command: ShellText, environment?: Record<string, string>) => ({
    command: literal(command.text),
    ...(environment === undefined ? {} : { environment }),
    interpreter: ["/bin/sh", "-c"],
    working_dir: "${path.module}",
  });
  if (on !== undefined) {
    const { connection } = on.host;
    if (connection?.type !== "ssh" || on.shell === undefined) return undefined;
    return local(
      sh`${sshCommand(connection)} ${withRights({ connection, usesSudo: usesSudo(on.host) }, on.shell)} <${program} >${facts}`,
      keysOf(connection),
    );
  }
  return device === undefined
    ? local(sh`sh -s <${program} >${facts}`)
    : local(sh`sh ${program} >${facts}`, account(device));
}

/** An apply may wait for a host as long as Terraform itself would. */
function sshCommand(connection: SshConnection): ShellText {
  const connect = Math.max(1, Math.ceil(milliseconds(connection.timeout) / 1_000));
  const key = connection.privateKeyFile === undefined ? sh`` : sh` -i "$SSH_KEY"`;
  const words = sshWords(connection, { connect, silence: 15 }, sh`"$SSH_JUMP_KEY"`);
  return sh`${typedCommand(words)}${key} ${sshDestination(connection)}`;
}

/** The files of private keys, in variables that the commands name; undefined if there are none. */
function keysOf({ privateKeyFile, jumpHost }: SshConnection): Record<string, string> | undefined {
  const keys = {
    ...(jumpHost?.privateKeyFile === undefined ? {} : { SSH_JUMP_KEY: keyPath(jumpHost.privateKeyFile) }),
    ...(privateKeyFile === undefined ? {} : { SSH_KEY: keyPath(privateKeyFile) }),
  };
  return Object.keys(keys).length === 0 ? undefined : keys;
}

/** As Terraform finds the key for its own connection. */
function keyPath(privateKeyFile: string): string {
  return `\${abspath(pathexpand(${JSON.stringify(literal(privateKeyFile))}))}`;
}

function account(device: BigIp): Record<string, string> {
  return { BIGIP_PASSWORD: bigIpAccount(device, "password"), BIGIP_USER: bigIpAccount(device, "user") };
}
