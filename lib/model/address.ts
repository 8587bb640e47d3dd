import ipaddr from "ipaddr.js";

/** An IPv4 or IPv6 address in its canonical spelling, e.g. `10.120.0.10`. */
export type Address = string;

/** A network in CIDR notation whose host bits are zero, e.g. `10.120.0.0/24`. */
export type Cidr = string;

/** Returns the canonical spelling of an address; undefined if the text is not an address. Octal, hexadecimal and short IPv4 forms are not addresses. */
export function parseAddress(text: string): Address | undefined {
  // This check refuses leading zeros, and without them there is one spelling.
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return text;
  if (text.includes(":") && !text.includes("%") && ipaddr.IPv6.isValid(text))
    return ipaddr.IPv6.parse(text).toRFC5952String();
  return undefined;
}

/** Returns the canonical spelling of a network; undefined if the text is not a network or has host bits set. */
export function parseCidr(text: string): Cidr | undefined {
  const [address, prefix, ...rest] = text.split("/");
  if (address === undefined || prefix === undefined || rest.length > 0) return undefined;
  const canonical = parseAddress(address);
  if (canonical === undefined || !/^\d{1,3}$/.test(prefix)) return undefined;
  if (Number(prefix) > (isIpv6(canonical) ? 128 : 32)) return undefined;
  const cidr = `${canonical}/${Number(prefix)}`;
  return networkAddress(cidr) === canonical ? cidr : undefined;
}

/**
 * The address that an invalid text most likely means: without scheme, port, path or prefix length, and without leading zeros, which some programs read
 * as octal.
 */
export function addressMeantBy(text: string): Address | undefined {
  const [, inBrackets, plain] =
    /^\s*(?:[a-z]+:\/\/)?(?:\[([\da-f:.]+)\](?::\d+)?|([^\s/[\]]+))(?:\/\S*)?\s*$/i.exec(text) ?? [];
  if (inBrackets !== undefined) return parseAddress(inBrackets);
  const [, parts] = /^((?:\d{1,4}\.){3}\d{1,4})(?::\d+)?$/.exec(plain ?? "") ?? [];
  return parseAddress(parts?.split(".").map(Number).join(".") ?? plain?.replace(/%.*/, "") ?? "");
}

/** The network in CIDR notation that an invalid text most likely means: one with host bits, or with a netmask instead of a prefix length. */
export function cidrMeantBy(text: string): Cidr | undefined {
  const [, address, suffix] = /^\s*([^\s/]+)\s*\/\s*([\d.]+)\s*$/.exec(text) ?? [];
  const canonical = parseAddress(address ?? "");
  if (canonical === undefined || suffix === undefined) return undefined;
  const isMask = !isIpv6(canonical) && ipaddr.IPv4.isValidFourPartDecimal(suffix);
  const mask = isMask ? ipaddr.IPv4.parse(suffix).prefixLengthFromSubnetMask() : null;
  const length = /^\d{1,3}$/.test(suffix) ? Number(suffix) : mask;
  if (length === null || length > (isIpv6(canonical) ? 128 : 32)) return undefined;
  return networkOf(canonical, length);
}

/** Whether a canonical address is an IPv6 one. */
export function isIpv6(address: Address): boolean {
  return address.includes(":");
}

/** An address as it is written before a port, or in a URL: IPv6 in brackets. */
export function bracketed(address: Address): string {
  return isIpv6(address) ? `[${address}]` : address;
}

/** IPv4 addresses are found and announced by ARP, IPv6 addresses by neighbour discovery. */
export type AddressFamily = "ipv4" | "ipv6";

/** The family of a canonical address. */
export function familyOf(address: Address): AddressFamily {
  return isIpv6(address) ? "ipv6" : "ipv4";
}

/** Whether the network holds the address, including its network and broadcast addresses. */
export function contains(cidr: Cidr, address: Address): boolean {
  return membership(cidr)(address);
}

