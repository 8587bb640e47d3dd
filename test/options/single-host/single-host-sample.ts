import { sampleDeclaration } from "../../sample-declaration";

/** The sample's pair with both servers on host sip-a, without findings. */
const ON_ONE_HOST = {
  "pairs.inbound.backup.host": "sip-a",
  "pairs.inbound.backup.ports": { tlib: 3001 },
  "pairs.inbound.highAvailability": { singleHost: { seats: 80 } },
  "pairs.inbound.recoveryTimeObjective": undefined,
};

/** The declaration of that pair with these values replaced. */
export function singleHostDeclaration(changes: Readonly<Record<string, unknown>> = {}) {
  return sampleDeclaration({ ...ON_ONE_HOST, ...changes });
}
