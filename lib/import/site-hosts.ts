import { systemOfHostType } from "../configuration-layer/host-type";
import type { ExportedObject } from "../drift/configuration-export";
import type { Address } from "../model/address";
import { ELEMENT_NAME, isName } from "../model/name";
import { type OperatingSystem, operatingSystemNames } from "../model/operating-system";
import { oneOf, show } from "../text/wording";
import { allowedName } from "./allowed-name";
import type { HostSurvey } from "./host-survey";
import { type ImportNote, objectText, placeText, type Sourced } from "./import-note";
import { type OwnAddresses, ownAddresses } from "./own-addresses";
import { textAt } from "./site-export";
import type { SiteHostParts } from "./site-host-parts";
import { siteInterfaces } from "./site-interfaces";
import type { SiteNetworks } from "./site-networks";
import { type Branch, branch, branchOrNothing, leaf } from "./written";

/** A host as it is in the file. */
export interface SiteHost {
  readonly object: string;
  readonly name: string;
  readonly os: OperatingSystem | undefined;
  /** The interfaces that are written. */
  readonly interfaces: readonly { readonly network: string; readonly address: Address }[];
  readonly survey: HostSurvey | undefined;
  readonly written: Branch;
  readonly notes: readonly ImportNote[];
}

/**
 * Makes hosts of Host objects and surveys, each under the object's name if that is allowed.
 *
 * @param virtualIps addresses that move, and are not a host's own
 */
export function siteHosts(
  parts: readonly SiteHostParts[],
  networks: SiteNetworks,
  virtualIps: ReadonlySet<Address>,
): SiteHost[] {
  const taken = new Set<string>();
  const own = ownAddresses(parts, virtualIps);
  // All networks have to be known before a host that was not surveyed is assigned to one.
  for (const { rows } of own) for (const { address, prefixLength } of rows) networks.of(address, prefixLength);
  return parts.map((part, index) => siteHost(part, own[index]!, networks, taken));
}

/** The operating system of a Host object. */
export function operatingSystemOf(host: ExportedObject): OperatingSystem | undefined {
  return systemOfHostType(textAt(host, "osInfo", "type")?.value ?? "");
}

function siteHost(part: SiteHostParts, own: OwnAddresses, networks: SiteNetworks, taken: Set<string>): SiteHost {
  const { object, exported, survey, os } = part;
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
      message: `it is called ${name} in the file, because its own name is not allowed there: ${ELEMENT_NAME.rule}`,
      found: show(object),
      fix: `rename the Host object to ${name}; before that do not import objects.json, which would make a second Host beside it`,
    });
  const type = exported && textAt(exported, "osInfo", "type");
  if (os === undefined)
    notes.push({
      kind: "unknown",
      code: "system-unknown",
      of,
      position: type?.position ?? position,
      message: "its operating system is not known here",
      found: show(type?.value),
      fix: `set hosts.${name}.os`,
    });
  if (os !== undefined && survey !== undefined && survey.os !== os) notes.push(systemDiffers(of, os, survey));
  const interfaces = siteInterfaces(part, own.rows, networks, name, notes);
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

/** A survey is written for the system of the Host object, and uses the commands of that system. */
function systemDiffers(of: string, os: OperatingSystem, survey: HostSurvey): ImportNote {
  return {
    kind: "unknown",
    code: "system-differs",
    of,
    position: survey.facts.position,
    message: `its Host object says ${operatingSystemNames[os].title}, but its survey says another operating system; the file has that of the object`,
    found: operatingSystemNames[survey.os].title,
    fix: `if the survey is right, correct the operating system of the Host object, export again and write the survey again with sip-ha survey; otherwise find out which host it was run on`,
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
      fix: `if it is another account, set hosts.${name}.localControlAgent.account`,
    });
  return branchOrNothing({
    port: port && /^\d{1,5}$/.test(port.value) ? leaf(Number(port.value), placeText(port.position)) : undefined,
    account: account && leaf(account.value, placeText(account.position)),
  });
}
