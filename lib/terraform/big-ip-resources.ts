import { bracketed } from "../model/address";
import { type BigIp, devicesOfTerraform } from "../model/big-ip";
import type { Topology } from "../model/topology";
import { literal } from "../scripts/terraform-text";
import type { Plan } from "../synth/plan";
import { BIG_IP_ACCOUNTS, bigIpAccount } from "./big-ip-accounts";

/** The F5 provider. cdktf has no binding for it, so its resources are plain Terraform JSON. */
const PROVIDER = { source: "F5Networks/bigip", version: "~> 1.28" };

/**
 * A provider for each device that gets its declaration from Terraform, a variable for the accounts, and a `bigip_as3` if a pair is behind the device. The
 * provider stays when the last pair is removed: Terraform needs it to remove the declaration. An environment without such a device has none of this, and
 * needs no F5 provider.
 */
export function bigIpResources(topology: Topology, plan: Plan): Record<string, unknown> {
  const declarations = plan.artifacts.flatMap(({ device, path }) => {
    const found = device === undefined ? undefined : topology.bigIps.get(device);
    return found === undefined ? [] : [{ device: found, path }];
  });
  const devices = devicesOfTerraform(topology);
  if (devices.length === 0) return {};
  const resources = declarations.map(({ device, path }) => [device.name, resource(topology, device, path)]);
  return {
    provider: { bigip: devices.map(provider) },
    ...(resources.length === 0 ? {} : { resource: { bigip_as3: Object.fromEntries(resources) } }),
    terraform: { required_providers: { bigip: PROVIDER } },
    variable: BIG_IP_ACCOUNTS,
  };
}

/** `bigip_as3.ltm-1` */
export function deviceAddress(device: string): string {
  return `bigip_as3.${device}`;
}

function provider(device: BigIp): Record<string, unknown> {
  const { name, management, certificateAuthorityFile } = device;
  return {
    address: `https://${bracketed(management)}`,
    alias: name,
    password: bigIpAccount(device, "password"),
    // The provider accepts no other authorities, so the checks ask for this one.
    ...(certificateAuthorityFile === undefined ? {} : { trusted_cert_path: literal(certificateAuthorityFile) }),
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
