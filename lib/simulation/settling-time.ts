import { milliseconds } from "../model/duration";
import { onceFor } from "../model/once-for";
import { optionOf } from "../options";
import { type Setting, timerOf } from "./setting";

/** How long a change needs at most until it has settled, in milliseconds: decision, orders, reactions, then what the option itself needs. */
export const settlingTime = onceFor((setting: Setting): number => {
  const parts = ["decision", "role-order", "reaction-start", "neighbours-follow"];
  return parts.reduce((sum, name) => sum + timerOf(setting, name).span.maximum, setting.behaviour.settlingTime);
});

/** How long nobody may answer, in milliseconds: the declared objective; without one, what the loss of a host costs at most. */
export const recoveryTime = onceFor((setting: Setting): number => {
  const { topology, pair } = setting;
  const worst = optionOf(pair).worstCaseOutage?.(topology, pair)?.milliseconds ?? 0;
  const { recoveryTimeObjective } = pair;
  return recoveryTimeObjective === undefined ? worst + settlingTime(setting) : milliseconds(recoveryTimeObjective);
});
