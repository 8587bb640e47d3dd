import { type NlbSide, nlbPairs, nlbSide } from "../../../lib/options/windows-nlb/model";
import { sampleDeclaration, windowsPair } from "../../sample-declaration";
import { topologyOf } from "../../topology-of";

/** The sample's pair in a Windows NLB cluster, without findings. */
const CLUSTER = {
  ...windowsPair(),
  "networks.voice": { cidr: "10.120.0.0/24", gateway: "10.120.0.1", vlan: 120, dedicated: true },
  "pairs.inbound.recoveryTimeObjective": "40s",
  "pairs.inbound.highAvailability": {
    windowsNlb: {
      virtualIp: "10.120.0.10",
      network: "voice",
      operationMode: "multicast",
      clusterName: "sip.example.com",
    },
  },
};

/** The path of the settings of the sample's cluster. */
export const NLB = "pairs.inbound.highAvailability.windowsNlb";

/** The declaration of that pair with these values replaced. */
export function nlbDeclaration(changes: Readonly<Record<string, unknown>> = {}) {
  return sampleDeclaration({ ...CLUSTER, ...changes });
}

/** The two sides of the sample's cluster; the declaration must have the right shape. */
export function nlbSides(changes: Readonly<Record<string, unknown>> = {}): {
  readonly a: NlbSide;
  readonly b: NlbSide;
} {
  const topology = topologyOf(nlbDeclaration(changes));
  const [pair] = nlbPairs(topology);
  return { a: nlbSide(topology, pair!, pair!.primary), b: nlbSide(topology, pair!, pair!.backup) };
}
