import type { Host, SshConnection } from "../model/host";
import type { Topology } from "../model/topology";
import type { HostDeployment, Plan } from "../synth/plan";

/**
 * The `null_resource` of each host, as Terraform JSON. Its trigger is the hash of what the host gets.
 *
 * A changed host is created anew before the old resource goes (`create_before_destroy`): then Terraform runs no destroy provisioner, and the
 * scripts are replaced in place, even on the host that serves. Only a real destroy removes them, and the installer refuses that while a
 * virtual IP is up.
 */
export function hostResources(topology: Topology, plan: Plan): Record<string, unknown> {
  const resources: Record<string, unknown> = {};
  for (const deployment of plan.deployments) {
    const { host } = deployment;
    if (host.ssh === undefined) continue;
    const before = deployment.after.filter((name) => topology.hosts.get(name)?.ssh !== undefined);
    resources[host.name] = {
      "//": { metadata: { path: `${topology.environment}/${host.name}`, uniqueId: host.name } },
      connection: connection(host.ssh),
      depends_on: before.length === 0 ? undefined : before.map((name) => terraformAddress(name)),
      lifecycle: { create_before_destroy: true },
      provisioner: provisioners(topology.environment, deployment, host, host.ssh),
      triggers: { content: deployment.hash },
    };
  }
  return Object.keys(resources).length === 0 ? {} : { resource: { null_resource: resources } };
}

/** `null_resource.sip-a` */
export function terraformAddress(host: string): string {
  return `null_resource.${host}`;
}

function connection(ssh: SshConnection): Record<string, unknown> {
  return {
    agent: ssh.privateKeyFile === undefined,
    host: ssh.address,
    host_key: ssh.hostKey === undefined ? undefined : literal(ssh.hostKey),
    port: ssh.port,
    private_key:
      ssh.privateKeyFile === undefined
        ? undefined
        : `\${file(pathexpand(${JSON.stringify(literal(ssh.privateKeyFile))}))}`,
    timeout: ssh.timeout,
    type: "ssh",
    user: ssh.user,
  };
}

function provisioners(environment: string, deployment: HostDeployment, host: Host, ssh: SshConnection): unknown[] {
  const root = ssh.becomeRoot === "sudo" ? "sudo -n " : "";
  // Below the account's own home: a name in a folder that others write to could be taken by them first.
  const upload = `.sip-ha-${environment}`;
  const installed = `${host.installDirectory}/deploy-${environment}`;
  const commands = (...inline: string[]) => ({ inline: ["set -e", ...inline] });
  return [
    { "remote-exec": commands(`rm -rf ${upload}`, `mkdir -m 0700 ${upload}`) },
    { file: { destination: upload, source: `\${path.module}/${deployment.folder}/` } },
    {
      "remote-exec": commands(
        `${root}sh ${upload}/deploy preflight`,
        `${root}sh ${upload}/deploy install ${deployment.hash}`,
        `rm -rf ${upload}`,
      ),
    },
    {
      "remote-exec": {
        ...commands(`if ${root}test -e ${installed}; then ${root}sh ${installed} remove \${self.triggers.content}; fi`),
        when: "destroy",
      },
    },
  ];
}

/** Terraform reads `${` and `%{` in strings as its own. */
function literal(text: string): string {
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}
