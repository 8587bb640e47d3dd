import { isIpv6, parseAddress } from "../model/address";
import type { UnixSystemName } from "../scripts/unix/prologue";
import type { FactsFile } from "./facts-file";
import { type AddressUse, type HostAddress, shownAddress } from "./host-facts";
import { type ReadSection, readSection, SOME_ADDRESS, withAlways } from "./section-reader";

/** What `ifconfig -a` of these systems says about an interface before its addresses. */
interface ListedInterface {
  /** `e1000g1:1` */
  readonly place: string;
  readonly flags: ReadonlySet<string>;
}

/** An address as these systems list it. */
export interface ListedAddress extends HostAddress {
  /** The logical interface of Solaris, `e1000g1:1`; otherwise the interface. */
  readonly place: string;
}

/** Understands what `ifconfig -a` prints on Solaris and AIX; everything about interfaces other than their addresses is skipped. */
export function unixAddresses(system: UnixSystemName, facts: FactsFile): ReadSection<ListedAddress> {
  let on: ListedInterface | undefined;
  const read = readSection(facts, "addresses", "a line of ifconfig -a", (text): Partial<ListedAddress> | undefined => {
    // e1000g1:1: flags=1040843<UP,BROADCAST,RUNNING,MULTICAST,DEPRECATED,IPv4> mtu 1500 index 2
    const [, place, flags] = /^(\S+): flags=[0-9a-f,]+<([^>]*)>/.exec(text) ?? [];
    if (place !== undefined) on = { place, flags: new Set(flags!.split(",").map((flag) => flag.trim())) };
    else if (on === undefined) return undefined;
    else if (/^\s+inet6? (?!tunnel )/.test(text)) return interfaceAddress(system, on, text);
    // groupname, ether, zone, tcp_sendspace, the ends of a tunnel and the like. An empty line is none.
    else return text === "" || /^\s+[a-z]/.test(text) ? {} : undefined;
    return {};
  });
  const listed = read.rows.filter((row) => "address" in row) as ReadSection<ListedAddress>["rows"];
  const { sourceByOrder } = LISTINGS[system];
  const rows = listed.map((row) => {
    const sourceBy = sourceByOrder(row, listed);
    return sourceBy === undefined ? row : { ...row, sourceBy };
  });
  return withAlways("addresses", { ...read, rows }, SOME_ADDRESS);
}

/** What the place of an address in the listing says about it. */
interface Listing {
  /** Whether the address is its interface's own, which only a new configuration removes: the interface, and where it is listed. */
  readonly isFixed: (name: string, place: string) => boolean;
  /** Why the system sends with the address even if no program asks for that, judged by its flags or by the addresses before it; undefined if they do not say so. */
  readonly sourceByFlags: (flags: ReadonlySet<string>) => string | undefined;
  readonly sourceByOrder: (row: ListedAddress, listed: readonly ListedAddress[]) => string | undefined;
}

const LISTINGS: Readonly<Record<UnixSystemName, Listing>> = {
  Solaris: {
    // removeif only removes what is on a logical interface.
    isFixed: (name, place) => name === place,
    sourceByFlags: (flags) => (flags.has("DEPRECATED") ? undefined : "the flag DEPRECATED is not there"),
    sourceByOrder: () => undefined,
  },
  AIX: {
    isFixed: () => false,
    sourceByFlags: () => undefined,
    sourceByOrder: (row, listed) => (isFirst(row, listed) ? "it is the first address of its interface" : undefined),
  },
};

/** Whether an IPv4 address is the one that AIX lists for its interface before the aliases. For IPv6 nothing is known about the order. */
function isFirst(row: ListedAddress, listed: readonly ListedAddress[]): boolean {
  const first = listed.find((one) => one.interface === row.interface && !isIpv6(one.address));
  return first === row;
}

/** `inet 10.0.0.1 netmask 0xffffff00 broadcast 10.0.0.255`, `inet6 2001:db8::10/64`, `inet6 ::1%1/0` */
function interfaceAddress(system: UnixSystemName, { place, flags }: ListedInterface, text: string) {
  const [, family, written, length] = /^\s+(inet6?) ([0-9a-fA-F.:]+)(?:%\w+)?(?:\/(\d{1,3}))?(?= |$)/.exec(text) ?? [];
  const address = written === undefined ? undefined : parseAddress(written);
  const [, mask] = / netmask (?:0x)?([0-9a-f]{1,8})(?: |$)/.exec(text) ?? [];
  const prefixLength = length === undefined ? lengthOf(mask) : Number(length);
  // Solaris lists an interface without an address with zeros. AIX was seen to leave out a netmask.
  if (address === undefined || (family === "inet6" && length === undefined)) return undefined;
  if (mask !== undefined && prefixLength === undefined) return undefined;
  const use = useOf(flags);
  const [name] = place.split(":") as [string];
  const { isFixed, sourceByFlags } = LISTINGS[system];
  const row: ListedAddress = {
    interface: name,
    place,
    address,
    prefixLength,
    use,
    isFixed: isFixed(name, place),
    sourceBy: sourceByFlags(flags),
    shown: shownAddress(place, address, prefixLength, WORDS[use]),
  };
  return row;
}

const WORDS: Readonly<Record<AddressUse, string>> = { used: "", duplicate: "DUPLICATE", unused: "not UP" };

function useOf(flags: ReadonlySet<string>): AddressUse {
  if (flags.has("DUPLICATE")) return "duplicate";
  return flags.has("UP") ? "used" : "unused";
}

/** 24 for `ffffff00`; undefined if no prefix has such a mask, or there is no mask. */
function lengthOf(mask: string | undefined): number | undefined {
  if (mask === undefined) return undefined;
  const [, ones] = /^(1*)0*$/.exec(Number.parseInt(mask, 16).toString(2).padStart(32, "0")) ?? [];
  return ones?.length;
}
