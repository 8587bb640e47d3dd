import { type CallPath, pathThrough, sipText } from "../call-path";
import type { TakeoverPair } from "./model";

/** Callers use the virtual IP, which is on the host of the primary. */
export function takeoverCallPath(pair: TakeoverPair): CallPath {
  const { virtualIp, network } = pair.highAvailability;
  return pathThrough(
    { id: "virtual-ip", lines: ["virtual IP", virtualIp, `network ${network}`] },
    sipText(pair),
    "is on this host",
    "moves here",
  );
}
