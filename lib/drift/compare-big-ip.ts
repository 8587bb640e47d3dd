import type { Position } from "../model/origin";
import type { DeviceExpectation, DeviceObject, DeviceValues } from "../options/device-expectation";
import type { BigIpFacts } from "./big-ip-facts";
import { type FoundObject, inNumbers } from "./big-ip-objects";
import { compareDeclaration } from "./compare-declaration";
import type { Understood } from "./device-answer";
import type { DriftFinding } from "./drift-finding";
import { notCollected, type Told } from "./uncollected";

/** What differs on a BIG-IP: first the declaration that was last posted to AS3, then the objects themselves, which a person may have changed since. */
export function compareBigIp(environment: string, expected: DeviceExpectation, facts: BigIpFacts): DriftFinding[] {
  const told = [
    ...[...(facts.withoutAs3 === undefined ? [] : [facts.withoutAs3]), ...facts.unparsed].map((one) => ({
      state: "unparsed" as const,
      path: `bigIps.${expected.device.name}`,
      ...one,
    })),
    ...compareDeclaration(expected, facts),
    ...objects(expected, facts),
    ...selfIps(expected, facts),
  ];
  return told.map((one) => ({ environment, ...one }));
}

/** What an object is called in a sentence. */
export const OBJECT_WORDS: Readonly<Record<DeviceObject["kind"], string>> = {
  "ltm/node": "the node",
  "ltm/virtual-address": "the virtual address",
  "ltm/monitor/sip": "the monitor",
  "ltm/pool": "the pool",
  "ltm/pool/members": "the pool member",
  "ltm/virtual": "the virtual server",
  "ltm/snatpool": "the SNAT pool",
  "ltm/data-group/internal": "the data group",
  "ltm/rule": "the iRule",
  "ltm/profile/udp": "the UDP profile",
  "ltm/profile/tcp": "the TCP profile",
  "ltm/profile/fastl4": "the FastL4 profile",
};

/** Objects that a device creates by itself, or that stay behind: additional ones mean nothing. */
const MAY_BE_MORE: readonly string[] = ["ltm/node", "ltm/virtual-address"];

/** AS3 compares a posted declaration with what the device has, not with the declaration that was posted before. */
function deploy({ device }: DeviceExpectation): string {
  return `find out who changed it, and why; then sh post deploy in big-ip/${device.name} makes it as declared`;
}

function objects(expected: DeviceExpectation, facts: BigIpFacts): Told[] {
  const rows = [...facts.objects.values()].flatMap((section) => section.rows).map(withAddress(expected));
  const found = new Map<string, Row>(rows.map((row) => [keyOf(row), row]));
  const known = new Set(expected.objects.map(keyOf));
  // If the whole tenant is missing, that is said once.
  if (facts.tenantGone !== undefined && !expected.objects.some((one) => found.has(keyOf(one)))) return [];
  const missingPools = new Set<string>();
  return [
    ...expected.objects.flatMap((object): Told[] => {
      const section = facts.objects.get(sectionOf(object))!;
      const row = found.get(keyOf(object));
      if (row?.values !== undefined) return differs(expected, object, row.values, row.position);
      if (row !== undefined) return [notCollected(object.path, object.construct, row.position)];
      if (!section.isWhole || missingPools.has(object.path.split(" ")[0]!)) return [];
      if (object.kind === "ltm/pool") missingPools.add(object.path);
      return [missing(expected, object, section.position)];
    }),
    ...[...found.values()].filter((row) => !known.has(keyOf(row))).flatMap((row) => added(expected, row)),
  ];
}

/** A virtual server's destination names a virtual address or contains the address itself. */
function withAddress({ objects: known }: DeviceExpectation) {
  const addresses = new Map(
    known.flatMap(({ kind, path, values }) => (kind === "ltm/virtual-address" ? [[path, values.address!]] : [])),
  );
  return (row: Row): Row => {
    const { values } = row;
    return values?.destination === undefined
      ? row
      : { ...row, values: { ...values, destination: inNumbers(values.destination, addresses) } };
  };
}

