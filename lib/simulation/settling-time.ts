import { milliseconds } from "../model/duration";
import { onceFor } from "../model/once-for";
import { optionOf } from "../options";
import { type Setting, timerOf } from "./setting";

/** How long a change takes at most to settle, in milliseconds: decision, orders, reactions, then what the option itself needs. */
export const settlingTime = onceFor((setting: Setting): number => {
  const parts = ["decision", "role-order", "reaction-start", "neighbours-follow"];
  return parts.reduce((sum, name) => sum + timerOf(setting, name).span.maximum, setting.behaviour.settlingTime);
});

/** How long an outage may last, in milliseconds: the declared objective; if none is declared, the longest outage that the loss of a host causes. */
export const recoveryTime = onceFor((setting: Setting): number => {
  const { topology, pair } = setting;
  const worst = optionOf(pair).worstCaseOutage?.(topology, pair)?.milliseconds ?? 0;
  const { recoveryTimeObjective } = pair;
  return recoveryTimeObjective === undefined ? worst + settlingTime(setting) : milliseconds(recoveryTimeObjective);
});
