import type { BigIp } from "../model/big-ip";
import type { Topology } from "../model/topology";
import type { Plan } from "../synth/plan";

/** The F5 provider. There is no binding of cdktf's for it, so that its resources are plain Terraform JSON. */
const PROVIDER = { source: "F5Networks/bigip", version: "~> 1.28" };

/**
 * A `bigip_as3` for each device whose declaration Terraform brings there, with a provider of its own and a variable for the accounts. An environment without
 * such a device has nothing of this, and needs no F5 provider.
 */
export function bigIpResources(topology: Topology, plan: Plan): Record<string, unknown> {
  const declarations = plan.artifacts.flatMap(({ device, path }) => {
    const found = device === undefined ? undefined : topology.bigIps.get(device);
    return found === undefined ? [] : [{ device: found, path }];
  });
  if (declarations.length === 0) return {};
  return {
    provider: { bigip: declarations.map(({ device }) => provider(device)) },
    resource: {
      bigip_as3: Object.fromEntries(
        declarations.map(({ device, path }) => [device.name, resource(topology, device, path)]),
      ),
    },
    terraform: { required_providers: { bigip: PROVIDER } },
    variable: { bigip_accounts: ACCOUNTS },
  };
}

function provider(device: BigIp): Record<string, unknown> {
  const { name, management, certificateAuthorityFile } = device;
  return {
    address: `https://${management.includes(":") ? `[${management}]` : management}`,
    alias: name,
    password: account(device, "password"),
    trusted_cert_path: certificateAuthorityFile === undefined ? undefined : literal(certificateAuthorityFile),
    username: account(device, "user"),
    // The provider's own default is to trust any device that answers.
    validate_certs_disable: false,
  };
}

function resource({ environment }: Topology, { name }: BigIp, path: string): Record<string, unknown> {
  return {
    "//": { metadata: { path: `${environment}/${name}`, uniqueId: name } },
    as3_json: `\${file("\${path.module}/${path}")}`,
    provider: `bigip.${name}`,
  };
}

/** The accounts of all devices, by device; `TF_VAR_bigip_accounts` in the environment of Terraform's process. */
const ACCOUNTS = {
  description: "The account that Terraform uses on each BIG-IP, by the device's name.",
  sensitive: true,
  type: "map(object({ user = string, password = string }))",
};

function account({ name }: BigIp, key: "user" | "password"): string {
  return `\${var.bigip_accounts["${name}"].${key}}`;
}

/** Terraform reads `${` and `%{` in strings as its own. */
function literal(text: string): string {
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}
