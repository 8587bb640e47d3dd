import type { Address } from "../../model/address";
import type { OperationMode } from "./model";

/** The six bytes of a hardware address. */
export type MacBytes = readonly [number, number, number, number, number, number];

/**
 * The hardware address of the cluster, which NLB makes from its primary IP (facts `nlb-cluster-mac`, `nlb-igmp-mac`): W.X.Y.Z gives 02-BF-W-X-Y-Z
 * in unicast, 03-BF-W-X-Y-Z in multicast mode, and 01-00-5E-7F-Y-Z, that of the group 239.255.Y.Z, if it joins a group by IGMP.
 */
export function clusterMac(virtualIp: Address, mode: OperationMode): MacBytes {
  const [w, x, y, z] = virtualIp.split(".").map(Number) as [number, number, number, number];
  if (mode === "igmpMulticast") return [0x01, 0x00, 0x5e, 0x7f, y, z];
  return [mode === "unicast" ? 0x02 : 0x03, 0xbf, w, x, y, z];
}

/** The group that the nodes join in igmpMulticast mode. */
export function igmpGroup(virtualIp: Address): Address {
  const [, , y, z] = virtualIp.split(".");
  return `239.255.${y}.${z}`;
}

const hex = (byte: number) => byte.toString(16).padStart(2, "0");

/** `03-bf-0a-28-00-0a`, as Windows writes it. */
export function withDashes(mac: MacBytes): string {
  return mac.map(hex).join("-");
}

/** `03:bf:0a:28:00:0a` */
export function withColons(mac: MacBytes): string {
  return mac.map(hex).join(":");
}

/** `03bf.0a28.000a`, as Cisco writes it. */
export function withDots(mac: MacBytes): string {
  const digits = mac.map(hex).join("");
  return [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8)].join(".");
}
