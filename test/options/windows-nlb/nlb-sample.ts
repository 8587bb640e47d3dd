import { type NlbSide, nlbPairs, nlbSide } from "../../../lib/options/windows-nlb/model";
import type { Declaration } from "../../../lib/synth/declaration";
import { resolve } from "../../../lib/synth/resolve";
import { sampleDeclaration, windowsPair } from "../../sample-declaration";

/** The sample's pair in a Windows NLB cluster, with nothing in it to be found. */
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

/** Where the settings of the sample's cluster stand. */
export const NLB = "pairs.inbound.highAvailability.windowsNlb";

/** Its declaration with these values replaced. */
export function nlbDeclaration(changes: Readonly<Record<string, unknown>> = {}) {
  return sampleDeclaration({ ...CLUSTER, ...changes });
}

/** The two sides of the sample's cluster; the declaration must have the right shape. */
export function nlbSides(changes: Readonly<Record<string, unknown>> = {}): {
  readonly a: NlbSide;
  readonly b: NlbSide;
} {
  const { topology, findings } = resolve(nlbDeclaration(changes) as Declaration);
  if (topology === undefined || findings.length > 0)
    throw new Error(`the test's declaration is not valid: ${JSON.stringify(findings)}`);
  const [pair] = nlbPairs(topology);
  return { a: nlbSide(topology, pair!, pair!.primary), b: nlbSide(topology, pair!, pair!.backup) };
}
