import { VirtualIp } from "sip-server-ha";
import { parseAddress } from "../../model/address";
import { isPlainMapping } from "../matching/pattern";
import type { PropertiesOf, TextPattern } from "../matching/pattern-of";
import { NUMBER, type Property, TEXT } from "../matching/property";
import { shown } from "../matching/shown";
import { TestMisuse, unknownName } from "../misuse";
import type { Synthesized } from "../synthesized";
import type { Outcome } from "./outcome";
import { search } from "./search";

/** The address that callers use for a pair. */
export interface VirtualIpAddress {
  /** e.g. `10.120.0.10` */
  readonly address: string;
  /** The pair's name. */
  readonly pair: string;
  /** The network that it belongs to, by name. */
  readonly network: string;
  /** The SIP port. */
  readonly port: number;
}

/** The expected properties of a virtual IP, apart from its address. */
export type VirtualIpPattern = Omit<PropertiesOf<VirtualIpAddress>, "address">;

/** The virtual IPs of all pairs that have one, in the order of the pairs. */
function virtualIpsOf({ model }: Synthesized): VirtualIpAddress[] {
  return [...model.pairs.keys()].flatMap((pair) => {
    const found = VirtualIp.of(model, pair);
    return found === undefined ? [] : [{ address: found.address, pair, network: found.networkName, port: found.port }];
  });
}

/**
 * Whether callers reach a pair at an address.
 *
 * @param address in any spelling
 */
export function hasVirtualIp(subject: Synthesized, address: TextPattern, expected: VirtualIpPattern = {}): Outcome {
  const { model, environment } = subject;
  if (typeof expected.pair === "string" && !model.pairs.has(expected.pair))
    throw unknownName(`${environment} has no pair`, expected.pair, [...model.pairs.keys()]);
  if (typeof expected.network === "string" && !model.networks.has(expected.network))
    throw unknownName(`${environment} has no network`, expected.network, [...model.networks.keys()]);
  const candidates = virtualIpsOf(subject);
  const name = typeof address === "string" ? canonical(address) : undefined;
  return search({
    where: environment,
    kind: ["virtual IP", "virtual IPs"],
    candidates,
    nameKey: "address",
    name,
    properties: { address: TEXT, pair: TEXT, network: TEXT, port: NUMBER } satisfies Record<
      keyof VirtualIpAddress,
      Property
    >,
    pattern: name === undefined && isPlainMapping(expected) ? { address, ...expected } : expected,
    label: ({ address: one, pair }) => `${one} of pair ${pair}`,
    note: () => pairsWithout(subject, candidates),
  });
}

/** The pairs that have no virtual IP, and why. */
function pairsWithout({ model }: Synthesized, found: readonly VirtualIpAddress[]): string | undefined {
  const without = [...model.pairs.values()].filter(({ name }) => !found.some(({ pair }) => pair === name));
  const lines = without.map((pair) => `pair ${pair.name} has none: it uses ${pair.highAvailability.option}`);
  return lines.length === 0 ? undefined : lines.join("\n");
}

function canonical(address: string): string {
  const parsed = parseAddress(address);
  if (parsed !== undefined) return parsed;
  throw new TestMisuse({
    message: "a virtual IP is identified by its address",
    found: shown(address),
    allowed: "an IPv4 or IPv6 address, a regular expression or a Match",
    fix: "write the address without prefix length or port",
  });
}
