import type { Rule } from "../../../checks/rule";
import { arpBurst } from "./arp-burst";
import { gatewayMissing } from "./gateway-missing";
import { gratuitousArp } from "./gratuitous-arp";
import { interfaceLabel } from "./interface-label";
import { isolatedHost } from "./isolated-host";
import { mixedPair } from "./mixed-pair";
import { neighboursNotTold } from "./neighbours-not-told";
import { sourceAddressShared } from "./source-address-shared";
import { systemSetting } from "./system-setting";
import { virtualIpScope } from "./virtual-ip-scope";
import { virtualIpUnconfirmed } from "./virtual-ip-unconfirmed";
import { virtualIpVersion } from "./virtual-ip-version";

/** The rules of IP Address Takeover, in the order in which their findings are shown. */
export const takeoverRules: readonly Rule[] = [
  mixedPair,
  virtualIpVersion,
  virtualIpScope,
  virtualIpUnconfirmed,
  systemSetting,
  sourceAddressShared,
  interfaceLabel,
  gratuitousArp,
  neighboursNotTold,
  arpBurst,
  gatewayMissing,
  isolatedHost,
];
