import { isDeepStrictEqual } from "node:util";
import type { Address } from "./address";
import { address, encodeProblem, line, named, reference, version } from "./declared";
import { everyOf } from "./every-of";
import { AS3_NAME } from "./name";
import type { Network } from "./network";
import { v } from "./schema";
import type { Topology } from "./topology";

/** How a declaration gets to a device: posted by a person, or by Terraform. */
const BIG_IP_DEPLOYMENTS = everyOf<BigIpDeployment>({ operator: true, terraform: true });
/** How a declaration gets to a device. */
export type BigIpDeployment = "operator" | "terraform";

/** Where a device stands in the network: the hosts are on its inside, everything else is on its outside. */
export interface BigIpNetwork {
  /** The name of the network of the SIP Server hosts; also the name of the VLAN on the device. */
  readonly inside: string;
  /** The name of the network that virtual IPs belong to. */
  readonly outside: string;
  /** The device's address on the inside; the gateway of the hosts. */
  readonly insideSelfIp: Address;
  /** The device's own address on the outside. */
  readonly outsideSelfIp: Address;
  /** The device's interface, e.g. `1.2`; undefined if not declared. */
  readonly insideInterface?: string | undefined;
  /** The device's interface on the outside; undefined if not declared. */
  readonly outsideInterface?: string | undefined;
  /** Whether frames on both sides carry the VLAN's tag. */
  readonly tagged: boolean;
}

/** An F5 BIG-IP Local Traffic Manager. */
export interface BigIp {
  /** The name as declared. */
  readonly name: string;
  /** The address at which its configuration is reached. */
  readonly management: Address;
  /** The version of its operating system, TMOS. */
  readonly version: string;
  /** The version of AS3 on the device, which is the declaration's schema version. */
  readonly as3Version: string;
  /** The AS3 tenant, and so the partition, that belongs to this environment. */
  readonly tenant: string;
  /** Who posts the declaration to the device. */
  readonly deployment: BigIpDeployment;
  /** Whether it is one of two devices that back each other up. */
  readonly redundant: boolean;
  /** The account that posts the declaration; it has the role of an administrator. */
  readonly user: string;
  /** The certificate of the authority that signed the device's certificate, PEM; read when something is posted. Undefined for the machine's own
   * authorities, which Terraform does not use. */
  readonly certificateAuthorityFile?: string | undefined;
  /** Where it stands in the network. */
  readonly network: BigIpNetwork;
}

/** The name of a device's interface: `1.2`, `2.1`, or the name of a trunk. */
const interfaceName = named(
  {
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,30}[A-Za-z0-9])?$/,
    rule: "letters, digits, _, . or -, at most 32 characters, e.g. 1.2",
  },
  "an interface of a BIG-IP",
);

const user = v.pipe(
  v.string(),
  v.regex(
    /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/,
    encodeProblem({
      code: "invalid-name",
      message: "not a valid name of an account on a BIG-IP",
      // Somebody may have written the password beside the name.
      found: "text that is no name",
      allowed: "a letter or _, then letters, digits, _, . or -; the password is asked for, and stands in no file",
      fix: "write only the account's name",
    }),
  ),
);

/** AS3's partition Common is shared by everything, so no environment can own it. */
const tenant = v.pipe(
  named(AS3_NAME, "a tenant of AS3"),
  v.check(
    (name) => name !== "Common",
    encodeProblem({
      code: "invalid-name",
      message: "not a valid name of a tenant of AS3",
      allowed: "any name but Common, which holds what all tenants share",
      fix: "name a tenant of this environment's own, or leave it out, so that it is the environment's name",
    }),
  ),
);

/** The declaration of a device. */
export const bigIpDeclaration = v.strictObject({
  management: address,
  version,
  as3Version: v.optional(version, "3.50.0"),
  tenant: v.optional(tenant),
  deployment: v.optional(v.picklist(BIG_IP_DEPLOYMENTS), "operator"),
  redundant: v.optional(v.boolean(), false),
  user: v.optional(user, "admin"),
  certificateAuthorityFile: v.optional(line),
  network: v.strictObject({
    inside: reference("a network"),
    outside: reference("a network"),
    insideSelfIp: address,
    outsideSelfIp: address,
    insideInterface: v.optional(interfaceName),
    outsideInterface: v.optional(interfaceName),
    tagged: v.optional(v.boolean(), false),
  }),
});

/** A device with its defaults; its tenant is the environment unless another one is declared. */
export function bigIpOf(
  name: string,
  { tenant: own, ...declared }: v.InferOutput<typeof bigIpDeclaration>,
  { environment }: { readonly environment: string },
): BigIp {
  // The tenant comes last even if it is declared: writing out a default must change no byte.
  return { name, ...declared, tenant: own ?? environment };
}

/** The two sides of a device. */
export const BIG_IP_SIDES = everyOf<BigIpSide>({ inside: true, outside: true });
export type BigIpSide = "inside" | "outside";

/** The device's network on a side. The checks have made sure that it exists. */
export function networkOn({ networks }: Topology, device: BigIp, side: BigIpSide): Network {
  return networks.get(device.network[side])!;
}

/** The device's address on a side. */
export function selfIp({ network }: BigIp, side: BigIpSide): Address {
  return side === "inside" ? network.insideSelfIp : network.outsideSelfIp;
}

/** Whether Terraform posts the declaration to the device; otherwise a person does. */
export function terraformDeclaresTo({ deployment }: BigIp): boolean {
  return deployment === "terraform";
}

/** The devices to which Terraform posts their declaration, including devices with no pair behind them. */
export function devicesOfTerraform({ bigIps }: Pick<Topology, "bigIps">): BigIp[] {
  return [...bigIps.values()].filter(terraformDeclaresTo);
}

/** Whether two are the same device and differ only in name. */
export function isSameDevice(one: BigIp, other: BigIp): boolean {
  return isDeepStrictEqual({ ...one, name: "" }, { ...other, name: "" });
}

/** The self IPs that a device shares with another one; such devices may be in service only one after the other. */
export function sharedSelfIps(device: BigIp, other: BigIp): Address[] {
  const of = (one: BigIp) => BIG_IP_SIDES.map((side) => selfIp(one, side));
  return of(device).filter((address) => of(other).includes(address));
}