/** `contains` for many addresses of one network, which is parsed only once. */
export function membership(cidr: Cidr): (address: Address) => boolean {
  if (isIpv6(cidr)) {
    const network = ipaddr.IPv6.parseCIDR(cidr);
    return (address) => isIpv6(address) && ipaddr.IPv6.parse(address).match(network);
  }
  const first = ipv4Number(networkAddress(cidr));
  const count = 2 ** (32 - prefixLength(cidr));
  return (address) => {
    if (isIpv6(address)) return false;
    const offset = ipv4Number(address) - first;
    return offset >= 0 && offset < count;
  };
}

/** A canonical IPv4 address as the number that it stands for. */
function ipv4Number(address: Address): number {
  let number = 0;
  for (const byte of address.split(".")) number = number * 256 + Number(byte);
  return number;
}

/** Ranges of addresses that no interface can have, and what they are. */
const RANGES_OF_NO_INTERFACE: readonly (readonly [range: Cidr, what: string])[] = [
  ["0.0.0.0/8" as Cidr, "reserved addresses"],
  ["127.0.0.0/8" as Cidr, "addresses of the host itself"],
  ["224.0.0.0/4" as Cidr, "multicast addresses"],
  ["240.0.0.0/4" as Cidr, "reserved addresses"],
  ["::/16" as Cidr, "reserved addresses"],
  ["ff00::/8" as Cidr, "multicast addresses"],
];

/** The ranges of addresses of a family that no interface can have. */
export function rangesOfNoInterface(family: AddressFamily): Cidr[] {
  return RANGES_OF_NO_INTERFACE.map(([range]) => range).filter((range) => familyOf(range) === family);
}

/** If no interface can have the addresses of a network, what these addresses are, in words; otherwise undefined. */
export function addressesOfNoInterface(cidr: Cidr): string | undefined {
  return RANGES_OF_NO_INTERFACE.find(([range]) => contains(range, networkAddress(cidr)))?.[1];
}

/** The first address of the network that the text names, whether or not its host bits are zero. */
export function networkAddress(cidr: string): Address {
  return isIpv6(cidr)
    ? ipaddr.IPv6.networkAddressFromCIDR(cidr).toRFC5952String()
    : ipaddr.IPv4.networkAddressFromCIDR(cidr).toString();
}

/** The network with this prefix length that an address is in. */
export function networkOf(address: Address, length: number): Cidr {
  return `${networkAddress(`${address}/${length}`)}/${length}`;
}

/** The networks that an address is in, one for each given prefix length that its family has. Used to find it among many networks, which have few lengths. */
export function networksAround(address: Address, lengths: Iterable<number>): Cidr[] {
  const longest = isIpv6(address) ? 128 : 32;
  return [...lengths].filter((length) => length <= longest).map((length) => networkOf(address, length));
}

/** The last address of an IPv4 network; undefined for IPv6, /31 and /32, which have no broadcast address. */
export function broadcastAddress(cidr: Cidr): Address | undefined {
  if (isIpv6(cidr) || prefixLength(cidr) > 30) return undefined;
  return ipaddr.IPv4.broadcastAddressFromCIDR(cidr).toString();
}

/** The number of bits of the network part. */
export function prefixLength(cidr: Cidr): number {
  return Number(cidr.slice(cidr.indexOf("/") + 1));
}

/** The netmask of an IPv4 network: `255.255.255.0`. */
export function netmask(cidr: Cidr): string {
  return ipaddr.IPv4.subnetMaskFromPrefixLength(prefixLength(cidr)).toString();
}

/** The lowest address of the network that a host may use and that is not taken; undefined if there is none among the first 1024. */
export function firstFreeAddress(cidr: Cidr, taken: ReadonlySet<Address>): Address | undefined {
  const bytes = ipaddr.parse(networkAddress(cidr)).toByteArray();
  const broadcast = broadcastAddress(cidr);
  for (let step = 0; step < 1024; step++) {
    for (let index = bytes.length - 1; index >= 0; index--) {
      bytes[index] = (bytes[index]! + 1) % 256;
      if (bytes[index] !== 0) break;
    }
    const candidate = parseAddress(ipaddr.fromByteArray(bytes).toString())!;
    if (!contains(cidr, candidate)) return undefined;
    if (candidate !== broadcast && !taken.has(candidate)) return candidate;
  }
  return undefined;
}
