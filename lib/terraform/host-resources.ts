import { type Connection, type Host, PASSWORD_VARIABLE, usesPasswordVariable } from "../model/host";
import type { Topology } from "../model/topology";
import { terraformAddress } from "../scripts/terraform-text";
import type { Plan } from "../synth/plan";
import { connectionBlock } from "./host-connection";
import { clearingProvisioners, hostProvisioners } from "./host-provisioners";

/** The trigger of a host that gets no file: no hash, so a host that gets files again is created again. */
const NOTHING = "nothing";

/**
 * The `null_resource` of each host, as Terraform JSON. Its trigger is the hash of what the host gets.
 *
 * A changed host is created again before the old resource is destroyed (`create_before_destroy`). Then Terraform runs no destroy provisioner, and
 * the scripts are replaced in place, even on the host that serves. Only a real destroy removes them, and the installer refuses that while a
 * virtual IP is up.
 *
 * Terraform forgets how to clean up a host whose resource is no longer there. So a host that it reaches has a resource even if it gets no file, as
 * when its pair has moved to an option without scripts.
 */
export function hostResources(
  topology: Topology,
  plan: Pick<Plan, "deployments" | "cleared">,
): Record<string, unknown> {
  const resources: Record<string, unknown> = {};
  const add = (host: Host, content: string, provisioner: (connection: Connection) => unknown[], before?: string[]) => {
    if (host.connection === undefined) return;
    resources[host.name] = {
      "//": { metadata: { path: `${topology.environment}/${host.name}`, uniqueId: host.name } },
      connection: connectionBlock(topology.environment, host.os, host.connection),
      depends_on: before,
      lifecycle: { create_before_destroy: true },
      provisioner: provisioner(host.connection),
      triggers: { content },
    };
  };
  for (const deployment of plan.deployments) {
    const { host, hash, after } = deployment;
    const before = after.filter((name) => topology.hosts.get(name)?.connection !== undefined).map(terraformAddress);
    const provisioners = (connection: Connection) => hostProvisioners(topology.environment, deployment, connection);
    add(host, hash, provisioners, before.length === 0 ? undefined : before);
  }
  for (const host of plan.cleared)
    add(host, NOTHING, (connection) => clearingProvisioners(topology.environment, host, connection));
  const hosts = [...plan.deployments.map(({ host }) => host), ...plan.cleared];
  if (Object.keys(resources).length === 0) return {};
  const needsPassword = hosts.some((host) => usesPasswordVariable(host.connection));
  return {
    resource: { null_resource: resources },
    ...(needsPassword ? { variable: { [PASSWORD_VARIABLE]: passwordVariable(topology.environment) } } : {}),
  };
}

/** Without a default: Terraform asks for the password, or takes TF_VAR_winrm_password. It shows the password nowhere. */
function passwordVariable(environment: string): Record<string, unknown> {
  return {
    description: `The password of the accounts that Windows Remote Management uses on hosts of ${environment}`,
    sensitive: true,
    type: "string",
  };
}
