import { isMapping } from "../model/mapping";
import type { Path } from "../model/origin";
import { options } from "../options";
import {
  type ChangedKey,
  deduced,
  type Effect,
  type EffectRule,
  type EffectTable,
  own,
  unknown,
} from "../options/effect";
import { referredKind } from "../synth/references";
import { deviceEffects } from "./device-effects";
import { environmentEffects } from "./environment-effects";
import { hostEffects } from "./host-effects";
import { pairEffects } from "./pair-effects";
import { renamedDevices } from "./renamed-devices";
import { isSameNetwork } from "./same-network";

/** The effects of every key of an environment file: the general effects, then those of each option below its own key. */
export const KEY_EFFECTS: EffectTable = {
  ...environmentEffects,
  ...hostEffects,
  ...deviceEffects,
  ...pairEffects,
  ...Object.fromEntries(
    options.flatMap(({ name, effects }) =>
      Object.entries(effects).map(([key, rule]) => [`pairs.*.highAvailability.${name}.${key}`, rule]),
    ),
  ),
};

const RENAMED_NETWORK = own("none", "the network is the same under another name");

const RENAMED_DEVICE = deduced(
  "reload",
  "the device is the same under another name, which appears only in the declaration's id; the declaration is posted again, and the device takes it in place",
);

interface Branch {
  [key: string]: EffectRule | Branch;
}

/** The table as a tree, so that a key of thousands is found by its path. Names of users hold dots, so the path is not joined. */
const TREE = treeOf(KEY_EFFECTS);

function treeOf(table: EffectTable): Branch {
  const tree: Branch = {};
  for (const [pattern, rule] of Object.entries(table)) {
    const keys = pattern.split(".");
    let branch = tree;
    for (const key of keys.slice(0, -1)) {
      branch[key] ??= {};
      branch = branch[key] as Branch;
    }
    branch[keys.at(-1)!] = rule;
  }
  return tree;
}

/** How the change of a key affects service; unknown for a key without an entry, and a test makes sure that there is none. */
export function effectOfKey(change: ChangedKey): Effect {
  const renamed = renamedElement(change);
  if (renamed !== undefined) return renamed;
  const rule = ruleAt(change.path);
  if (rule === undefined) return unknown("outage", "this version does not know how this key affects service");
  return typeof rule === "function" ? rule(change) : rule;
}

/** If the key names a network or a device, and the new name is the same one under another name. */
function renamedElement({ path, before, after, was, is }: ChangedKey): Effect | undefined {
  if (typeof before !== "string" || typeof after !== "string") return undefined;
  const kind = referredKind(path);
  if (kind === "networks" && isSameNetwork(before, after, was, is)) return RENAMED_NETWORK;
  return kind === "bigIps" && renamedDevices(was, is).get(before)?.name === after ? RENAMED_DEVICE : undefined;
}

/** A setting of a backend may contain keys: the rule of the setting applies to them. */
function ruleAt(path: Path): EffectRule | undefined {
  let branch: EffectRule | Branch | undefined = TREE;
  for (const key of path) {
    if (!isBranch(branch)) break;
    branch = (Object.hasOwn(branch, key) ? branch[key] : branch["*"]) as EffectRule | Branch | undefined;
  }
  return isBranch(branch) ? undefined : branch;
}

function isBranch(value: EffectRule | Branch | undefined): value is Branch {
  return isMapping(value) && typeof value.because !== "string";
}
