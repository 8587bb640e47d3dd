import { isAtLeast } from "../../configuration-layer/options-catalogue";
import type { BigIp } from "../../model/big-ip";

/** The earliest version of BIG-IP that AS3 is said to run on. */
export const RUNS_AS3 = "13.1";

/** Whether Declarative Onboarding runs on the device: on all that AS3 runs on, but for some of 13.1 (fact `onboarding-devices`). */
export function runsOnboarding({ version }: Pick<BigIp, "version">): boolean {
  return !/^13\.1\.(1\.5|3)(\.|$)/.test(version);
}

/** Whether an AS3 that takes the declaration runs on the device. */
export function runsAs3({ version }: Pick<BigIp, "version">): boolean {
  return isAtLeast(version, RUNS_AS3);
}
