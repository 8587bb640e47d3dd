import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { sampleDeclaration } from "../../../sample-declaration";
import { singleHostDeclaration } from "../../single-host/single-host-sample";
import { nlbDeclaration } from "../nlb-sample";

const network = (dedicated?: boolean) => ({
  "networks.voice": { cidr: "10.120.0.0/24", gateway: "10.120.0.1", dedicated },
});
const FLOODED = {
  path: "networks.voice",
  message: "network voice is not declared to be dedicated to the cluster of pair inbound, whose traffic floods it",
  allowed: "dedicated: true",
  fix: "use a VLAN with only these two hosts, and declare dedicated: true",
};

test("holds for a network that the two hosts have for themselves", () => {
  expect(evaluateRule("nlb-dedicated-network", nlbDeclaration())).toEqual(HOLDS);
});

test.each([
  [undefined, "no dedicated"],
  [false, "dedicated: false"],
])("a network that is not dedicated is found: %s", (dedicated, found) => {
  expect(evaluateRule("nlb-dedicated-network", nlbDeclaration(network(dedicated)))).toEqual({
    found: [{ ...FLOODED, found }],
    notEvaluated: [],
  });
});

test("a third host on a dedicated network is found", () => {
  const phone = { os: "linux", interfaces: { eth0: { network: "voice", address: "10.120.0.77" } } };
  expect(evaluateRule("nlb-dedicated-network", nlbDeclaration({ "hosts.recorder": phone }))).toEqual({
    found: [
      {
        path: "networks.voice.dedicated",
        message:
          "network voice is declared to be dedicated, but is not for the cluster of pair inbound alone: recorder is on it too",
        found: "true",
        fix: "move them to another network",
      },
    ],
    notEvaluated: [],
  });
});

test("another pair's virtual IP on a dedicated network is found", () => {
  const pair = {
    primary: { application: "SIP_Out_P", host: "sip-b", ports: { tlib: 3010 } },
    backup: { application: "SIP_Out_B", host: "sip-a", ports: { tlib: 3010 } },
    sip: { port: 5070, transports: ["udp"] },
    highAvailability: { ipAddressTakeover: { virtualIp: "10.120.0.20", network: "voice" } },
  };
  expect(evaluateRule("nlb-dedicated-network", nlbDeclaration({ "pairs.outbound": pair }))).toEqual({
    found: [
      {
        path: "networks.voice.dedicated",
        message:
          "network voice is declared to be dedicated, but is not for the cluster of pair inbound alone: the virtual IP of pair outbound is on it too",
        found: "true",
        fix: "move them to another network",
      },
    ],
    notEvaluated: [],
  });
});

test("hosts and virtual IPs of another environment on a dedicated network are found, whatever the network's name there", () => {
  const elsewhere = sampleDeclaration({
    environment: "prod",
    "networks.lines": { cidr: "10.120.0.128/25" },
    "hosts.sip-a.interfaces.eth1": { network: "lines", address: "10.120.0.211" },
    "hosts.sip-b.interfaces.eth1": { network: "lines", address: "10.120.0.212" },
    "pairs.inbound.highAvailability.ipAddressTakeover": { network: "lines", virtualIp: "10.120.0.210" },
    "networks.voice": { cidr: "10.9.0.0/24" },
  });
  expect(evaluateRule("nlb-dedicated-network", nlbDeclaration(), elsewhere).found).toEqual([
    {
      environment: "staging",
      path: "networks.voice.dedicated",
      message:
        "network voice is declared to be dedicated, but is not for the cluster of pair inbound alone: sip-a of environment prod, sip-b of environment prod, the virtual IP of pair inbound of environment prod are on it too",
      found: "true",
      fix: "move them to another network",
    },
  ]);
  const apart = nlbDeclaration({
    environment: "prod",
    "networks.voice": { cidr: "10.121.0.0/24", gateway: "10.121.0.1", vlan: 120, dedicated: true },
    ...Object.fromEntries(
      ["sip-a", "sip-b"].map((host, index) => [
        `hosts.${host}.interfaces.Local Area Connection 2.address`,
        `10.121.0.1${index + 1}`,
      ]),
    ),
    "pairs.inbound.highAvailability.windowsNlb.virtualIp": "10.121.0.10",
  });
  expect(evaluateRule("nlb-dedicated-network", nlbDeclaration(), apart)).toEqual(HOLDS);
});

test("another network in the VLAN of a dedicated one is found; networks without a VLAN number are not", () => {
  const management = { cidr: "10.110.0.0/24", gateway: "10.110.0.1" };
  expect(
    evaluateRule("nlb-dedicated-network", nlbDeclaration({ "networks.management": { ...management, vlan: 120 } })),
  ).toEqual({
    found: [
      {
        path: "networks.voice.vlan",
        message:
          "network voice is declared to be dedicated, but is not for the cluster of pair inbound alone: VLAN 120 is also that of network management",
        found: "120",
        allowed: "a VLAN that no other network is in",
        fix: "give the cluster a VLAN of its own, or correct the number that is wrong",
      },
    ],
    notEvaluated: [],
  });
  expect(evaluateRule("nlb-dedicated-network", nlbDeclaration(network(true)))).toEqual(HOLDS);
});

test("a pair of another environment without a virtual IP is on no network through one", () => {
  const elsewhere = singleHostDeclaration({
    environment: "prod",
    "networks.voice": { cidr: "10.9.0.0/24" },
    "hosts.sip-a.interfaces.eth1.address": "10.9.0.11",
    "hosts.sip-b.interfaces.eth1.address": "10.9.0.12",
  });
  expect(evaluateRule("nlb-dedicated-network", nlbDeclaration(), elsewhere)).toEqual(HOLDS);
});
