import type { InstallerWork } from "../../../scripts/installer-work";
import { workOnEverySystem } from "../host-work";
import { type TakeoverSide, watchdogName } from "../model";
import { bootReleaseName } from "./boot-release";
import { controlScriptTools } from "./control-script";
import { watchdogTools } from "./watchdog";

/** What the installer of a Linux host checks and does for the pair. */
export function linuxHostWork(side: TakeoverSide): InstallerWork {
  const { takeover } = side;
  const hasWatchdog = takeover.watchdog !== undefined;
  const tools = [...controlScriptTools(takeover), ...(hasWatchdog ? watchdogTools(takeover) : [])];
  return {
    tools: [...new Set(tools)].sort(),
    ...workOnEverySystem(side),
    bootUnits: [bootReleaseName(side)],
    serviceUnits: hasWatchdog ? [`${watchdogName(side)}.service`] : [],
  };
}
