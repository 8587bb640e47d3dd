import { isAtLeast } from "../configuration-layer/options-catalogue";
import { type Address, contains, isIpv6, networkOf } from "../model/address";
import { BIG_IP_SIDES, type BigIpSide } from "../model/big-ip";
import { type BehindDevice, ownApplication } from "./behind-device";
import type { BigIpSurvey, SurveyedObject } from "./big-ip-survey";
import { pathsIn } from "./device-settings";
import { type ImportNote, placeText, type Sourced } from "./import-note";
import type { SiteNetworks } from "./site-networks";
import { writtenAddress } from "./virtual-servers";
import { type Branch, branch, branchOrNothing, type Leaf, leaf } from "./written";

/** The version of AS3 that the environment file assumes if it declares none. */
const USUAL_AS3 = "3.50";

/**
 * The section `bigIps`: the devices that pairs are behind. The networks of their two sides have the names of their VLANs, because the posted declaration names the VLANs after the networks;
 * so these networks have to be known before those of hosts.
 */
export function bigIpsWritten(
  all: readonly BehindDevice[],
  networks: SiteNetworks,
): { readonly written: Branch | undefined; readonly notes: readonly ImportNote[] } {
  const notes: ImportNote[] = [];
  const devices = [...new Set(all.map(({ survey }) => survey))];
  const entries = devices.map((survey): [string, Branch] => [
    survey.name,
    deviceWritten(
      all.filter((one) => one.survey === survey),
      networks,
      notes,
    ),
  ]);
  return { written: branchOrNothing(Object.fromEntries(entries)), notes };
}

/** Surveyed devices with no pair behind them. */
export function unusedDevices(surveys: readonly BigIpSurvey[], all: readonly BehindDevice[]): ImportNote[] {
  return surveys
    .filter((survey) => !all.some((one) => one.survey === survey))
    .map(
      ({ name, facts }): ImportNote => ({
        kind: "left",
        code: "big-ip-without-pair",
        of: `BIG-IP ${name}`,
        position: facts.position,
        message:
          "it has no virtual server with the virtual IP of a pair whose pool has both hosts of that pair as members, so the file does not have it",
        fix: "read what is said about the pairs; if none is behind it, remove the survey",
      }),
    );
}

function deviceWritten(behind: readonly BehindDevice[], networks: SiteNetworks, notes: ImportNote[]): Branch {
  const [first] = behind as [BehindDevice];
  const { survey } = first;
  const { management, unit } = survey;
  const addresses = { inside: first.members[0], outside: first.virtualIp.value };
  const sides = BIG_IP_SIDES.map((side) => {
    const found = sideOf(survey, addresses[side], side === "outside" ? pathsIn(first.telling[0].values.vlans) : []);
    if (found === undefined) notes.push(sideUnknown(survey, side, addresses[side]));
    return found && { ...found, ...named(survey, found, networks, notes) };
  });
  const [inside, outside] = sides;
  const application = behind.flatMap((one) => ownApplication(one) ?? [])[0];
  if (management === undefined || unit === undefined) notes.push(deviceUnknown(survey));
  if (survey.withoutAs3 !== undefined) notes.push(withoutAs3(survey, survey.withoutAs3));
  addDefaultRoute(survey, networks);
  return branch(
    {
      management: management && leaf(management.value, placeText(management.position)),
      version: unit && leaf(unit.values.version!, placeText(unit.position)),
      as3Version: as3VersionOf(survey, application !== undefined),
      tenant: application && leaf(application.tenant, placeText(first.telling[0].position)),
      redundant: redundancyOf(survey, sides),
      network: branch({
        inside: inside && leaf(inside.network),
        outside: outside && leaf(outside.network),
        insideSelfIp: inside && leaf(inside.address, placeText(inside.self.position)),
        outsideSelfIp: outside && leaf(outside.address, placeText(outside.self.position)),
        insideInterface: inside?.on,
        outsideInterface: outside?.on,
        tagged: taggedOf(survey, inside?.vlan, outside?.vlan, notes),
      }),
    },
    [`${placeText(survey.facts.position)}, BIG-IP ${survey.name}`],
  );
}

/** Whether it is one of two: one of its addresses moves from one unit to the other, or it trusts another device. */
function redundancyOf({ unit, units }: BigIpSurvey, sides: readonly (FoundSide | undefined)[]): Leaf | undefined {
  const floating = sides.find((side) => side?.isFloating);
  if (floating !== undefined)
    return leaf(true, `${placeText(floating.self.position)}, ${floating.self.values.trafficGroup}`);
  return units.length > 1 ? leaf(true, `${placeText(unit!.position)}, one of ${units.length}`) : undefined;
}

/** An address of the device's own on one side of it. */
interface FoundSide {
  readonly self: SurveyedObject;
  readonly address: Address;
  readonly prefixLength: number;
  readonly isFloating: boolean;
  /** Undefined if the survey does not have it. */
  readonly vlan: SurveyedObject | undefined;
}

/** The self IP in whose network an address is, preferably one that moves with the traffic; otherwise a self IP of the given VLAN. */
function sideOf(survey: BigIpSurvey, of: Address, vlans: readonly string[]): FoundSide | undefined {
  const all = survey.objects("net/self").flatMap((self): FoundSide[] => {
    const { address } = writtenAddress(self.values.address!);
    const length = Number(/\/(\d+)$/.exec(self.values.address!)?.[1] ?? Number.NaN);
    if (address === undefined || !(length <= (isIpv6(address) ? 128 : 32))) return [];
    const vlan = survey.objects("net/vlan").find(({ path }) => path === self.values.vlan);
    const isFloating = self.values.trafficGroup !== "/Common/traffic-group-local-only";
    return [{ self, address, prefixLength: length, isFloating, vlan }];
  });
  const having = all.filter((one) => contains(networkOf(one.address, one.prefixLength), of));
  const on = all.filter(({ self }) => vlans.length === 1 && self.values.vlan === vlans[0]);
  const candidates = having.length > 0 ? having : on;
  return candidates.find(({ isFloating }) => isFloating) ?? candidates[0];
}

