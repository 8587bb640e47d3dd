import type { Mapping } from "../model/mapping";
import type { Position } from "../model/origin";
import { v } from "../model/schema";
import { BIG_IP_SECTIONS, BIG_IP_SURVEY_SECTIONS, SURVEYED_COLLECTIONS } from "./big-ip-answers";
import { type FoundObject, foundObjects } from "./big-ip-objects";
import { type DeviceAnswer, isNotRegistered, readAnswer, type Understood, understand } from "./device-answer";
import type { FactsFile, Unparsed } from "./facts-file";
import { lostSections } from "./section-reader";

/** The tenant, an application or an item of the declaration that was last posted to AS3. */
export interface FoundItem {
  readonly path: string;
  /** Undefined if the collector did not know it. */
  readonly value?: Mapping | undefined;
}

/** What was understood of a BIG-IP's facts. */
export interface BigIpFacts {
  /** The newest version of declarations that AS3 on the device accepts; undefined if it did not say. */
  readonly schema: { readonly version: string; readonly position: Position } | undefined;
  readonly declared: Understood<FoundItem>;
  /** The place where the device says that it has no AS3. */
  readonly withoutAs3: Unparsed | undefined;
  /** The place where AS3 says that it has nothing of the tenant. */
  readonly tenantGone: Position | undefined;
  /** By section. */
  readonly objects: ReadonlyMap<string, Understood<FoundObject>>;
  readonly unparsed: readonly Unparsed[];
}

const item = v.object({ path: v.string(), value: v.optional(v.record(v.string(), v.unknown())) });
const information = v.object({ version: v.string(), schemaCurrent: v.string() });

/** Whether a survey wrote it; a survey asks more than a collector does. */
export function isBigIpSurvey({ sections }: FactsFile): boolean {
  return sections.some(({ name }) => name === "cm/device");
}

/** Understands the sections that the collector or the survey of a BIG-IP writes. */
export function bigIpFacts(facts: FactsFile): BigIpFacts {
  const asked = readAnswer(facts, "as3/info");
  const info = understand(asked, {
    // It has none.
    kind: /^$/,
    isNothing: () => false,
    read: (value) => (v.is(information, value) ? [value] : undefined),
  });
  const answer = readAnswer(facts, "as3/declare");
  // If the device has no AS3, the first answer says so.
  const hasAs3 = !isNotRegistered(asked);
  const declared = understand(answer, {
    kind: /^ADC$/,
    isNothing: (one) => isTenantGone(one) || !hasAs3,
    read: (value) => (v.is(item, value) ? [value] : undefined),
  });
  const objects = new Map(
    SURVEYED_COLLECTIONS.map((kind) => [
      kind as string,
      understand(readAnswer(facts, kind), {
        kind: new RegExp(`^tm:${kind.replaceAll("/", ":")}:[\\w-]+collectionstate$`),
        isNothing: isFolderGone,
        read: (value) => foundObjects(kind, value),
      }),
    ]),
  );
  const [row] = info.rows;
  return {
    schema: row && { version: row.schemaCurrent, position: row.position },
    declared: hasAs3 ? declared : { ...declared, isWhole: false },
    withoutAs3: hasAs3 ? undefined : info.unparsed[0],
    tenantGone: hasAs3 && isTenantGone(answer) ? answer.position : undefined,
    objects,
    unparsed: [
      ...(facts.isWhole ? lostSections(isBigIpSurvey(facts) ? BIG_IP_SURVEY_SECTIONS : BIG_IP_SECTIONS, facts) : []),
      ...(hasAs3 ? info.unparsed : []),
      ...[declared, ...objects.values()].flatMap(({ unparsed }) => unparsed),
    ],
  };
}

/** AS3's words in declarationHandler.js; 204 if nothing was ever declared, as its API reference says. */
function isTenantGone({ status, said, isWhole }: DeviceAnswer): boolean {
  return isWhole && (status === 204 || (status === 404 && /not found in declaration/.test(said)));
}

/** The partition no longer exists, nor does anything in it. */
function isFolderGone({ status, said }: DeviceAnswer): boolean {
  return status === 404 && /requested folder .*was not found/.test(said);
}
