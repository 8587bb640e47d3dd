import type { Rule } from "../../../checks/rule";
import type { KnownOfOptions } from "../../../checks/rules";
import { nlbClusterName } from "./nlb-cluster-name";
import { nlbDedicatedNetwork } from "./nlb-dedicated-network";
import { nlbHardwareAddress } from "./nlb-hardware-address";
import { nlbHostPriorities } from "./nlb-host-priorities";
import { nlbOneCluster } from "./nlb-one-cluster";
import { nlbPortRules } from "./nlb-port-rules";
import { nlbSecondInterface } from "./nlb-second-interface";
import { nlbUnicastInterface } from "./nlb-unicast-interface";
import { nlbVirtualIpVersion } from "./nlb-virtual-ip-version";
import { nlbWindowsHosts } from "./nlb-windows-hosts";

/** The rules of a Windows NLB cluster, in the order in which their findings are shown. */
export const nlbRules = (known: KnownOfOptions): readonly Rule[] => [
  nlbWindowsHosts,
  nlbVirtualIpVersion,
  nlbOneCluster(known),
  nlbClusterName,
  nlbHardwareAddress,
  nlbPortRules,
  nlbHostPriorities,
  nlbUnicastInterface,
  nlbSecondInterface,
  nlbDedicatedNetwork(known.virtualIpOf),
];
