import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../../rule-evaluation";
import { furtherInterfaces } from "../../../sample-declaration";

const SOURCE = "pairs.inbound.highAvailability.ipAddressTakeover.sourceAddress";

/** A second pair, whose primary is on the first pair's backup host. */
function outbound(takeover: Readonly<Record<string, unknown>>) {
  const server = (application: string, host: string) => ({ application, host, ports: { tlib: 3100 } });
  return {
    "hosts.sip-c": {
      os: "linux",
      interfaces: furtherInterfaces(13),
    },
    "pairs.outbound": {
      primary: server("SIP_Out_P", "sip-b"),
      backup: server("SIP_Out_B", "sip-c"),
      sip: { port: 5070, transports: ["udp"] },
      highAvailability: { ipAddressTakeover: { virtualIp: "10.120.0.20", network: "voice", ...takeover } },
    },
  };
}

test("two pairs that share a host in a network may not both send packets with their virtual IP as the source", () => {
  expect(
    evaluateSample("source-address-shared", {
      [SOURCE]: "virtual-ip",
      ...outbound({ sourceAddress: "virtual-ip" }),
    }),
  ).toEqual({
    found: [
      {
        path: "pairs.outbound.highAvailability.ipAddressTakeover.sourceAddress",
        message:
          "packets of host sip-b into network voice cannot leave with the virtual IPs of two pairs, inbound and outbound",
        found: "virtual-ip",
        allowed: "host, or another host or network than that pair's",
        fix: "remove sourceAddress of one of the two; a server that binds to the virtual IP sends with it anyway",
      },
    ],
    notEvaluated: [],
  });
});

test("one of them may, and both may if they share no host in a network", () => {
  const both = outbound({ sourceAddress: "virtual-ip" });
  expect(evaluateSample("source-address-shared", { [SOURCE]: "virtual-ip", ...outbound({}) })).toEqual(HOLDS);
  expect(evaluateSample("source-address-shared", both)).toEqual(HOLDS);
  const server = (application: string, host: string) => ({ application, host, ports: { tlib: 3100 } });
  expect(
    evaluateSample("source-address-shared", {
      [SOURCE]: "virtual-ip",
      ...both,
      "hosts.sip-d": { os: "linux", interfaces: furtherInterfaces(14) },
      "pairs.outbound.primary": server("SIP_Out_P", "sip-d"),
    }),
  ).toEqual(HOLDS);
  expect(
    evaluateSample("source-address-shared", {
      [SOURCE]: "virtual-ip",
      ...both,
      "networks.voice-2": { cidr: "10.121.0.0/24" },
      "hosts.sip-b.interfaces.eth2": { network: "voice-2", address: "10.121.0.12" },
      "hosts.sip-c.interfaces.eth2": { network: "voice-2", address: "10.121.0.13" },
      "pairs.outbound.highAvailability.ipAddressTakeover": {
        virtualIp: "10.121.0.20",
        network: "voice-2",
        sourceAddress: "virtual-ip",
      },
    }),
  ).toEqual(HOLDS);
});
