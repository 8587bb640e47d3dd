import type { ExportedObject } from "../drift/configuration-export";
import { type Address, isIpv6, parseAddress } from "../model/address";
import { ELEMENT_NAME, isName } from "../model/name";
import { type OperatingSystem, operatingSystemNames } from "../model/operating-system";
import type { Position } from "../model/origin";
import { oneOf, show } from "../text/wording";
import { allowedName } from "./allowed-name";
import type { SurveyedAddress as AddressOfHost, HostSurvey } from "./host-survey";
import { type ImportNote, objectText, placeText, type Sourced } from "./import-note";
import { textAt } from "./site-export";
import type { SiteNetworks } from "./site-networks";
import { isOfHostAlone } from "./surveyed-prefix";
import { type Branch, branch, branchOrNothing, leaf } from "./written";

/** What one host is to be made from. */
export interface SiteHostParts {
  /** The name of the Host object. */
  readonly object: string;
  /** Undefined where the export has no such object. */
  readonly exported: ExportedObject | undefined;
  readonly survey: HostSurvey | undefined;
  /** Whether scripts of a pair run on it, which carry its interface. */
  readonly hasScripts: boolean;
  /** Who starts the control scripts, where they are those of this package already. */
  readonly agentAccount?: Sourced<string> | undefined;
  readonly installDirectory?: Sourced<string> | undefined;
}

/** A host as it stands in the file. */
export interface SiteHost {
  readonly object: string;
  readonly name: string;
  readonly os: OperatingSystem | undefined;
  /** Those that are written. */
  readonly interfaces: readonly { readonly network: string; readonly address: Address }[];
  readonly survey: HostSurvey | undefined;
  readonly written: Branch;
  readonly notes: readonly ImportNote[];
}

const SYSTEMS: readonly (readonly [RegExp, OperatingSystem])[] = [
  [/linux/, "linux"],
  [/^win/, "windows"],
  [/^(?:solaris|sunos)/, "solaris"],
  [/^aix/, "aix"],
];

/**
 * Makes hosts of Host objects and surveys, each under the object's name where that is allowed.
 *
 * @param virtualIps addresses that move, and are no host's own
 */
export function siteHosts(
  parts: readonly SiteHostParts[],
  networks: SiteNetworks,
  virtualIps: ReadonlySet<Address>,
): SiteHost[] {
  const taken = new Set<string>();
  const shared = sharedAddresses(parts, virtualIps);
  const own = parts.map((part) =>
    ownAddresses(
      part,
      (address) => virtualIps.has(address),
      (address) => shared.has(address),
    ),
  );
  // All networks have to be known before a host that was not surveyed is looked for in one.
  for (const { rows } of own) for (const { address, prefixLength } of rows) networks.of(address, prefixLength);
  return parts.map((part, index) => siteHost(part, own[index]!, networks, taken));
}

/** Addresses that several hosts have, and that therefore tell nothing of one: those of bridges that every host makes for itself. */
function sharedAddresses(parts: readonly SiteHostParts[], virtualIps: ReadonlySet<Address>): ReadonlySet<Address> {
  const holders = new Map<Address, Set<string>>();
  for (const { object, survey } of parts)
    for (const { address } of survey?.addresses.rows ?? [])
      holders.set(address, (holders.get(address) ?? new Set()).add(object));
  return new Set([...holders].flatMap(([address, on]) => (on.size > 1 && !virtualIps.has(address) ? [address] : [])));
}

type SurveyedAddress = AddressOfHost & { readonly position: Position };

