import { expect, test } from "vitest";
import { serverInterface } from "../../../../lib/options/sip-proxy/model";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, sampleProxiedPair, sipProxyDeclaration, sipProxyTopology } from "../sip-proxy-sample";

const third = { "hosts.sip-a.interfaces.eth2": { network: "voice", address: "10.120.0.111" } };

test("holds with one interface, and with one beside the management interface", () => {
  expect(evaluateRule("sip-interface-unclear", sipProxyDeclaration())).toEqual(HOLDS);
});

test("two interfaces beside the management interface are found", () => {
  expect(evaluateRule("sip-interface-unclear", sipProxyDeclaration(third))).toEqual({
    found: [
      {
        path: "pairs.inbound.primary.host",
        message:
          "host sip-a has several interfaces, and nothing says which one the primary of pair inbound uses for SIP",
        found: "eth0 and eth1 and eth2",
        allowed: "one interface beside the management interface, or the network of the one that is meant",
        fix: "add primaryNetwork, one of management, voice",
      },
    ],
    notEvaluated: [],
  });
});

test("the network decides, and may be the management network", () => {
  const changes = { ...third, [`${POOL}.primaryNetwork`]: "management" };
  expect(evaluateRule("sip-interface-unclear", sipProxyDeclaration(changes))).toEqual(HOLDS);
  const topology = sipProxyTopology(changes);
  const pair = sampleProxiedPair(topology);
  expect(serverInterface(topology, pair, pair.primary)?.address).toBe("10.110.0.11");
});

test("a network on which the host has no interface is found, and one on which it has two", () => {
  const changes = { ...third, [`${POOL}.primaryNetwork`]: "voice", [`${POOL}.backupNetwork`]: "voice" };
  expect(evaluateRule("sip-interface-unclear", sipProxyDeclaration(changes)).found).toEqual([
    {
      path: `${POOL}.primaryNetwork`,
      message: "host sip-a of the primary of pair inbound has 2 interfaces on network voice",
      found: "voice",
      allowed: "a network that the host has one interface on",
      fix: "give the second one a network of its own",
    },
    {
      path: `${POOL}.backupNetwork`,
      message: "host sip-b of the backup of pair inbound has no interface on network voice",
      found: "voice",
      allowed: "a network that the host has one interface on",
      fix: "name one of management, voice-west",
    },
  ]);
});

test("a proxy on a host with several network cards must say which one it uses", () => {
  const interfaces = {
    eth0: { network: "management", address: "10.110.0.51" },
    eth1: { network: "voice", address: "10.120.0.51" },
    eth2: { network: "voice-west", address: "10.130.0.51" },
  };
  const proxies = (network?: string) => [
    { application: "SIP_Proxy_1", host: "proxy-1", ...(network === undefined ? {} : { network }) },
    { application: "SIP_Proxy_2", host: "proxy-2" },
  ];
  const said = (network?: string) =>
    evaluateRule(
      "sip-interface-unclear",
      sipProxyDeclaration({ "hosts.proxy-1.interfaces": interfaces, [`${POOL}.proxies`]: proxies(network) }),
    );
  expect(said("voice")).toEqual(HOLDS);
  expect(said().found).toEqual([
    {
      path: `${POOL}.proxies.0.host`,
      message: "host proxy-1 has several interfaces, and nothing says which one SIP Proxy SIP_Proxy_1 uses for SIP",
      found: "eth0 and eth1 and eth2",
      allowed: "one interface beside the management interface, or the network of the one that is meant",
      fix: "add network, one of management, voice, voice-west",
    },
  ]);
});
