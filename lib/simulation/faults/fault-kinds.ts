import type { FaultKind } from "../../operation/fault-kind";
import type { Setting } from "../setting";
import { alarmFaults } from "./alarm-faults";
import { hostFaults } from "./host-faults";
import { managementLayerFaults } from "./management-layer-faults";
import { operatorActions } from "./operator-actions";
import { scriptFaults } from "./script-faults";
import { serverFaults } from "./server-faults";

/** Everything that can go wrong with a pair, or that somebody may do to it, by name. */
export function faultKinds(setting: Setting): ReadonlyMap<string, FaultKind> {
  const known = kindsBySetting.get(setting);
  if (known !== undefined) return known;
  const kinds = [
    ...hostFaults,
    ...serverFaults,
    ...managementLayerFaults,
    ...alarmFaults(setting),
    ...(setting.behaviour.script === undefined ? [] : scriptFaults(setting, setting.behaviour.script)),
    ...operatorActions(setting),
    ...setting.behaviour.faults,
  ];
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  kindsBySetting.set(setting, byName);
  return byName;
}

const kindsBySetting = new WeakMap<Setting, ReadonlyMap<string, FaultKind>>();
