import { bracketed } from "../model/address";
import type { BigIp } from "../model/big-ip";
import type { Topology } from "../model/topology";
import { literal } from "../scripts/terraform-text";
import type { Plan } from "../synth/plan";
import { BIG_IP_ACCOUNTS, bigIpAccount } from "./big-ip-accounts";

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
    variable: BIG_IP_ACCOUNTS,
  };
}

function provider(device: BigIp): Record<string, unknown> {
  const { name, management, certificateAuthorityFile } = device;
  return {
    address: `https://${bracketed(management)}`,
    alias: name,
    password: bigIpAccount(device, "password"),
    // The checks have made sure that it is there, as the provider takes no other authorities.
    trusted_cert_path: literal(certificateAuthorityFile!),
    username: bigIpAccount(device, "user"),
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
