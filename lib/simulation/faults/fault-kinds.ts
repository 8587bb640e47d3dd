import { onceFor } from "../../model/once-for";
import type { FaultKind } from "../../operation/fault-kind";
import type { Setting } from "../setting";
import { alarmFaults } from "./alarm-faults";
import { hostFaults } from "./host-faults";
import { managementLayerFaults } from "./management-layer-faults";
import { operatorActions } from "./operator-actions";
import { scriptFaults } from "./script-faults";
import { serverFaults } from "./server-faults";

/** Everything that can go wrong with a pair, or that somebody may do to it, by name. */
export const faultKinds = onceFor((setting: Setting): ReadonlyMap<string, FaultKind> => {
  const kinds = [
    ...hostFaults,
    ...serverFaults,
    ...managementLayerFaults,
    ...alarmFaults(setting),
    ...(setting.behaviour.script === undefined ? [] : scriptFaults(setting, setting.behaviour.script)),
    ...operatorActions(setting),
    ...setting.behaviour.faults,
  ];
  return new Map(kinds.map((kind) => [kind.name, kind]));
});
