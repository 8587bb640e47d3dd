import { type Cidr, netmask } from "../../../model/address";

/** `ffffff00`, as `ifconfig` of Solaris prints a netmask; AIX puts `0x` before it. */
export function hexadecimalNetmask(cidr: Cidr): string {
  const bytes = netmask(cidr).split(".").map(Number);
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
