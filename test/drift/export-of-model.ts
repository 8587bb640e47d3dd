import { renderObjects } from "../../lib/configuration-layer/objects";
import type { Topology } from "../../lib/model/topology";
import { plan } from "../../lib/synth/plan";

type Mapping = Record<string, unknown>;

/** A part of an export that is not synthesized, such as a site's own folders, ports, options and objects. */
const FOLDER = { folder: { owner: { name: "Environment", type: "tenant" }, path: ["SIP"], type: "folder" } };

/**
 * What `mutagen config export` would write if the Configuration Layer is as the model says, in the form of that project's own samples
 * (nuecho/mutagen, src/test/resources/…/models/configuration/*.json): options by section, some of their values as numbers, and fields
 * that the model does not know.
 */
export function exportOf(topology: Topology): Mapping {
  const { objects, options } = plan(topology).configuration;
  const file = JSON.parse(renderObjects(objects)) as Mapping & Record<string, Mapping[]>;
  const add = (object: Mapping | undefined, field: string, all: typeof options) => {
    const sections = { site: { own: "value", count: 7 } } as Record<string, Mapping>;
    for (const { section, option, value } of all.flatMap((one) => one.options)) {
      sections[section] ??= {};
      sections[section][option] = /^[1-9]\d{0,8}$/.test(value) ? Number(value) : value;
    }
    if (object !== undefined) Object.assign(object, { [field]: sections }, FOLDER);
  };
  const scs = options.filter(({ level }) => level === "solution-control-server");
  file.applications!.push(
    ...[...new Set(scs.map(({ name }) => name))].map((name) => ({ name, appPrototype: "SCS", state: "enabled" })),
    { name: "Another", appPrototype: "Stat Server", state: "enabled" },
  );
  for (const application of file.applications!)
    add(
      application,
      "options",
      options.filter(({ level, name }) => name === application.name && level !== "host" && level !== "outbound-proxy"),
    );
  for (const host of file.hosts!)
    add(
      host,
      "userProperties",
      options.filter(({ level }) => level === "host"),
    );
  for (const dn of file.dns ?? [])
    add(
      dn,
      "userProperties",
      options.filter(({ level, name }) => level === "outbound-proxy" && name === dn.number),
    );
  return file;
}
