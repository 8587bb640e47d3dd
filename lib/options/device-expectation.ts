import type { BigIp } from "../model/big-ip";

/** The kinds of objects that a BIG-IP can be asked for, named like the ends of iControl REST's addresses; the members of a pool come with the pool. */
const DEVICE_OBJECT_KINDS = [
  "ltm/node",
  "ltm/virtual-address",
  "ltm/monitor/sip",
  "ltm/pool",
  "ltm/pool/members",
  "ltm/virtual",
  "ltm/snatpool",
  "ltm/data-group/internal",
  "ltm/rule",
  "ltm/profile/udp",
  "ltm/profile/tcp",
  "ltm/profile/fastl4",
] as const;
export type DeviceObjectKind = (typeof DEVICE_OBJECT_KINDS)[number];

/** Values by their names in iControl REST, each in one form whoever wrote it. */
export type DeviceValues = Readonly<Record<string, string>>;

/** An object that a BIG-IP must have. */
export interface DeviceObject {
  readonly kind: DeviceObjectKind;
  /** `/prod-east/east-trunks/pool_sip_udp`; for a member, its pool and the member: `/prod-east/east-trunks/pool_sip_udp ltm-a:5060`. */
  readonly path: string;
  readonly values: DeviceValues;
  /** The element of the model that it comes from. */
  readonly construct: string;
}

/** An address of the device's own. */
export interface ExpectedSelfIp {
  readonly construct: string;
  /** `10.50.0.1/24` */
  readonly address: string;
  readonly vlan: string;
  readonly trafficGroup: string;
}

/** A key of an item of AS3 that differs from the declaration. */
export interface ItemDifference {
  readonly key: string;
  readonly found: string;
  readonly expected: string;
  /** Whether this library does not know the key, and so cannot say what it does. */
  readonly isUnknown: boolean;
}

/** The tenant, an application or an item, without the parts of it that have a path of their own. */
export interface DeclaredItem {
  readonly construct: string;
  readonly differences: (found: Readonly<Record<string, unknown>>) => readonly ItemDifference[];
}

/** What a BIG-IP must have of an environment. */
export interface DeviceExpectation {
  readonly device: BigIp;
  /** What was posted to AS3, by path: `/prod-east`, `/prod-east/east-trunks`, `/prod-east/east-trunks/pool_sip_udp`. */
  readonly declared: ReadonlyMap<string, DeclaredItem>;
  readonly objects: readonly DeviceObject[];
  readonly selfIps: readonly ExpectedSelfIp[];
}

/** A list whose order means nothing, in one form. */
export function listed(values: Iterable<string>): string {
  return [...values].sort().join(" ") || "none";
}

/** The text of an iRule in one form, whatever its spaces and line ends. */
export function ruleText(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}
