import {
  broadcastAddress,
  isIpv6,
  netmask,
  networkAddress,
  parseAddress,
  parseCidr,
  prefixLength,
} from "../../lib/model/address";
import type { Topology } from "../../lib/model/topology";
import { ROLE_EVENTS } from "./well-known";

/** Everything in a model that files may mention: gathered from all of its data, whatever option they belong to. */
export interface ModelWords {
  readonly addresses: ReadonlySet<string>;
  readonly ports: ReadonlySet<number>;
  readonly events: ReadonlySet<number>;
  /** Every text and every key. */
  readonly names: ReadonlySet<string>;
}

export function modelWords(topology: Topology): ModelWords {
  const words = {
    addresses: new Set<string>(),
    ports: new Set<number>(),
    events: new Set<number>(),
    names: new Set<string>(),
  };
  const gather = (value: unknown, path: readonly string[]): void => {
    if (value instanceof Map || (typeof value === "object" && value !== null)) {
      const entries = value instanceof Map ? [...value] : Object.entries(value as object);
      for (const [key, item] of entries) {
        if (!Array.isArray(value)) words.names.add(String(key));
        gather(item, [...path, String(key)]);
      }
    } else if (typeof value === "number") {
      if (/port/i.test(path.at(-1)!) || path.at(-2) === "ports") words.ports.add(value);
      if (path.at(-2) === "events") words.events.add(value);
    } else if (typeof value === "string") {
      words.names.add(value);
      for (const address of addressesOf(value)) words.addresses.add(address);
    }
  };
  gather(topology, []);
  if ([...topology.pairs.values()].some(({ highAvailability }) => !("events" in highAvailability)))
    for (const event of ROLE_EVENTS) words.events.add(event);
  return words;
}

/** An address itself, or the addresses that belong to a network. */
function addressesOf(text: string): string[] {
  const address = parseAddress(text);
  if (address !== undefined) return [address];
  const cidr = parseCidr(text);
  if (cidr === undefined) return [];
  const base = networkAddress(cidr);
  return isIpv6(cidr) ? [base] : [base, broadcastAddress(cidr) ?? base, netmask(cidr), ...secondHalf(cidr)];
}

/** The address where the second half of an IPv4 network begins: scripts add a route for each half. */
function secondHalf(cidr: string): string[] {
  const half = prefixLength(cidr) + 1;
  if (half > 32) return [];
  const bytes = networkAddress(cidr).split(".").map(Number);
  bytes[Math.floor((half - 1) / 8)]! += 2 ** (7 - ((half - 1) % 8));
  return [bytes.join(".")];
}
