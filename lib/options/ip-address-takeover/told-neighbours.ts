import { type Address, isIpv6 } from "../../model/address";
import type { OperatingSystem } from "../../model/operating-system";

/** Whether the system is known to announce an IPv6 address that it begins to use, or has a command for it. */
const ANNOUNCES_IPV6: Readonly<Record<OperatingSystem, boolean>> = {
  linux: true,
  windows: false,
  solaris: true,
  aix: false,
};

/** Whether only the gateway is known to learn of a move at once: no text was found that says that the system informs its other neighbours. */
export function tellsGatewayAlone(os: OperatingSystem, virtualIp: Address): boolean {
  return isIpv6(virtualIp) && !ANNOUNCES_IPV6[os];
}
