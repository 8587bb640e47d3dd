import type { AnswerKind } from "../drift/big-ip-answers";
import { bigIpFacts, isBigIpSurvey } from "../drift/big-ip-facts";
import { type FoundObject, inNumbers } from "../drift/big-ip-objects";
import type { FactsFile } from "../drift/facts-file";
import { readSection } from "../drift/section-reader";
import { type Address, parseAddress } from "../model/address";
import { grouped } from "../model/grouped";
import { ELEMENT_NAME } from "../model/name";
import type { Position } from "../model/origin";
import type { DeviceValues } from "../options/device-expectation";
import { allowedName } from "./allowed-name";
import { type ImportNote, type Sourced, surveyedTwice } from "./import-note";

/** An object of a BIG-IP; a member of a pool is also an object. */
export interface SurveyedObject {
  /** `/Common/pool_sip`; of a member, its pool and it: `/Common/pool_sip sip-1:5060`. */
  readonly path: string;
  readonly values: DeviceValues;
  readonly position: Position;
}

/** A BIG-IP as it was surveyed; or what a collector for `sip-ha drift` wrote about it, which has the objects of one tenant, and neither VLANs nor the version. */
export interface BigIpSurvey {
  readonly facts: FactsFile;
  /** As in the file. */
  readonly name: string;
  readonly management: Sourced<Address> | undefined;
  /** The newest version of declarations that AS3 on the device accepts. */
  readonly takenVersion: Sourced<string> | undefined;
  /** The version for which the last posted declaration says it is written. */
  readonly declaredVersion: Sourced<string> | undefined;
  /** The devices that trust each other, including this one, by their paths. */
  readonly units: readonly string[];
  /** This one of them. */
  readonly unit: SurveyedObject | undefined;
  /** The place where the device says that it has no AS3. */
  readonly withoutAs3: Position | undefined;
  readonly objects: (kind: FoundObject["kind"]) => readonly SurveyedObject[];
  /** Whether all objects of a kind were understood: only then does the absence of an object mean anything. */
  readonly isWhole: (kind: AnswerKind) => boolean;
}

/** Understands what was collected about BIG-IPs: a survey is preferred to a collector's output, which says less. Of several for one device the first is taken, and the others are reported. */
export function bigIpSurveys(facts: readonly FactsFile[]): {
  readonly surveys: readonly BigIpSurvey[];
  readonly notes: readonly ImportNote[];
} {
  const ofDevices = facts.filter(({ of }) => of.startsWith(PREFIX));
  const ordered = [...ofDevices.filter(isBigIpSurvey), ...ofDevices.filter((one) => !isBigIpSurvey(one))];
  const notes: ImportNote[] = [];
  const taken = new Set<string>();
  const surveys: BigIpSurvey[] = [];
  for (const one of ordered) {
    const before = surveys.find((other) => other.facts.of === one.of);
    if (before === undefined) {
      const { survey, notes: own } = bigIpSurvey(one, taken);
      surveys.push(survey);
      notes.push(...own);
    } else if (isBigIpSurvey(one)) notes.push(surveyedTwice(`BIG-IP ${before.name}`, one, before.facts));
  }
  return { surveys, notes };
}

const PREFIX = "bigIps.";

function bigIpSurvey(facts: FactsFile, taken: Set<string>) {
  const { name } = allowedName(ELEMENT_NAME, facts.of.slice(PREFIX.length), taken, "big-ip");
  const { schema, declared, withoutAs3, objects, unparsed } = bigIpFacts(facts);
  const asked = readSection(facts, "device", "management and an address", managementLine);
  const management = asked.rows[0];
  const posted = declared.rows.find(({ path }) => path === "/");
  const declaredVersion = posted?.value?.schemaVersion;
  const rows = [...objects.values()].flatMap((section) => section.rows);
  const addresses = new Map(
    rows.flatMap(({ kind, path, values }) =>
      kind === "ltm/virtual-address" && values ? [[path, values.address!]] : [],
    ),
  );
  const found = rows.flatMap(({ kind, path, values, position }) => {
    if (values === undefined) return [];
    const { destination } = values;
    const isServer = kind === "ltm/virtual" && destination !== undefined;
    return [
      {
        kind,
        path,
        values: isServer ? { ...values, destination: inNumbers(destination, addresses) } : values,
        position,
      },
    ];
  });
  const byKind = grouped(found, ({ kind }) => [kind]);
  const units = byKind.get("cm/device") ?? [];
  const survey: BigIpSurvey = {
    facts,
    name,
    management: management && { value: management.address, position: management.position },
    takenVersion: schema && { value: schema.version, position: schema.position },
    declaredVersion:
      typeof declaredVersion === "string" ? { value: declaredVersion, position: posted!.position } : undefined,
    units: units.map(({ path }) => path),
    unit: units.find(({ values }) => values.selfDevice === "true"),
    withoutAs3: withoutAs3?.position,
    objects: (kind) => byKind.get(kind) ?? [],
    isWhole: (kind) => objects.get(kind)?.isWhole ?? false,
  };
  const of = `BIG-IP ${name}`;
  const notes = [...asked.unparsed, ...unparsed].map((one): ImportNote => ({ kind: "unparsed", of, ...one }));
  return { survey, notes };
}

function managementLine(text: string): { readonly address: Address } | undefined {
  const address = parseAddress(/^management (\S+)$/.exec(text)?.[1] ?? "");
  return address === undefined ? undefined : { address };
}
