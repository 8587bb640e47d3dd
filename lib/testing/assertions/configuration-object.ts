import type {
  AlarmConditionObject,
  ApplicationObject,
  DnObject,
  HostObject,
  ScriptObject,
} from "../../configuration-layer/objects";
import { isMatch } from "../matching/matcher";
import { isPlainMapping, matchPattern } from "../matching/pattern";
import type { PatternOf } from "../matching/pattern-of";
import { requireFitting } from "../matching/property";
import { shownPattern } from "../matching/shown";
import { TestMisuse, unknownName } from "../misuse";
import type { Synthesized } from "../synthesized";
import { OBJECT_PROPERTIES } from "./object-properties";
import type { Outcome } from "./outcome";
import { search } from "./search";

/** The kinds of Configuration Layer objects that are made, each with its shape. */
export interface ConfigurationObjectOf {
  /** A Host object. */
  readonly host: HostObject;
  /** A Script object. */
  readonly script: ScriptObject;
  /** An application. */
  readonly application: ApplicationObject;
  /** An alarm condition. */
  readonly alarmCondition: AlarmConditionObject;
  /** A DN. */
  readonly dn: DnObject;
}

/** A kind of object. */
export type ConfigurationObjectKind = keyof ConfigurationObjectOf;

/** For each kind: its list among the objects, its words in prose, and the key that identifies an object. */
const KINDS = {
  host: { list: "hosts", words: ["Host object", "Host objects"], nameKey: "name" },
  script: { list: "scripts", words: ["Script object", "Script objects"], nameKey: "name" },
  application: { list: "applications", words: ["application", "applications"], nameKey: "name" },
  alarmCondition: { list: "alarmConditions", words: ["alarm condition", "alarm conditions"], nameKey: "name" },
  dn: { list: "dns", words: ["DN", "DNs"], nameKey: "number" },
} as const satisfies Record<ConfigurationObjectKind, unknown>;

/** The objects of a kind, by name. */
function configurationObjects<Kind extends ConfigurationObjectKind>(
  { plan }: Synthesized,
  kind: Kind,
): readonly ConfigurationObjectOf[Kind][] {
  if (!Object.hasOwn(KINDS, kind))
    throw unknownName("the Configuration Layer's objects have no kind", kind, Object.keys(KINDS));
  return (plan.configuration.objects[KINDS[kind].list] ?? []) as readonly ConfigurationObjectOf[Kind][];
}

/** The objects of a kind that have the name, or match the pattern. */
export function matchingObjects<Kind extends ConfigurationObjectKind>(
  subject: Synthesized,
  kind: Kind,
  nameOrProperties: string | PatternOf<ConfigurationObjectOf[Kind]>,
): ConfigurationObjectOf[Kind][] {
  const objects = configurationObjects(subject, kind);
  const { words, nameKey } = KINDS[kind];
  const { name, pattern } = objectPattern(nameKey, nameOrProperties, {});
  const whole = name === undefined ? pattern : { [nameKey]: name, ...pattern };
  requireFitting(words[0], OBJECT_PROPERTIES[kind], whole);
  return objects.filter((object) => isMatch(matchPattern(whole, object, "may have more")));
}

/**
 * Whether there is an object of the kind, found by its name or by its properties.
 *
 * @param nameOrProperties the name (for a DN, the number); or properties, which may include the name
 */
export function hasConfigurationObject<Kind extends ConfigurationObjectKind>(
  subject: Synthesized,
  kind: Kind,
  nameOrProperties: string | PatternOf<ConfigurationObjectOf[Kind]>,
  properties: PatternOf<ConfigurationObjectOf[Kind]> = {} as PatternOf<ConfigurationObjectOf[Kind]>,
): Outcome {
  const candidates: readonly object[] = configurationObjects(subject, kind);
  const { words, nameKey } = KINDS[kind];
  const { name, pattern } = objectPattern(nameKey, nameOrProperties, properties);
  return search({
    where: subject.environment,
    kind: words,
    candidates: candidates as readonly Record<string, unknown>[],
    nameKey,
    name,
    pattern,
    properties: OBJECT_PROPERTIES[kind],
    label: (object) => String(object[nameKey]),
  });
}

/** The name to look for, and the rest. A name that is a pattern counts as one of the properties. */
function objectPattern(nameKey: string, nameOrProperties: unknown, properties: unknown) {
  const isName = typeof nameOrProperties === "string";
  const wanted = isName ? properties : nameOrProperties;
  if (!isPlainMapping(wanted))
    throw new TestMisuse({
      message: "an object of the Configuration Layer is identified by its name, by properties, or by both",
      found: shownPattern(wanted),
      allowed: "a mapping of properties",
      fix: `write the properties as a mapping, e.g. { ${nameKey}: /^SIP_/ }`,
    });
  if (isName) return { name: nameOrProperties, pattern: wanted };
  const { [nameKey]: name, ...pattern } = wanted;
  return typeof name === "string" ? { name, pattern } : { name: undefined, pattern: wanted };
}
