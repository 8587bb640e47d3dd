import { isAtLeast } from "../../configuration-layer/options-catalogue";
import type { BigIp } from "../../model/big-ip";

/** The earliest version of BIG-IP that AS3 is said to run on. */
export const RUNS_AS3 = "13.1";

/** Whether an AS3 that takes the declaration runs on the device. */
export function runsAs3({ version }: Pick<BigIp, "version">): boolean {
  return isAtLeast(version, RUNS_AS3);
}
