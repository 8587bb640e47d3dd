import { isAtLeast } from "../../configuration-layer/options-catalogue";
import type { BigIp } from "../../model/big-ip";

/** The earliest version of BIG-IP on which AS3 is said to run. */
export const RUNS_AS3 = "13.1";

/** Whether Declarative Onboarding runs on the device: on every version on which AS3 runs, except some of 13.1 (fact `onboarding-devices`). */
export function runsOnboarding({ version }: Pick<BigIp, "version">): boolean {
  return !/^13\.1\.(1\.5|3)(\.|$)/.test(version);
}

/** Whether a version of AS3 that accepts the declaration runs on the device. */
export function runsAs3({ version }: Pick<BigIp, "version">): boolean {
  return isAtLeast(version, RUNS_AS3);
}