function keyOf({ kind, path }: { readonly kind: string; readonly path: string }): string {
  return `${kind} ${path}`;
}

/** Members come with their pool. */
function sectionOf({ kind }: DeviceObject): string {
  return kind === "ltm/pool/members" ? "ltm/pool" : kind;
}

function missing(expected: DeviceExpectation, { kind, path, construct }: DeviceObject, position: Position): Told {
  return {
    state: "drift",
    code: kind === "ltm/pool/members" ? "pool-member-missing" : "big-ip-object-missing",
    path: construct,
    position,
    message: `${OBJECT_WORDS[kind]} ${path} is not on the device`,
    found: "nothing",
    expected: path,
    fix: deploy(expected),
  };
}

function differs(expected: DeviceExpectation, object: DeviceObject, found: DeviceValues, position: Position): Told[] {
  const { kind, path, construct } = object;
  const isMember = kind === "ltm/pool/members";
  return Object.entries(object.values)
    .filter(([name, value]) => found[name] !== value)
    .map(([name, value]) => {
      const isTurnedOff = name === "state";
      const told = {
        state: "drift" as const,
        path: construct,
        position,
        found: `${name}: ${found[name] ?? "nothing"}`,
        expected: `${name}: ${value}`,
      };
      return isTurnedOff
        ? {
            ...told,
            code: isMember ? "pool-member-disabled" : kind === "ltm/node" ? "node-disabled" : "big-ip-object-disabled",
            message: `${OBJECT_WORDS[kind]} ${path} was taken out of service by hand`,
            fix: "if the maintenance is over, enable it again; sh post deploy also does that",
          }
        : {
            ...told,
            code: isMember ? "pool-member-differs" : "big-ip-object-differs",
            message: `${OBJECT_WORDS[kind]} ${path} has another ${name}`,
            fix: deploy(expected),
          };
    });
}

type Row = Understood<FoundObject>["rows"][number];

/** Whether the model has objects of the kind. */
function isModelled(kind: FoundObject["kind"]): kind is DeviceObject["kind"] {
  return Object.hasOwn(OBJECT_WORDS, kind);
}

/** Objects in a folder of the model, or elsewhere in the tenant. */
function added({ device }: DeviceExpectation, { kind, path, position }: Row): Told[] {
  if (!isModelled(kind) || MAY_BE_MORE.includes(kind)) return [];
  return [
    {
      state: "drift",
      code: kind === "ltm/pool/members" ? "pool-member-added" : "big-ip-object-added",
      path: `bigIps.${device.name}`,
      position,
      message: `${OBJECT_WORDS[kind]} ${path} is in the tenant, but the model has none of that name`,
      found: path,
      expected: "nothing of that name",
      fix: "find out what it is for; sh post deploy removes everything from the tenant that AS3 has not made",
    },
  ];
}

function selfIps({ selfIps: wanted }: DeviceExpectation, { objects: found }: BigIpFacts): Told[] {
  const section = found.get("net/self")!;
  return wanted.flatMap(({ construct, address, vlan, trafficGroup }): Told[] => {
    const bare = address.replace(/\/.*/, "");
    const row = section.rows.find(({ values }) => values?.address?.replace(/\/.*/, "") === bare);
    if (row === undefined && !section.isWhole) return [];
    const expected = `${address} on ${vlan}, ${trafficGroup}`;
    const is = row?.values && `${row.values.address} on ${row.values.vlan}, ${row.values.trafficGroup}`;
    if (is === expected) return [];
    return [
      {
        state: "drift",
        code: row === undefined ? "self-ip-missing" : "self-ip-differs",
        path: construct,
        position: row?.position ?? section.position,
        message: row === undefined ? `the device has no self IP ${bare}` : `the self IP ${bare} is another`,
        found: is ?? "nothing",
        expected,
        fix: "compare declarative-onboarding.json with the device; the hosts' gateway is the self IP on the inside",
      },
    ];
  });
}
