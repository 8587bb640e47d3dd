import { milliseconds } from "../model/duration";
import { optionOf } from "../options";
import { type Setting, timerOf } from "./setting";

/** How long a change needs at most until it has settled, in milliseconds: decision, orders, reactions, then what the option itself needs. */
export function settlingTime(setting: Setting): number {
  const known = settling.get(setting);
  if (known !== undefined) return known;
  const parts = ["decision", "role-order", "reaction-start", "neighbours-follow"];
  const time = parts.reduce((sum, name) => sum + timerOf(setting, name).span.maximum, setting.behaviour.settlingTime);
  settling.set(setting, time);
  return time;
}

/** How long nobody may answer, in milliseconds: the declared objective; without one, what the loss of a host costs at most. */
export function recoveryTime(setting: Setting): number {
  const known = recovering.get(setting);
  if (known !== undefined) return known;
  const { topology, pair } = setting;
  const worst = optionOf(pair).worstCaseOutage?.(topology, pair)?.milliseconds ?? 0;
  const { recoveryTimeObjective } = pair;
  const time =
    recoveryTimeObjective === undefined ? worst + settlingTime(setting) : milliseconds(recoveryTimeObjective);
  recovering.set(setting, time);
  return time;
}

const settling = new WeakMap<Setting, number>();
const recovering = new WeakMap<Setting, number>();
