import type { FindVirtualIp } from "../../model/virtual-ip";
import type { Rule } from "../rule";
import type { RunsScripts } from "../script-hosts";
import { addpOff } from "./addp-off";
import { addressNotUnique } from "./address-not-unique";
import { addressNotUsable } from "./address-not-usable";
import { connectionMissing } from "./connection-missing";
import { connectionRights } from "./connection-rights";
import { environmentEmpty } from "./environment-empty";
import { flipDetectionTooLong } from "./flip-detection-too-long";
import { hostKeyMissing } from "./host-key-missing";
import { localControlAgentRights } from "./local-control-agent-rights";
import { managementLayerOnPairHost } from "./management-layer-on-pair-host";
import { managementPointsAtVirtualIp } from "./management-points-at-virtual-ip";
import { networksOverlap } from "./networks-overlap";
import { portNotUnique } from "./port-not-unique";
import { tlsPort } from "./tls-port";
import { winrmPlain } from "./winrm-plain";

/** What the rules have to know of the options. */
export interface KnownOfOptions {
  readonly virtualIpOf: FindVirtualIp;
  readonly runsScripts: RunsScripts;
}

/** The rules that hold for every option, in the order in which their findings are shown. */
export const generalRules = ({ virtualIpOf, runsScripts }: KnownOfOptions): readonly Rule[] => [
  environmentEmpty,
  networksOverlap,
  addressNotUsable(virtualIpOf),
  addressNotUnique(virtualIpOf),
  managementPointsAtVirtualIp(virtualIpOf),
  portNotUnique,
  tlsPort,
  addpOff,
  flipDetectionTooLong,
  managementLayerOnPairHost,
  localControlAgentRights(runsScripts),
  connectionMissing(runsScripts),
  connectionRights(runsScripts),
  hostKeyMissing,
  winrmPlain,
];
