import { environmentObjects } from "../configuration-layer/applications";
import { mergeObjects } from "../configuration-layer/objects";
import type { Topology } from "../model/topology";
import { optionOf } from "../options";

/** An object of the Configuration Layer that no import removes: the word for its kind, and its name. */
export type LeftOver = readonly [kind: string, name: string];

/**
 * The objects that only the earlier model has. An object that refers to others comes before them. If another tenant has an object of the same name, the
 * name says which tenant is meant.
 */
export function leftOverObjects(was: Topology, is: Topology): LeftOver[] {
  const { tenant } = was.genesys;
  const kept = new Set(objectsOf(is).map((one) => JSON.stringify(one)));
  const isKept = (one: LeftOver) => kept.has(JSON.stringify(one));
  return objectsOf(was).flatMap((one): LeftOver[] => {
    const [kind, name] = one;
    if (!isKept(one)) return [one];
    return OF_A_TENANT.has(kind) && tenant !== is.genesys.tenant ? [[kind, `${name} of the tenant ${tenant}`]] : [];
  });
}

/** The kinds of which each tenant has its own objects. */
const OF_A_TENANT: ReadonlySet<string> = new Set(["reaction", "DN"]);

function objectsOf(topology: Topology): LeftOver[] {
  const ofPairs = [...topology.pairs.values()].map((pair) => optionOf(pair).configuration(topology, pair));
  const { alarmConditions, scripts, applications, dns, hosts } = mergeObjects(environmentObjects(topology), ...ofPairs);
  return [
    ...alarmConditions.map(({ name }): LeftOver => ["alarm condition", name]),
    ...scripts.map(({ name }): LeftOver => ["reaction", name]),
    ...(dns ?? []).map(({ number }): LeftOver => ["DN", number]),
    ...applications.map(({ name }): LeftOver => ["application", name]),
    ...hosts.map(({ name }): LeftOver => ["host", name]),
  ];
}
