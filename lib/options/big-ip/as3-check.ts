import { Claims } from "../../checks/claims";
import { isMapping, type Mapping } from "../../model/mapping";
import { AS3_NAME } from "../../model/name";
import { APPLICATION_KEYS, AS3_CLASSES, DECLARATION_KEYS, TENANT_KEYS } from "./as3-classes";
import type { As3Item } from "./as3-declaration";

/** The place of an item: its own path, and the items that it may point to. */
interface Place {
  readonly path: string;
  readonly items: Mapping;
}

/**
 * What is wrong in a declaration that AS3's schema accepts, but that a device refuses, or accepts and applies differently: pointers that lead nowhere or
 * to an item of another class, keys that the class does not have, names and remarks with characters that are not allowed, two virtual servers in one
 * place. Empty for a sound declaration. Each fault is a sentence that begins with the item's path.
 */
export function problemsOf({ declaration }: { readonly declaration: Mapping }): string[] {
  const problems = unknownKeys("the declaration", declaration, DECLARATION_KEYS, "Tenant");
  for (const [tenantName, tenant] of childrenOf(declaration, "Tenant")) {
    const path = `/${tenantName}`;
    problems.push(...nameProblems(path, tenantName), ...unknownKeys(path, tenant, TENANT_KEYS, "Application"));
    const applications = childrenOf(tenant, "Application");
    for (const [name, application] of applications)
      problems.push(...applicationProblems(`${path}/${name}`, name, application));
    problems.push(...collisions(path, applications));
  }
  return problems;
}

function applicationProblems(path: string, name: string, application: Mapping): string[] {
  const items = Object.entries(application).filter(
    ([key, value]) => !APPLICATION_KEYS.includes(key) && isMapping(value),
  );
  return [
    ...nameProblems(path, name),
    ...remarkProblems(path, application),
    ...Object.keys(application)
      .filter((key) => !APPLICATION_KEYS.includes(key) && !isMapping(application[key]))
      .map((key) => `${path}: an application has no ${key}`),
    ...items.flatMap(([key, item]) => itemProblems(`${path}/${key}`, key, item as As3Item, application)),
  ];
}

function itemProblems(path: string, name: string, item: As3Item, items: Mapping): string[] {
  const known = Object.hasOwn(AS3_CLASSES, item.class) ? AS3_CLASSES[item.class] : undefined;
  if (known === undefined) return [`${path}: the class ${String(item.class)} is not one that is written here`];
  const place = { path, items };
  return [
    ...nameProblems(path, name),
    // AS3 refuses a pointer to an item whose name has only one letter.
    ...(name.length < 2 ? [`${path}: the name of an item has at least two characters`] : []),
    ...remarkProblems(path, item),
    ...Object.keys(item)
      .filter((key) => !known.keys.includes(key))
      .map((key) => `${path}: the class ${item.class} has no ${key}`),
    ...Object.entries(known.pointers).flatMap(([key, classes]) => pointerProblems(place, key, item[key], classes)),
    ...(item.class === "iRule" ? pathProblems(place, String(item.iRule)) : []),
  ];
}

/** A pointer is a name, `{ use: name }`, or a list of these. `{ bigip: … }` is on the device already, and words such as `none` are no pointers. */
function pointerProblems(place: Place, key: string, value: unknown, classes: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => pointerProblems(place, key, one, classes));
  const isName = typeof value === "string" && ["pool", "iRules", "clientCertificate"].includes(key);
  const name = isName ? value : isMapping(value) && typeof value.use === "string" ? value.use : undefined;
  return name === undefined ? [] : targetProblems(place, `${key} points to`, name, classes);
}

/** Paths of lists inside the text of an iRule, which AS3 does not check. */
function pathProblems(place: Place, text: string): string[] {
  const folder = place.path.slice(0, place.path.lastIndexOf("/") + 1);
  return [...text.matchAll(/\bequals (\/\S+?)\]/g)].flatMap(([, path]) =>
    path!.startsWith(folder)
      ? targetProblems(place, "iRule names", path!.slice(folder.length), ["Data_Group"])
      : [`${place.path}: iRule names ${path}, which is of another application`],
  );
}

function targetProblems({ path, items }: Place, what: string, name: string, classes: readonly string[]): string[] {
  const target = Object.hasOwn(items, name) ? items[name] : undefined;
  if (!isMapping(target)) return [`${path}: ${what} ${name}, which is not there`];
  const { class: found } = target as unknown as As3Item;
  return classes.includes(found)
    ? []
    : [`${path}: ${what} ${name}, which is of the class ${found}, not ${classes.join(" or ")}`];
}

function nameProblems(path: string, name: string): string[] {
  return AS3_NAME.pattern.test(name) ? [] : [`${path}: not a name for AS3: ${AS3_NAME.rule}`];
}

function remarkProblems(path: string, { label, remark }: Mapping): string[] {
  return Object.entries({ label, remark }).flatMap(([key, text]) =>
    text === undefined || (typeof text === "string" && /^[^"\\\p{Cc}]{1,64}$/u.test(text))
      ? []
      : [`${path}: ${key} has more than 64 characters, or a quotation mark or backslash`],
  );
}

/** A name that is not one of the keys must be an item of the class that may be there under any name. */
function unknownKeys(path: string, value: Mapping, keys: readonly string[], below: string): string[] {
  return Object.keys(value)
    .filter((key) => !keys.includes(key) && !(isMapping(value[key]) && value[key].class === below))
    .map((key) => `${path}: ${key} is neither a key that is known here nor of the class ${below}`);
}

/** What several applications of a tenant, or several virtual servers, must not share. */
function collisions(path: string, applications: readonly (readonly [string, Mapping])[]): string[] {
  const owners = new Claims<string>();
  const problems: string[] = [];
  const claim = (key: string, owner: string) => {
    const earlier = owners.claim(key, owner);
    if (earlier !== undefined) problems.push(`${path}/${owner}: ${key} already belongs to ${earlier}`);
  };
  for (const [name, application] of applications)
    for (const [key, value] of Object.entries(application)) {
      if (!isMapping(value)) continue;
      const owner = `${name}/${key}`;
      if (value.class === "Service_Address") {
        claim(`the name ${key}`, owner);
        claim(`the address ${value.virtualAddress}`, owner);
      } else if (String(value.class).startsWith("Service_")) claim(`the place ${placeOf(application, value)}`, owner);
    }
  return problems;
}

/** `192.0.2.10:5060 udp on /Common/outside`: the place at which two virtual servers would take the same packets. */
function placeOf(application: Mapping, server: Mapping): string {
  const listed = (key: string) => (server[key] ?? []) as readonly unknown[];
  const addresses = listed("virtualAddresses").map((one) =>
    isMapping(one)
      ? (application[String(one.use)] as Mapping | undefined)?.virtualAddress
      : (one as string[]).join(" from "),
  );
  const layer4 = server.layer4 ?? String(server.class).slice("Service_".length).toLowerCase();
  const vlans = listed("allowVlans").map((one) => (isMapping(one) ? one.bigip : one));
  return `${addresses.join(" and ")}:${server.virtualPort} ${layer4} on ${vlans.join(" and ")}`;
}

function childrenOf(value: Mapping, kind: string): [string, Mapping][] {
  return Object.entries(value).filter(
    (entry): entry is [string, Mapping] => isMapping(entry[1]) && entry[1].class === kind,
  );
}
