import type { BigIp } from "../model/big-ip";

/** What can be asked of a BIG-IP, as the ends of iControl REST's addresses name it; the members of a pool come with the pool. */
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

/** Values by the names that iControl REST has for them, each written in one way whoever wrote it. */
export type DeviceValues = Readonly<Record<string, string>>;

/** An object that a BIG-IP has to have. */
export interface DeviceObject {
  readonly kind: DeviceObjectKind;
  /** `/prod-east/east-trunks/pool_sip_udp`; of a member, its pool and it: `/prod-east/east-trunks/pool_sip_udp ltm-a:5060`. */
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

/** A key of an item of AS3 that is not as it was declared. */
export interface ItemDifference {
  readonly key: string;
  readonly found: string;
  readonly expected: string;
  /** A key that this library does not know, of which it cannot say what it does. */
  readonly isUnknown: boolean;
}

/** The tenant, an application or an item, without what is in it that has a path of its own. */
export interface DeclaredItem {
  readonly construct: string;
  readonly differences: (found: Readonly<Record<string, unknown>>) => readonly ItemDifference[];
}

/** What a BIG-IP has to have of an environment. */
export interface DeviceExpectation {
  readonly device: BigIp;
  /** What AS3 was posted, by path: `/prod-east`, `/prod-east/east-trunks`, `/prod-east/east-trunks/pool_sip_udp`. */
  readonly declared: ReadonlyMap<string, DeclaredItem>;
  readonly objects: readonly DeviceObject[];
  readonly selfIps: readonly ExpectedSelfIp[];
}

/** A list whose order means nothing, written in one way. */
export function listed(values: Iterable<string>): string {
  return [...values].sort().join(" ") || "none";
}

/** The text of an iRule, whatever its spaces and line ends. */
export function ruleText(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}