/** The first own address of each interface, one of IPv4 where there is one; the others are told. */
function ownAddresses(
  { survey, object, exported }: SiteHostParts,
  isMoved: (address: Address) => boolean,
  isShared: (address: Address) => boolean,
) {
  const notes: ImportNote[] = [];
  const rows: SurveyedAddress[] = [];
  const { interfaceName } = operatingSystemNames[(exported && operatingSystemOf(exported)) ?? survey?.os ?? "linux"];
  const candidates = (survey?.addresses.rows ?? []).filter(
    ({ interface: name, address }) => name !== "lo" && !isOfHostAlone(address),
  );
  for (const name of new Set(candidates.map((one) => one.interface))) {
    const here = candidates.filter((one) => one.interface === name);
    const all = here.filter(({ address }) => !isMoved(address) && !isShared(address));
    for (const { position, address } of here.filter((one) => isShared(one.address)))
      notes.push({
        kind: "stays",
        code: "address-shared",
        of: objectText("host", object),
        position,
        message: `other hosts have the address of its interface ${show(name)} too, as those of bridges that every host makes for itself; it is left out`,
        found: address,
        fix: "none is needed, unless it is an address of the network that two hosts have by mistake",
      });
    const [first, ...more] = [...all].sort((a, b) => rank(a) - rank(b));
    if (first === undefined) continue;
    const left = (code: string, { position, address }: SurveyedAddress, message: string, fix: string) =>
      notes.push({ kind: "left", code, of: objectText("host", object), position, message, found: address, fix });
    if (!isName(interfaceName, name)) {
      left(
        "interface-left-out",
        first,
        `its interface ${show(name)} has a name that scripts do not take`,
        `rename the interface: ${interfaceName.rule}; or leave it out, where no pair uses it`,
      );
      continue;
    }
    rows.push(first);
    for (const one of more)
      left(
        "address-left-out",
        one,
        `its interface ${show(name)} has a further address; an interface is declared with one`,
        "nothing is done to it; where it is the virtual IP of a pair, set it there",
      );
  }
  return { rows, notes };
}

function rank({ address, isSecondary }: SurveyedAddress): number {
  return (isIpv6(address) ? 2 : 0) + (isSecondary ? 1 : 0);
}

/** The operating system of a Host object: the vendor's constants begin alike for each. */
export function operatingSystemOf(host: ExportedObject): OperatingSystem | undefined {
  const type = textAt(host, "osInfo", "type")?.value.toLowerCase() ?? "";
  return SYSTEMS.find(([pattern]) => pattern.test(type))?.[1];
}

function siteHost(
  part: SiteHostParts,
  own: ReturnType<typeof ownAddresses>,
  networks: SiteNetworks,
  taken: Set<string>,
): SiteHost {
  const { object, exported, survey } = part;
  const notes: ImportNote[] = [...own.notes];
  const of = objectText("host", object);
  const { name, isChanged } = allowedName(ELEMENT_NAME, object, taken, "host");
  const position = exported?.at(["name"]);
  if (exported === undefined)
    notes.push({
      kind: "left",
      code: "host-not-exported",
      of,
      message: "an application runs on it, but the export has no such Host",
      fix: "export the whole database, or correct the application's host",
    });
  if (isChanged)
    notes.push({
      kind: "left",
      code: "name-not-allowed",
      of,
      position,
      message: `it is called ${name} in the file, as its own name is not allowed there: ${ELEMENT_NAME.rule}`,
      found: show(object),
      fix: `rename the Host object to ${name}; before that do not import objects.json, which would make a second Host beside it`,
    });
  const type = exported && textAt(exported, "osInfo", "type");
  const os = (exported && operatingSystemOf(exported)) ?? survey?.os;
  if (os === undefined)
    notes.push({
      kind: "unknown",
      code: "system-unknown",
      of,
      position: type?.position ?? position,
      message: "its operating system is none that is known here",
      found: show(type?.value),
      fix: `set hosts.${name}.os`,
    });
  const interfaces = interfacesOf(part, own.rows, networks, name, notes);
  const written = branch(
    {
      os: os && leaf(os, type && placeText(type.position)),
      interfaces: branch(interfaces.entries),
      managementInterface: interfaces.management,
      localControlAgent: agentOf(part, name, os, notes),
      installDirectory:
        part.installDirectory && leaf(part.installDirectory.value, placeText(part.installDirectory.position)),
    },
    position && [`${placeText(position)}, Host ${object}`],
  );
  return { object, name, os, interfaces: interfaces.list, survey, written, notes };
}

