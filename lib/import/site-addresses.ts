import { type Address, parseAddress } from "../model/address";
import type { HostSurvey } from "./host-survey";
import type { SeenVirtualIp } from "./seen-pair";
import type { SitePair } from "./site-applications";
import { optionOf, type SiteExport, textAt } from "./site-export";

/** The address that both servers of a pair say they use, if it is not a host's own; undefined if neither gives one, and `different` if they contradict each other. */
export type ToldAddress = SeenVirtualIp | "different" | undefined;

/** What the export and the surveys say about addresses, collected once for all pairs. */
export interface SiteAddresses {
  readonly told: ReadonlyMap<SitePair, ToldAddress>;
  /** The addresses of the Host objects, and the addresses that pairs say they use. */
  readonly taken: ReadonlySet<Address>;
  /** The addresses that surveyed hosts have as an interface's own, and the addresses of their gateways. */
  readonly surveyed: ReadonlySet<Address>;
  /** The surveyed hosts that have an address. */
  readonly holders: ReadonlyMap<Address, ReadonlySet<string>>;
}

/** Gathers the addresses of a site. */
export function siteAddresses(
  { exported }: SiteExport,
  pairs: readonly SitePair[],
  surveys: ReadonlyMap<string, HostSurvey>,
): SiteAddresses {
  const ofHosts = new Set(
    [...(exported.objects.hosts?.values() ?? [])].flatMap(
      (host) => parseAddress(textAt(host, "ipAddress")?.value ?? "") ?? [],
    ),
  );
  const told = new Map(pairs.map((pair) => [pair, toldAddress(pair, ofHosts)]));
  const ofPairs = [...told.values()].flatMap((one) => (one === undefined || one === "different" ? [] : [one.value]));
  const surveyed = new Set<Address>();
  const holders = new Map<Address, Set<string>>();
  for (const { host, addresses, gateways } of surveys.values()) {
    for (const { address, isSecondary } of addresses.rows) {
      if (!isSecondary) surveyed.add(address);
      holders.set(address, (holders.get(address) ?? new Set()).add(host));
    }
    for (const { gateway } of gateways) surveyed.add(gateway);
  }
  return { told, taken: new Set([...ofHosts, ...ofPairs]), surveyed, holders };
}

function toldAddress({ primary, backup }: SitePair, ofHosts: ReadonlySet<Address>): ToldAddress {
  const [first, second] = [primary, backup].map((one): SeenVirtualIp | undefined => {
    const read = optionOf(one, "TServer", "sip-address");
    const value = read && parseAddress(read.value);
    return value === undefined || ofHosts.has(value)
      ? undefined
      : { value, position: read!.position, what: "TServer/sip-address" };
  });
  if (first === undefined && second === undefined) return undefined;
  return first !== undefined && first.value === second?.value ? first : "different";
}
