import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { BigIp } from "../../../lib/model/big-ip";
import type { Topology } from "../../../lib/model/topology";
import type { BigIpPair } from "../../../lib/options/big-ip/model";
import { change } from "../../sample-declaration";
import { topologyOf } from "../../topology-of";

type Mapping = { [key: string]: unknown };

const EXAMPLE = readFileSync(join(__dirname, "../../../examples/big-ip.yaml"), "utf8");

/** The declaration of examples/big-ip.yaml with these values replaced. Its pair is called inbound, as in the other samples. */
export function bigIpDeclaration(changes: Readonly<Record<string, unknown>> = {}): Mapping {
  const declaration = parse(EXAMPLE) as Mapping & { pairs: Mapping };
  declaration.pairs = { inbound: declaration.pairs.trunks };
  for (const [path, value] of Object.entries(changes)) change(declaration, path.split("."), value);
  return declaration;
}

/** The model of that declaration, with its only device and its only pair. */
export function bigIpTopology(changes: Readonly<Record<string, unknown>> = {}): {
  readonly topology: Topology;
  readonly device: BigIp;
  readonly pair: BigIpPair;
} {
  const topology = topologyOf(bigIpDeclaration(changes));
  return {
    topology,
    device: topology.bigIps.get("ltm-1")!,
    pair: topology.pairs.get("inbound") as BigIpPair,
  };
}

/** A second pair behind the same device, for tests of what two pairs must not share. */
export const SECOND_PAIR: Readonly<Record<string, unknown>> = {
  "hosts.trunk-c": { os: "linux", interfaces: { eth0: { network: "ltm-inside", address: "10.214.0.13" } } },
  "hosts.trunk-d": { os: "linux", interfaces: { eth0: { network: "ltm-inside", address: "10.214.0.14" } } },
  "pairs.outbound": {
    primary: { application: "SIP_South_Out_P", host: "trunk-c" },
    backup: { application: "SIP_South_Out_B", host: "trunk-d" },
    sip: { transports: ["udp"] },
    highAvailability: { bigIp: { device: "ltm-1", virtualIp: "192.0.2.11", snatExclusions: ["203.0.113.0/24"] } },
  },
};
