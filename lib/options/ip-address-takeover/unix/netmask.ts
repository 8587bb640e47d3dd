import { type Cidr, prefixLength } from "../../../model/address";

/** `255.255.255.0`, as both systems' `ifconfig` takes it. */
export function netmask(cidr: Cidr): string {
  return bytes(prefixLength(cidr)).join(".");
}

/** `ffffff00`, as Solaris' `ifconfig` prints it; AIX puts `0x` before it. */
export function hexadecimalNetmask(cidr: Cidr): string {
  return bytes(prefixLength(cidr))
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

function bytes(prefix: number): number[] {
  return [0, 8, 16, 24].map((before) => 256 - 2 ** (8 - Math.min(8, Math.max(0, prefix - before))));
}
