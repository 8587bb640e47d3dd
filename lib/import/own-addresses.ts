import { type Address, isIpv6, parseAddress } from "../model/address";
import { isName } from "../model/name";
import { operatingSystemNames } from "../model/operating-system";
import type { Position } from "../model/origin";
import { show } from "../text/wording";
import type { SurveyedAddress as AddressOfHost } from "./host-survey";
import { type ImportNote, objectText } from "./import-note";
import { textAt } from "./site-export";
import type { SiteHostParts } from "./site-host-parts";
import { isOfHostAlone } from "./surveyed-prefix";

/** An address of a host, with the place that says so. */
export type PlacedAddress = AddressOfHost & { readonly position: Position };

/** The addresses of a host that are its own, one for each interface. */
export interface OwnAddresses {
  readonly rows: readonly PlacedAddress[];
  readonly notes: readonly ImportNote[];
}

/**
 * The own addresses of each host.
 *
 * @param virtualIps addresses that move, and are not a host's own
 */
export function ownAddresses(parts: readonly SiteHostParts[], virtualIps: ReadonlySet<Address>): OwnAddresses[] {
  const shared = sharedAddresses(parts, virtualIps);
  return parts.map((part) =>
    addressesOf(
      part,
      (address) => virtualIps.has(address),
      (address) => shared.has(address),
    ),
  );
}

/** Addresses that several hosts have, and that therefore say nothing about one host: addresses of bridges that every host creates for itself. */
function sharedAddresses(parts: readonly SiteHostParts[], virtualIps: ReadonlySet<Address>): ReadonlySet<Address> {
  const holders = new Map<Address, Set<string>>();
  for (const { object, survey } of parts)
    for (const { address } of survey?.addresses.rows ?? [])
      holders.set(address, (holders.get(address) ?? new Set()).add(object));
  return new Set([...holders].flatMap(([address, on]) => (on.size > 1 && !virtualIps.has(address) ? [address] : [])));
}

/** The own address of each interface, an IPv4 address if there is one: the address of the Host object, otherwise the first address. The others are reported. */
function addressesOf(
  { survey, object, exported, os }: SiteHostParts,
  isMoved: (address: Address) => boolean,
  isShared: (address: Address) => boolean,
): OwnAddresses {
  const notes: ImportNote[] = [];
  const rows: PlacedAddress[] = [];
  const { interfaceName } = operatingSystemNames[os ?? "linux"];
  const named = parseAddress((exported && textAt(exported, "ipAddress")?.value) ?? "");
  const candidates = (survey?.addresses.rows ?? []).filter(
    ({ interface: name, address }) => name !== "lo" && !isOfHostAlone(address),
  );
  for (const name of new Set(candidates.map((one) => one.interface))) {
    const here = candidates.filter((one) => one.interface === name);
    const all = here.filter(({ address }) => !isMoved(address) && !isShared(address));
    for (const one of here.filter(({ address }) => isShared(address)))
      notes.push(sharedNote(objectText("host", object), one));
    const [first, ...more] = [...all].sort((a, b) => rank(a, named) - rank(b, named));
    if (first === undefined) continue;
    const left = (code: string, { position, address }: PlacedAddress, message: string, fix: string) =>
      notes.push({ kind: "left", code, of: objectText("host", object), position, message, found: address, fix });
    if (!isName(interfaceName, name)) {
      left(
        "interface-left-out",
        first,
        `its interface ${show(name)} has a name that scripts do not accept`,
        `rename the interface: ${interfaceName.rule}; or, if no pair uses it, leave it out`,
      );
      continue;
    }
    rows.push(first);
    for (const one of more)
      left(
        "address-left-out",
        one,
        `its interface ${show(name)} has a further address; an interface is declared with one`,
        "nothing is done to it; if it is the virtual IP of a pair, set it there",
      );
  }
  return { rows, notes };
}

/** A further address that another host also has moves between the hosts, or is prepared on both. */
function sharedNote(of: string, { interface: name, address, isSecondary, position }: PlacedAddress): ImportNote {
  return isSecondary
    ? {
        kind: "left",
        code: "further-address-shared",
        of,
        position,
        message: `its interface ${show(name)} has a further address that other hosts also have, e.g. a virtual IP; it is left out`,
        found: address,
        fix: "if it is the virtual IP of a pair, set it there; otherwise find out why several hosts have it",
      }
    : {
        kind: "stays",
        code: "address-shared",
        of,
        position,
        message: `other hosts also have the address of its interface ${show(name)}, like that of a bridge that every host makes for itself; it is left out`,
        found: address,
        fix: "nothing, unless it is an address of the network that two hosts have by mistake",
      };
}

function rank({ address, isSecondary }: PlacedAddress, named: Address | undefined): number {
  const place = address === named ? 0 : isSecondary ? 2 : 1;
  return place + (isIpv6(address) ? 3 : 0);
}