/** The network of a side, which gets the VLAN's name, and the VLAN's interface. */
function named(survey: BigIpSurvey, side: FoundSide, networks: SiteNetworks, notes: ImportNote[]) {
  const { self, address, prefixLength: length, vlan } = side;
  const path = self.values.vlan!;
  const wanted = path.slice(path.lastIndexOf("/") + 1);
  const from = `${placeText((vlan ?? self).position)}, VLAN ${path} of ${survey.name}`;
  const tag = vlan && leaf(Number(vlan.values.tag), placeText(vlan.position));
  const network = networks.called(address, length, wanted, { from, tag });
  const left = (code: string, message: string, found: string, fix: string) =>
    notes.push({
      kind: "left",
      code,
      of: `BIG-IP ${survey.name}`,
      position: (vlan ?? self).position,
      message,
      found,
      fix,
    });
  if (path !== `/Common/${network}`)
    left(
      "vlan-left-out",
      `its VLAN ${path} is called ${network} in the file, because its own name is not allowed there, or is taken, or is not in Common`,
      path,
      `rename the VLAN to /Common/${network} first: what is posted to AS3 names VLANs after networks, and is refused if there is no such VLAN`,
    );
  const interfaces = pathsIn(vlan?.values.interfaces).map((one) => one.replace(/=.*/, ""));
  if (interfaces.length > 1)
    left(
      "vlan-left-out",
      `its VLAN ${path} is on several interfaces; the file can describe only one, which may be a trunk`,
      interfaces.join(", "),
      "correct the interface under its network; it is only in declarative-onboarding.json and tmsh.txt, which are for a new device",
    );
  const on = interfaces[0] === undefined ? undefined : leaf(interfaces[0], placeText(vlan!.position));
  return { network, on };
}

/** One word for both sides. */
function taggedOf(
  survey: BigIpSurvey,
  inside: SurveyedObject | undefined,
  outside: SurveyedObject | undefined,
  notes: ImportNote[],
): Leaf | undefined {
  const isTagged = (vlan: SurveyedObject | undefined) => vlan?.values.interfaces?.includes("=tagged") ?? false;
  const tagged = [inside, outside].find(isTagged);
  if (tagged === undefined) return undefined;
  if (!isTagged(inside) || !isTagged(outside))
    notes.push({
      kind: "left",
      code: "vlan-left-out",
      of: `BIG-IP ${survey.name}`,
      position: tagged.position,
      message: "frames have a tag on only one of its two sides; the file has one key for both",
      found: tagged.path,
      fix: "nothing on this device; it is only in declarative-onboarding.json and tmsh.txt, which are for a new one",
    });
  return leaf(true, placeText(tagged.position));
}

/** The version that the posted declaration gives; otherwise the version that AS3 there accepts, if it is older than what the file assumes. */
function as3VersionOf({ declaredVersion, takenVersion }: BigIpSurvey, isOwn: boolean): Leaf | undefined {
  const isOlder = takenVersion !== undefined && !isAtLeast(takenVersion.value, USUAL_AS3);
  const known = isOwn && declaredVersion !== undefined ? declaredVersion : isOlder ? takenVersion : undefined;
  return known && leaf(known.value, placeText(known.position));
}

/** The gateway of the outside is the gateway of the device, if its hosts name none. */
function addDefaultRoute(survey: BigIpSurvey, networks: SiteNetworks): void {
  for (const { values, position } of survey.objects("net/route")) {
    const { address } = writtenAddress(values.gw!);
    if (/^(?:default|0\.0\.0\.0\/0)$/.test(values.network!) && address !== undefined)
      networks.addGateway({ value: address, position } satisfies Sourced<Address>);
  }
}

function sideUnknown(survey: BigIpSurvey, side: BigIpSide, address: Address): ImportNote {
  const found = survey.objects("net/self").map(({ values }) => values.address!);
  return {
    kind: "unknown",
    code: "big-ip-side-unknown",
    of: `BIG-IP ${survey.name}`,
    position: survey.facts.position,
    message: `none of its self IPs is in a network with ${address}, so its ${side} is not known`,
    found: found.length === 0 ? "no self IP" : found.join(", "),
    fix: `set bigIps.${survey.name}.network.${side} and ${side}SelfIp: the device has to be the router between the hosts and everybody else`,
  };
}

function deviceUnknown({ name, facts, management, unit }: BigIpSurvey): ImportNote {
  const lost = [...(management === undefined ? ["management"] : []), ...(unit === undefined ? ["version"] : [])];
  return {
    kind: "unknown",
    code: "big-ip-unknown",
    of: `BIG-IP ${name}`,
    position: facts.position,
    message: `what was collected does not show its ${lost.join(" and ")}`,
    fix: `set bigIps.${name}.${lost.join(` and bigIps.${name}.`)}; a survey of it shows them: sip-ha survey --big-ip ${name}=<address>`,
  };
}

function withoutAs3({ name }: BigIpSurvey, position: ImportNote["position"]): ImportNote {
  return {
    kind: "left",
    code: "as3-missing",
    of: `BIG-IP ${name}`,
    position,
    message: "it has no AS3, to which as3.json is posted",
    fix: "if the device's version runs AS3, install it; otherwise use the commands of tmsh.txt",
  };
}
