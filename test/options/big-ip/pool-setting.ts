import { type As3Item, applicationOf } from "../../../lib/options/big-ip/as3-declaration";
import { bigIpBehaviour } from "../../../lib/options/big-ip/behaviour";
import { serviceOf } from "../../../lib/options/big-ip/model";
import { type Setting, settingOf } from "../../../lib/simulation/setting";
import { bigIpTopology } from "./big-ip-sample";

/** The objects of a pair on the device, by name. */
export type Items = Record<string, Record<string, unknown>>;

/** The sample's setting. `mutate` changes the pair's part of the declaration that the device has. */
export function poolSetting(changes: Readonly<Record<string, unknown>> = {}, mutate?: (items: Items) => void): Setting {
  const { topology, pair } = bigIpTopology(changes);
  const declared = settingOf(topology, pair);
  if (mutate === undefined) return declared;
  const items = structuredClone(applicationOf(serviceOf(topology, pair)));
  mutate(items as unknown as Items);
  return { ...declared, behaviour: bigIpBehaviour(topology, pair, items as As3Item) };
}
