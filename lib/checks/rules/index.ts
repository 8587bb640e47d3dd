import type { FindVirtualIp } from "../../model/virtual-ip";
import type { FindRoleScripts } from "../role-scripts";
import type { Rule } from "../rule";
import type { RunsScripts } from "../script-hosts";
import { addpOff } from "./addp-off";
import { addpShort } from "./addp-short";
import { addressNotUnique } from "./address-not-unique";
import { addressNotUsable } from "./address-not-usable";
import { alarmRearm } from "./alarm-rearm";
import { backendSecret } from "./backend-secret";
import { backendSetting } from "./backend-setting";
import { connectionMissing } from "./connection-missing";
import { connectionRights } from "./connection-rights";
import { controlServersOnOneHost } from "./control-servers-on-one-host";
import { environmentEmpty } from "./environment-empty";
import { eventIds } from "./event-ids";
import { flipDetectionTooLong } from "./flip-detection-too-long";
import { haLinkWatched } from "./ha-link-watched";
import { hostKeyMissing } from "./host-key-missing";
import { hostKeyType } from "./host-key-type";
import { hostOverridden } from "./host-overridden";
import { localControlAgentPort } from "./local-control-agent-port";
import { localControlAgentRights } from "./local-control-agent-rights";
import { lockTimeout } from "./lock-timeout";
import { managementLayerOnPairHost } from "./management-layer-on-pair-host";
import { managementPointsAtVirtualIp } from "./management-points-at-virtual-ip";
import { networksOverlap } from "./networks-overlap";
import { pairOnOneHost } from "./pair-on-one-host";
import { type FindListeners, portNotUnique } from "./port-not-unique";
import { type FindOutage, recoveryTime } from "./recovery-time";
import { sharedState } from "./shared-state";
import { sipInterface } from "./sip-interface";
import { tlsPort } from "./tls-port";
import { wholeSeconds } from "./whole-seconds";
import { winrmPlain } from "./winrm-plain";
import { winrmPort } from "./winrm-port";

/** What the rules need to know about the options. */
export interface KnownOfOptions {
  readonly virtualIpOf: FindVirtualIp;
  readonly runsScripts: RunsScripts;
  readonly roleScriptsOf: FindRoleScripts;
  readonly listenersOf: FindListeners;
  readonly outageOf: FindOutage;
}

/** The rules that apply to every option, in the order in which their findings are shown. */
export const generalRules = ({
  virtualIpOf,
  runsScripts,
  roleScriptsOf,
  listenersOf,
  outageOf,
}: KnownOfOptions): readonly Rule[] => [
  environmentEmpty,
  sharedState,
  backendSecret,
  backendSetting,
  networksOverlap,
  addressNotUsable(virtualIpOf),
  addressNotUnique(virtualIpOf),
  managementPointsAtVirtualIp(virtualIpOf),
  portNotUnique(listenersOf, virtualIpOf),
  tlsPort,
  addpOff,
  addpShort,
  haLinkWatched,
  flipDetectionTooLong,
  recoveryTime(outageOf),
  managementLayerOnPairHost,
  controlServersOnOneHost,
  localControlAgentPort,
  localControlAgentRights(runsScripts),
  connectionMissing(runsScripts),
  connectionRights(runsScripts),
  hostOverridden,
  hostKeyMissing,
  hostKeyType,
  winrmPlain,
  winrmPort,
  pairOnOneHost(runsScripts),
  sipInterface(runsScripts, virtualIpOf),
  eventIds(roleScriptsOf),
  alarmRearm(roleScriptsOf),
  wholeSeconds(roleScriptsOf),
  lockTimeout(roleScriptsOf),
];
