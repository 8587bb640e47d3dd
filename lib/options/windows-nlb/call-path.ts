import { type CallPath, pathThrough, sipText } from "../call-path";
import type { NlbPair } from "./model";

/** Both hosts have the virtual IP; its ports are enabled on the host that has the primary. */
export function nlbCallPath(pair: NlbPair): CallPath {
  const { virtualIp, network, clusterName, operationMode } = pair.highAvailability;
  return pathThrough(
    {
      id: "virtual-ip",
      lines: ["virtual IP on both hosts", virtualIp, clusterName, `${operationMode}, network ${network}`],
    },
    sipText(pair),
    "ports enabled",
    "ports enabled here",
  );
}
