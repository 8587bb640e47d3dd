import { type Address, type Cidr, networkOf, networksAround } from "../model/address";
import { ELEMENT_NAME, isName } from "../model/name";
import { sortedBy } from "../text/sorted";
import { oneOf } from "../text/wording";
import { allowedName } from "./allowed-name";
import { type ImportNote, placeText, type Sourced } from "./import-note";
import { type Branch, branch, type Leaf, leaf } from "./written";

/** What a BIG-IP says about a network that is a VLAN there. */
export interface KnownVlan {
  /** A comment. */
  readonly from: string;
  readonly tag: Leaf | undefined;
}

/** The networks that the surveyed hosts and devices are on, named after their addresses if no VLAN of a BIG-IP gives them a name. */
export class SiteNetworks {
  private readonly names = new Map<Cidr, string>();
  /** The names in lower case. */
  private readonly taken = new Set<string>();
  /** The prefix lengths that networks have. */
  private readonly lengths = new Set<number>();
  private readonly vlans = new Map<Cidr, KnownVlan>();
  private readonly gateways = new Map<Cidr, Sourced<Address>[]>();

  /** The network of an address with its prefix length; created if there is none yet. */
  of(address: Address, length: number): string {
    const cidr = networkOf(address, length);
    let name = this.names.get(cidr);
    if (name === undefined) {
      name = `net-${cidr.replaceAll(/[^0-9A-Fa-f]+/g, "-")}`;
      if (!isName(ELEMENT_NAME, name)) name = `net-${this.names.size + 1}`;
      this.add(cidr, length, name);
    }
    return name;
  }

  /** The same for an address on a VLAN, with the VLAN's name; the first name that a network gets stays. */
  called(address: Address, length: number, wanted: string, vlan: KnownVlan): string {
    const cidr = networkOf(address, length);
    const name =
      // A dot here does not belong to a full Internet name.
      this.names.get(cidr) ?? allowedName(ELEMENT_NAME, wanted.replaceAll(".", "-"), this.taken, "vlan").name;
    this.add(cidr, length, name);
    if (!this.vlans.has(cidr)) this.vlans.set(cidr, vlan);
    return name;
  }

  /** The network that has the address, among those that are named; the smallest if there are several; undefined if none has it. */
  having(address: Address, among: (name: string) => boolean = () => true): string | undefined {
    return this.all(address)
      .map((cidr) => this.names.get(cidr)!)
      .find(among);
  }

  /** A gateway of a host or of its control script. It counts if it is in a network of the hosts. */
  addGateway(gateway: Sourced<Address>): void {
    for (const cidr of this.all(gateway.value)) {
      const gateways = this.gateways.get(cidr);
      if (gateways === undefined) this.gateways.set(cidr, [gateway]);
      else gateways.push(gateway);
    }
  }

  private add(cidr: Cidr, length: number, name: string): void {
    this.names.set(cidr, name);
    this.taken.add(name.toLowerCase());
    this.lengths.add(length);
  }

  /** The networks that have the address, the smallest first. */
  private all(address: Address): Cidr[] {
    const lengths = [...this.lengths].sort((one, other) => other - one);
    return networksAround(address, lengths).filter((cidr) => this.names.has(cidr));
  }

  /** The networks as they are in the file. `needed` are the networks of virtual IPs, whose scripts use the gateway. */
  written(needed: ReadonlySet<string>): { readonly networks: Branch; readonly notes: readonly ImportNote[] } {
    const notes: ImportNote[] = [];
    const entries = sortedBy(this.names, ([cidr]) => cidr).map(([cidr, name]) => {
      const all = this.gateways.get(cidr) ?? [];
      const gateways = [...new Set(all.map(({ value }) => value))].sort();
      const gateway = gateways.length === 1 ? all[0] : undefined;
      const isNeeded = needed.has(name);
      if (gateway === undefined && (isNeeded || gateways.length > 1)) notes.push(noGateway(name, gateways, isNeeded));
      return [
        name,
        branch({
          cidr: leaf(cidr, this.vlans.get(cidr)?.from),
          gateway: gateway && leaf(gateway.value, placeText(gateway.position)),
          vlan: this.vlans.get(cidr)?.tag,
        }),
      ] as const;
    });
    const above =
      this.vlans.size === 0
        ? ["Named after their addresses: give them your own names, here and at the hosts and pairs."]
        : [
            "Named after their addresses: give them your own names, here and at the hosts and pairs. Networks of a BIG-IP have the names of its VLANs,",
            "which have to stay the same.",
          ];
    return { networks: branch(Object.fromEntries(entries), above), notes };
  }
}

function noGateway(name: string, found: readonly string[], isNeeded: boolean): ImportNote {
  return {
    kind: "unknown",
    code: "gateway-unknown",
    of: `network ${name}`,
    message:
      found.length === 0
        ? "no route of a surveyed host leads through a gateway of this network"
        : "routes lead through more than one gateway of this network",
    found: found.length === 0 ? undefined : oneOf(found),
    fix: isNeeded
      ? `set networks.${name}.gateway: the control scripts announce a virtual IP to it`
      : `if the network has a gateway, set networks.${name}.gateway to it`,
  };
}
