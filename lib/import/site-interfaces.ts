import { type Address, parseAddress } from "../model/address";
import { sortedBy } from "../text/sorted";
import { oneOf, show } from "../text/wording";
import { type ImportNote, objectText, placeText } from "./import-note";
import type { PlacedAddress } from "./own-addresses";
import { textAt } from "./site-export";
import type { SiteHostParts } from "./site-host-parts";
import type { SiteNetworks } from "./site-networks";
import { type Branch, branch, type Leaf, leaf } from "./written";

/** The interfaces of a host. */
interface SiteInterfaces {
  /** As they are written, by name. */
  readonly entries: Readonly<Record<string, Branch>>;
  readonly list: readonly { readonly network: string; readonly address: Address }[];
  /** The name of the interface that the Management Layer uses, if it is written. */
  readonly management: Leaf | undefined;
}

/** Its interfaces: those of the survey; without a survey the address of the Host object, on a known network. */
export function siteInterfaces(
  part: SiteHostParts,
  rows: readonly PlacedAddress[],
  networks: SiteNetworks,
  name: string,
  notes: ImportNote[],
): SiteInterfaces {
  return part.survey === undefined || rows.length === 0
    ? ofHostObject(part, networks, name, notes)
    : surveyed(part, rows, networks, name, notes);
}

function ofHostObject(part: SiteHostParts, networks: SiteNetworks, name: string, notes: ImportNote[]): SiteInterfaces {
  const { given, address } = givenAddress(part);
  const network = address === undefined || part.hasScripts ? undefined : networks.having(address);
  notes.push({
    kind: "unknown",
    code: "host-not-surveyed",
    of: objectText("host", part.object),
    position: given?.position,
    message:
      network === undefined
        ? "it was not surveyed, and its interfaces are not known"
        : "it was not surveyed; the name of its interface is not known, and is called management in the file",
    found: show(given?.value),
    fix:
      network === undefined
        ? `set hosts.${name}.interfaces; sip-ha survey shows them`
        : "nothing, if no pair's scripts run on it: the name is not used",
  });
  if (network === undefined) return { entries: {}, list: [], management: undefined };
  const from = `${placeText(given!.position)}, ipAddress; the interface's name is not known`;
  const entry = branch({ network: leaf(network), address: leaf(address!, from) });
  return { entries: { management: entry }, list: [{ network, address: address! }], management: undefined };
}

function surveyed(
  part: SiteHostParts,
  rows: readonly PlacedAddress[],
  networks: SiteNetworks,
  name: string,
  notes: ImportNote[],
): SiteInterfaces {
  const { given, address } = givenAddress(part);
  const named = sortedBy(rows, (row) => row.interface).map((row) => ({
    ...row,
    network: networks.of(row.address, row.prefixLength),
  }));
  const entries = Object.fromEntries(
    named.map((row) => [
      row.interface,
      branch({ network: leaf(row.network), address: leaf(row.address, placeText(row.position)) }),
    ]),
  );
  const management = named.find((row) => row.address === address);
  if (management === undefined)
    notes.push({
      kind: "unknown",
      code: "management-interface-unknown",
      of: objectText("host", part.object),
      position: given?.position,
      message: "no interface of the host has the address of the Host object as its own",
      found: `${show(given?.value)}; surveyed ${oneOf(named.map((row) => row.address))}`,
      fix: `set hosts.${name}.managementInterface to the one that Solution Control Server uses; never to a virtual IP`,
    });
  return {
    entries,
    list: named.map(({ network, address }) => ({ network, address })),
    management:
      management === undefined || named.length === 1
        ? undefined
        : leaf(management.interface, `${placeText(given!.position)}, ipAddress ${management.address}`),
  };
}

/** The text in the address field of the Host object, and the address if it is one. */
function givenAddress({ exported }: SiteHostParts) {
  const given = exported && textAt(exported, "ipAddress");
  return { given, address: given && parseAddress(given.value) };
}
