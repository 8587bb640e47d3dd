import type { Rule } from "../../../checks/rule";
import { alarmRearm } from "./alarm-rearm";
import { arpBurst } from "./arp-burst";
import { eventIds } from "./event-ids";
import { gatewayMissing } from "./gateway-missing";
import { gratuitousArp } from "./gratuitous-arp";
import { interfaceLabel } from "./interface-label";
import { isolatedHost } from "./isolated-host";
import { lockTimeout } from "./lock-timeout";
import { mixedPair } from "./mixed-pair";
import { pairOnOneHost } from "./pair-on-one-host";
import { sipInterface } from "./sip-interface";
import { systemSetting } from "./system-setting";
import { virtualIpUnconfirmed } from "./virtual-ip-unconfirmed";
import { virtualIpVersion } from "./virtual-ip-version";
import { wholeSeconds } from "./whole-seconds";

/** The rules of IP Address Takeover, in the order in which their findings are shown. */
export const takeoverRules: readonly Rule[] = [
  pairOnOneHost,
  mixedPair,
  sipInterface,
  virtualIpVersion,
  virtualIpUnconfirmed,
  systemSetting,
  interfaceLabel,
  eventIds,
  alarmRearm,
  wholeSeconds,
  lockTimeout,
  gratuitousArp,
  arpBurst,
  gatewayMissing,
  isolatedHost,
];
