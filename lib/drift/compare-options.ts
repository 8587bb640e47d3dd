import type { OptionLevel } from "../configuration-layer/catalogue-option";
import { isMapping } from "../model/mapping";
import type { Topology } from "../model/topology";
import type { ObjectOptions } from "../synth/configuration";
import { show } from "../text/wording";
import { WORDS } from "./compare-objects";
import type { ConfigurationExport, ExportedObject, ObjectKind } from "./configuration-export";
import type { DriftFinding } from "./drift-finding";

/** Where the options of a level are kept. */
const PLACES: Readonly<Record<OptionLevel, readonly [kind: ObjectKind, field: "options" | "userProperties"]>> = {
  "sip-server": ["applications", "options"],
  "solution-control-server": ["applications", "options"],
  "sip-proxy": ["applications", "options"],
  host: ["hosts", "userProperties"],
  "outbound-proxy": ["dns", "userProperties"],
};

/** The differences of the synthesized options; other options belong to the site. A missing object is not reported again. */
export function compareOptions(
  topology: Topology,
  options: readonly ObjectOptions[],
  exported: ConfigurationExport,
): DriftFinding[] {
  const told = options.flatMap((one) => {
    const [kind, field] = PLACES[one.level];
    const objects = exported.objects[kind];
    const keys =
      one.level === "host"
        ? [...topology.hosts.keys()]
        : [one.level === "outbound-proxy" ? `${one.name} of ${topology.genesys.switch}` : one.name!];
    return keys.flatMap((key) => {
      const object = objects?.get(key);
      if (object === undefined)
        return one.level === "solution-control-server" ? noApplication(topology, key, exported) : [];
      const path = one.level === "host" ? `hosts.${key}` : one.construct;
      return one.options.flatMap(({ section, option, value }) =>
        difference(object, field, section, option, value).map(
          (found): DriftFinding => ({
            environment: topology.environment,
            path,
            message: `${WORDS[kind]} ${key}: option ${section}/${option} ${found.found === "nothing" ? "is not set" : "has another value"}`,
            fix: `first find out who changed it, and why; then import ${one.file}.cfg again, or declare the value`,
            ...found,
          }),
        ),
      );
    });
  });
  return told;
}

function difference(object: ExportedObject, field: string, section: string, option: string, value: string) {
  const sections = object.fields[field];
  const values = isMapping(sections) ? sections[section] : undefined;
  const found = isMapping(values) ? values[option] : undefined;
  if (found !== undefined && String(found) === value) return [];
  const code = found === undefined ? "option-missing" : "option-differs";
  const position = object.at([field, section, option]);
  return [{ state: "drift" as const, code, position, found: show(found), expected: show(value) }];
}

/** Only options are synthesized for Solution Control Server, so nothing else would report its absence. */
function noApplication({ environment }: Topology, key: string, exported: ConfigurationExport): DriftFinding[] {
  if (exported.objects.applications === undefined) return [];
  return [
    {
      state: "drift",
      code: "object-missing",
      environment,
      path: "managementLayer",
      position: exported.position,
      message: `there is no application ${key}`,
      found: "nothing",
      expected: `application ${key}`,
      fix: "correct its name in managementLayer, or export the whole database",
    },
  ];
}
