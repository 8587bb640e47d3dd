import type { AddressFamily } from "../../../model/address";

/** The commands that ask and tell the neighbours. */
export const NEIGHBOUR_TOOLS: Readonly<Record<AddressFamily, readonly string[]>> = {
  ipv4: ["arping"],
  ipv6: ["ndisc6", "ndptool"],
};
