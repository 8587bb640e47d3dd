import { type CallPath, pathThrough, sipText } from "../call-path";
import type { BigIpPair } from "./model";

/** Callers use the device's virtual server, which sends to a member of the pool that answers the monitor. */
export function bigIpCallPath(pair: BigIpPair): CallPath {
  const { virtualIp, device, monitorInterval, monitorTimeout } = pair.highAvailability;
  return pathThrough(
    {
      id: "virtual-ip",
      lines: [
        "virtual server",
        virtualIp,
        `on ${device}`,
        `monitor every ${monitorInterval}, timeout ${monitorTimeout}`,
      ],
    },
    sipText(pair),
    "answers the monitor",
    "answers the monitor",
  );
}
