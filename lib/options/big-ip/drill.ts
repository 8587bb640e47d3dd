import type { DrillPart } from "../drill-part";
import type { BigIpPair } from "./model";

/** A drill of a pool: the device follows its monitor by itself; what it finds is seen on the device, as the runbook says. */
export function bigIpDrill({ primary, backup, highAvailability }: BigIpPair): DrillPart {
  return {
    callers: highAvailability.virtualIp,
    runLogs: [],
    bringBack: [
      {
        where: "Should both members be available for longer than the monitor's timeout",
        order: `Both are primary: in Solution Control Interface, stop ${backup.application}, then start it again`,
      },
      {
        where: "Should no member be available",
        order: `See in the log of ${primary.application} whether it is primary and has opened its port; stop it and start it again`,
      },
    ],
  };
}
