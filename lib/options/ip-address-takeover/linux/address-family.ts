import { type Address, isIpv6 } from "../../../model/address";

/** Addresses of IPv4 are found and announced by ARP, those of IPv6 by neighbour discovery. */
export type AddressFamily = "ipv4" | "ipv6";

/** That of a virtual IP. */
export function familyOf(virtualIp: Address): AddressFamily {
  return isIpv6(virtualIp) ? "ipv6" : "ipv4";
}

/** The commands that ask and tell the neighbours. */
export const NEIGHBOUR_TOOLS: Readonly<Record<AddressFamily, readonly string[]>> = {
  ipv4: ["arping"],
  ipv6: ["ndisc6", "ndptool"],
};
