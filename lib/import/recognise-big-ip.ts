import { type BehindDevice, ownApplication } from "./behind-device";
import { idleTimeout, memberPriority, monitorSettings, snatExclusions } from "./device-settings";
import { type ImportNote, placeText } from "./import-note";
import { leftOnDevice } from "./left-on-device";
import { bothOf, type Recognise, type SeenPair } from "./seen-pair";
import { branch, leaf } from "./written";

/** A BIG-IP before the pair: it has a virtual server with the virtual IP, whose pool has both hosts as members. */
export const recogniseBigIp: Recognise = (pair) => {
  const { behind, name } = pair;
  if (behind === undefined) return undefined;
  const { survey, virtualIp, servers, telling } = behind;
  const [first] = telling;
  const exclusions = snatExclusions(behind, pair.ownAddresses);
  return {
    settings: branch({
      device: leaf(survey.name),
      virtualIp: leaf(
        virtualIp.value,
        `${placeText(virtualIp.position)}, ${virtualIp.what}; ${first.path} (${placeText(first.position)})`,
      ),
      snatExclusions:
        exclusions === undefined || exclusions.networks.length === 0
          ? undefined
          : leaf(exclusions.networks, exclusions.from),
      ...monitorSettings(survey, first),
      memberPriority: memberPriority(behind, first),
      udpIdleTimeout: idleTimeout(behind, "udp"),
      tcpIdleTimeout: idleTimeout(behind, "tcp"),
    }),
    free: ["sip-outbound-proxy"],
    sipPort: leaf(first.port, `${placeText(first.position)}, ${first.path}`),
    transports:
      servers.length === 0
        ? undefined
        : leaf(
            servers.map(({ transport }) => transport),
            servers.map(({ position }) => placeText(position)).join(", "),
          ),
    notes: [
      ...leftOnDevice(name, behind),
      ...(exclusions === undefined ? [exclusionsUnknown(name, behind)] : []),
      ...(ownApplication(behind) === undefined ? [handMade(name, behind)] : []),
      ...heldByHost(pair),
      ...pair.beside.map((one) => besideNote(name, behind, one)),
    ],
  };
};

function exclusionsUnknown(name: string, { survey, telling: [first] }: BehindDevice): ImportNote {
  return {
    kind: "unknown",
    code: "exclusions-unknown",
    of: `pair ${name}`,
    position: first.position,
    message: `BIG-IP ${survey.name} has no virtual server that takes what its hosts send to anybody, with an iRule that looks into a list of addresses; so it is not known whom the hosts reach by their own addresses`,
    fix: `set pairs.${name}.highAvailability.bigIp.snatExclusions: the networks of T-Library clients and of the Configuration Layer`,
  };
}

/** It stays on the device beside what is deployed, and blocks the deployment as long as it has the same address and port. */
function handMade(name: string, { survey, telling }: BehindDevice): ImportNote {
  const found = [...new Set(telling.flatMap(({ path, pool }) => [path, pool.path]))];
  return {
    kind: "left",
    code: "hand-made-big-ip",
    of: `pair ${name}`,
    position: telling[0].position,
    message: `its virtual servers and pools on BIG-IP ${survey.name} were not made by this package; with the file, AS3 makes others, in a partition of the environment's own`,
    found: found.join(", "),
    fix: "compare as3.json with them, and remove them in the maintenance window in which as3.json is deployed; if AS3 has made them, remove them by a declaration without them",
  };
}

/** The places where a host has the address that the device also has. */
function heldByHost(pair: SeenPair): ImportNote[] {
  const { name, virtualIp } = pair;
  return bothOf(pair).flatMap(({ host }) =>
    (host.survey?.addresses.rows ?? [])
      .filter(({ address }) => address === virtualIp?.value)
      .map(
        ({ position, address, interface: on }): ImportNote => ({
          kind: "left",
          code: "virtual-ip-on-host",
          of: `host ${host.object}`,
          position,
          message: `it has the virtual IP ${address} of pair ${name}, which a BIG-IP also has`,
          found: on,
          fix: "find out what has put it there; behind the device that the file declares, no host has it",
        }),
      ),
  );
}

function besideNote(name: string, { survey, virtualIp }: BehindDevice, other: BehindDevice): ImportNote {
  const isUnit = isUnitOf(survey.units, other.survey.units);
  return {
    kind: isUnit ? "stays" : "left",
    code: isUnit ? "big-ip-unit" : "virtual-ip-on-two-devices",
    of: `BIG-IP ${other.survey.name}`,
    position: other.telling[0].position,
    message: isUnit
      ? `it is another unit of ${survey.name}, and also has the virtual server of pair ${name}; the file has one element for both, with redundant`
      : `it has a virtual server with ${virtualIp.value} before the hosts of pair ${name}, as ${survey.name} has, but is not a unit of the same device`,
    found: other.telling[0].path,
    fix: isUnit
      ? `nothing; if the declaration is to be posted to this unit, correct bigIps.${survey.name}.management`
      : "find out which of the two the network sends the virtual IP's packets to; the file has the first",
  };
}

function isUnitOf(units: readonly string[], others: readonly string[]): boolean {
  return units.length > 1 && units.every((one) => others.includes(one));
}
