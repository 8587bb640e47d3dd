import { isMapping, type Mapping } from "../../model/mapping";
import { sortedBy } from "../../text/sorted";
import type { ItemDifference } from "../device-expectation";
import { APPLICATION_KEYS, AS3_CLASSES, TENANT_KEYS } from "./as3-classes";
import { AS3_DEFAULTS, MEMBER_DEFAULTS } from "./as3-defaults";

/** Lists that AS3 treats as sets. The order of iRules and of persistence methods does matter. */
const SETS = [
  "codesUp",
  "codesDown",
  "monitors",
  "members",
  "servers",
  "virtualAddresses",
  "allowVlans",
  "rejectVlans",
  "snatAddresses",
  "records",
];

/** Text for readers, which changes nothing. */
const REMARKS = ["label", "remark"];

/**
 * The differences between an item of AS3 and its declaration, key by key. A missing key counts as AS3's default. The order of sets and the two forms of a
 * pointer mean nothing.
 */
export function itemDifferences(declared: Mapping, found: Mapping): ItemDifference[] {
  const kind = String(declared.class);
  if (found.class !== kind) return [difference("class", found.class, kind, false)];
  const defaults = AS3_DEFAULTS[kind] ?? {};
  const known = keysOf(kind);
  return [...new Set([...Object.keys(declared), ...Object.keys(found)])]
    .filter((key) => !REMARKS.includes(key))
    .sort()
    .flatMap((key) => {
      const [was, is] = [declared, found].map((one) => normal(key, Object.hasOwn(one, key) ? one[key] : defaults[key]));
      if (JSON.stringify(was) === JSON.stringify(is)) return [];
      return [difference(key, is, was, !known.includes(key))];
    });
}

function keysOf(kind: string): readonly string[] {
  if (kind === "Tenant") return TENANT_KEYS;
  return kind === "Application" ? APPLICATION_KEYS : (AS3_CLASSES[kind]?.keys ?? []);
}

/** What each of two sets has and the other does not have. */
function difference(key: string, found: unknown, expected: unknown, isUnknown: boolean): ItemDifference {
  const [is, was] = Array.isArray(found) && Array.isArray(expected) ? [found, expected] : [[found], [expected]];
  const beyond = (all: readonly unknown[], other: readonly unknown[]) => {
    const texts = other.map((one) => JSON.stringify(one));
    const own = all.map((one) => JSON.stringify(one)).filter((text) => !texts.includes(text));
    return own.join(", ") || "nothing";
  };
  return { key, found: beyond(is, was), expected: beyond(was, is), isUnknown };
}

/** A value in its normal form. */
function normal(key: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => normal(key === "members" ? "member" : "", item));
    return SETS.includes(key)
      ? sortedBy(items, (item) => JSON.stringify(item))
      : items.map((item) => pointer(key, item));
  }
  if (isMapping(value)) {
    const whole = key === "member" ? { ...MEMBER_DEFAULTS, ...value } : value;
    const entries = Object.entries(whole).filter(([name]) => !REMARKS.includes(name));
    return Object.fromEntries(
      sortedBy(entries, (entry) => JSON.stringify(entry)).map(([name, item]) => [name, normal(name, item)]),
    );
  }
  if (key === "translateClientPort" && value === false) return "preserve";
  return pointer(key, value);
}

/** `"pool_sip_udp"` and `{ "use": "pool_sip_udp" }` are the same. */
function pointer(key: string, value: unknown): unknown {
  return ["pool", "iRules"].includes(key) && typeof value === "string" ? { use: value } : value;
}
