import type { FactId } from "../../configuration-layer/facts";
import { NLB_CONFIGURATION_FACTS } from "./configuration";
import type { OperationMode } from "./model";
import { NLB_OPTION_FACTS } from "./server-options";

/** The facts that the control script and its task rest on. */
export const NLB_SCRIPT_FACTS = [
  "nlb-command",
  "nlb-exit-code",
  "nlb-state",
  "nlb-stopped-node",
  "nlb-change-converges",
  "nlb-boot",
  "windows-volatile-registry",
  "windows-task",
  "windows-folder-rights",
  "windows-batch-application",
] as const satisfies readonly FactId[];

/** The fact that the cluster's hardware address rests on. */
const macFact = (mode: OperationMode): FactId => (mode === "igmpMulticast" ? "nlb-igmp-mac" : "nlb-cluster-mac");

/** The facts that the build script rests on. */
export function buildFacts(mode: OperationMode): FactId[] {
  return [
    "nlb-cmdlets",
    "nlb-rule-parameters",
    "nlb-default-host",
    "nlb-adapter",
    "nlb-prerequisites",
    macFact(mode),
    ...(mode === "unicast" ? (["nlb-unicast-forwarding"] as const) : []),
  ];
}

/** The facts that the files for the network rest on. */
export function networkFacts(mode: OperationMode): FactId[] {
  return [macFact(mode), "nlb-switches", "nlb-hypervisors"];
}

/** All facts that a pair's files rest on. */
export function nlbFacts(mode: OperationMode): FactId[] {
  return [
    "nlb-deprecated",
    "nlb-same-subnet",
    "nlb-former-primary",
    ...NLB_CONFIGURATION_FACTS,
    ...NLB_OPTION_FACTS,
    ...NLB_SCRIPT_FACTS,
    ...buildFacts(mode),
    ...networkFacts(mode),
  ];
}
