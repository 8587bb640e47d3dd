import type { Unparsed } from "../drift/facts-file";
import type { ReadSection } from "../drift/section-reader";
import type { SurveyedAddress } from "./host-survey";

type Row = Omit<SurveyedAddress, "prefixLength"> & { readonly prefixLength: number | undefined };

/** Addresses whose prefix length no line gives are reported and left out, because no network can be made of them. Addresses of which no network is made do not need one. */
export function withPrefixLength(read: ReadSection<Row>): ReadSection<SurveyedAddress> {
  const rows = read.rows.flatMap(({ prefixLength, ...row }) =>
    prefixLength === undefined ? [] : [{ ...row, prefixLength }],
  );
  const without = read.rows.filter(
    ({ prefixLength, address }) => prefixLength === undefined && !isOfHostAlone(address),
  );
  const unparsed = without.map(
    ({ address, position }): Unparsed => ({
      code: "facts-incomplete",
      position,
      message: `no network of the address ${address} is listed, so it is left out`,
      found: "no prefix length for it",
      expected: "a network such as 10.0.0.0/24, or a netmask",
      fix: "add the interface to the file by hand",
    }),
  );
  return { ...read, rows, unparsed: [...read.unparsed, ...unparsed] };
}

/** Addresses of the loopback interface, addresses that an interface gives itself, and the zeros of an interface without an address. */
export function isOfHostAlone(address: string): boolean {
  return /^(?:127\.|169\.254\.|fe80:|::1?$|0\.0\.0\.0$)/.test(address);
}