/** Its interfaces: those of the survey; without one the address of the Host object, on a network that is known. */
function interfacesOf(
  { object, exported, survey, hasScripts }: SiteHostParts,
  rows: readonly SurveyedAddress[],
  networks: SiteNetworks,
  name: string,
  notes: ImportNote[],
) {
  const of = objectText("host", object);
  const given = exported && textAt(exported, "ipAddress");
  const address = given && parseAddress(given.value);
  if (survey === undefined || rows.length === 0) {
    const network = address === undefined || hasScripts ? undefined : networks.having(address);
    notes.push({
      kind: "unknown",
      code: "host-not-surveyed",
      of,
      position: given?.position,
      message:
        network === undefined
          ? "it was not surveyed, and its interfaces are not known"
          : "it was not surveyed; the name of its interface is not known, and is called management in the file",
      found: show(given?.value),
      fix:
        network === undefined
          ? `set hosts.${name}.interfaces; sip-ha survey tells them`
          : "nothing, where no pair's scripts run on it: nothing is made of the name",
    });
    if (network === undefined) return { entries: {}, list: [], management: undefined };
    const from = `${placeText(given!.position)}, ipAddress; the interface's name is not known`;
    const entry = branch({ network: leaf(network), address: leaf(address!, from) });
    return { entries: { management: entry }, list: [{ network, address: address! }], management: undefined };
  }
  const named = [...rows].sort((a, b) => (a.interface < b.interface ? -1 : 1));
  const used = named.map((row) => networks.of(row.address, row.prefixLength));
  const entries = Object.fromEntries(
    named.map((row, index) => [
      row.interface,
      branch({ network: leaf(used[index]!), address: leaf(row.address, placeText(row.position)) }),
    ]),
  );
  const management = named.find((row) => row.address === address);
  if (management === undefined)
    notes.push({
      kind: "unknown",
      code: "management-interface-unknown",
      of,
      position: given?.position,
      message: "the address of the Host object is none of its interfaces' own",
      found: `${show(given?.value)}; surveyed ${oneOf(named.map((row) => row.address))}`,
      fix: `set hosts.${name}.managementInterface to the one that Solution Control Server uses; never to a virtual IP`,
    });
  return {
    entries,
    list: named.map((row, index) => ({ network: used[index]!, address: row.address })),
    management:
      management === undefined || named.length === 1
        ? undefined
        : leaf(management.interface, `${placeText(given!.position)}, ipAddress ${management.address}`),
  };
}

function agentOf(
  { exported, survey, hasScripts, agentAccount }: SiteHostParts,
  name: string,
  os: OperatingSystem | undefined,
  notes: ImportNote[],
): Branch | undefined {
  const port = exported && textAt(exported, "lcaPort");
  const accounts = survey?.agents ?? [];
  const names = os && operatingSystemNames[os];
  const isAllowed = (name: string) => names === undefined || isName(names.account, name);
  const account: Sourced<string> | undefined =
    agentAccount ??
    (accounts.length === 1 && isAllowed(accounts[0]!.account)
      ? { value: accounts[0]!.account, position: accounts[0]!.position }
      : undefined);
  if (account === undefined && hasScripts && names !== undefined && survey !== undefined)
    notes.push({
      kind: "unknown",
      code: "agent-account-unknown",
      of: `host ${name}`,
      message: `the account that its Local Control Agent runs as is not known; the file leaves it at ${names.administrator}`,
      found: accounts.length === 0 ? "no process or service lca" : oneOf(accounts.map((one) => one.account)),
      fix: `set hosts.${name}.localControlAgent.account where it is another`,
    });
  return branchOrNothing({
    port: port && /^\d{1,5}$/.test(port.value) ? leaf(Number(port.value), placeText(port.position)) : undefined,
    account: account && leaf(account.value, placeText(account.position)),
  });
}
