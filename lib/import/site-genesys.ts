import { isAtLeast } from "../configuration-layer/options-catalogue";
import type { ExportedObject } from "../drift/configuration-export";
import type { FactsFile } from "../drift/facts-file";
import { ELEMENT_NAME, isName } from "../model/name";
import { oneOf, show } from "../text/wording";
import { leastVersion } from "./carried-options";
import { type ImportNote, placeText, type Sourced } from "./import-note";
import type { SeenPair } from "./seen-pair";
import { nameOf, type SiteExport, textAt } from "./site-export";
import { type Branch, branch, branchOrNothing, type Leaf, leaf } from "./written";

/** The oldest release that is covered by the documentation which this package follows. */
const OLDEST = "8.1.0";

/** The section `genesys`, and what is not known of it. */
export function genesysWritten(
  site: SiteExport,
  pairs: readonly SeenPair[],
): {
  readonly written: Branch;
  readonly notes: readonly ImportNote[];
} {
  const notes: ImportNote[] = [];
  const servers = pairs.flatMap(({ primary, backup }) => [primary.application, backup.application]);
  const first = servers[0];
  const tenant = first && textAt(first, "tenants", 0);
  const prototype = first && textAt(first, "appPrototype");
  const programPrototype = pairs.flatMap(({ programs }) =>
    programs.flatMap(({ application }) => textAt(application, "appPrototype") ?? []),
  )[0];
  const written = branch({
    tenant: tenant && sourced(tenant),
    switch: switchOf(site, notes),
    sipServerVersion: versionOf(site, servers, prototype, notes),
    templates: branchOrNothing({
      sipServer: prototype && sourced(prototype),
      thirdPartyServer: programPrototype && sourced(programPrototype),
    }),
  });
  return { written, notes };
}

function sourced({ value, position }: Sourced<string>): Leaf {
  return leaf(value, placeText(position));
}

function switchOf({ switches, exported }: SiteExport, notes: ImportNote[]): Leaf {
  const ofDns = [...(exported.objects.dns?.values() ?? [])].flatMap((dn) => textAt(dn, "switch") ?? []);
  const all = switches.length > 0 ? switches : ofDns;
  const names = [...new Set(all.map(({ value }) => value))];
  if (names.length === 1) return sourced(all[0]!);
  notes.push({
    kind: "unknown",
    code: "switch-unknown",
    of: "genesys.switch",
    position: all[0]?.position,
    message: "the Switch of the servers is kept as a number that an export does not resolve",
    found: names.length === 0 ? "no Switch in the export" : oneOf(names.map(show)),
    fix: "correct genesys.switch",
  });
  return names.length === 0
    ? leaf("SIP_Switch", "not known")
    : leaf(names[0]!, `${placeText(all[0]!.position)}; one of several`);
}

/** No object gives the installed version: the version of a template is the template's own, and an option only gives the lowest possible version. */
function versionOf(
  { templates }: SiteExport,
  servers: readonly ExportedObject[],
  prototype: Sourced<string> | undefined,
  notes: ImportNote[],
): Leaf {
  const least = leastVersion(servers);
  const template = templates.get(prototype?.value ?? "")?.version;
  const isVersion = template !== undefined && /^\d{1,5}(?:\.\d{1,5}){2,4}$/.test(template.value);
  const isLater = isVersion && (least === undefined || isAtLeast(template.value, least.value));
  const known = isLater ? template : least;
  notes.push({
    kind: "unknown",
    code: "version-unknown",
    of: "genesys.sipServerVersion",
    position: known?.position,
    message: "no object has the installed version; the file has the lowest that the options or the template need",
    found: known?.value,
    fix: "correct genesys.sipServerVersion: it decides which options are written",
  });
  return leaf(known?.value ?? OLDEST, known === undefined ? "not known" : `${placeText(known.position)}; at least`);
}

/** The environment's name: the requested name; otherwise the name in the facts, or in the health alarms that an environment of this package created. */
export function environmentName(
  asked: string | undefined,
  { exported }: SiteExport,
  facts: readonly FactsFile[],
): Leaf | undefined {
  if (asked !== undefined) return leaf(asked);
  const known = facts.find(({ environment }) => isName(ELEMENT_NAME, environment));
  if (known !== undefined) return leaf(known.environment, placeText(known.position));
  for (const condition of exported.objects.alarmConditions?.values() ?? []) {
    const [, name] = /^(.+)_NO_PRIMARY$/.exec(nameOf(condition)) ?? [];
    if (name !== undefined && isName(ELEMENT_NAME, name)) return leaf(name, placeText(condition.at(["name"])));
  }
  return undefined;
}
