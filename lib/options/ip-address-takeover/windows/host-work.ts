import { familyOf } from "../../../model/address";
import type { InstallerWork } from "../../../scripts/installer-work";
import { workOnEverySystem } from "../host-work";
import { type TakeoverSide, watchdogName } from "../model";
import { bootReleaseName } from "./boot-release";
import { CONTROL_SCRIPT_TOOLS } from "./control-script";

/** What the installer of a Windows host checks and does for the pair. The units are scheduled tasks, by the files that describe them. */
export function windowsHostWork(side: TakeoverSide): InstallerWork {
  const { takeover } = side;
  return {
    tools: [...CONTROL_SCRIPT_TOOLS[familyOf(takeover.virtualIp)]],
    ...workOnEverySystem(side),
    bootUnits: [bootReleaseName(side)],
    serviceUnits: takeover.watchdog === undefined ? [] : [`${watchdogName(side)}.xml`],
  };
}
