import { describe, expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, secondPool, sipProxyDeclaration } from "../sip-proxy-sample";

const words = { allowed: "a name that nothing else has, in any environment", fix: "give one of them another name" };

test("holds with names of their own, and with one host in two pools of a zone", () => {
  expect(evaluateRule("domain-name-taken", sipProxyDeclaration(secondPool()))).toEqual(HOLDS);
  const shared = secondPool({ zone: "example.com", proxies: [{ application: "SIP_Proxy_3", host: "proxy-1" }] });
  const declaration = sipProxyDeclaration({ ...shared, [`${POOL}.zone`]: "example.com" });
  expect(evaluateRule("domain-name-taken", declaration)).toEqual(HOLDS);
});

test("two pools with one name are found, whatever the case", () => {
  const declaration = sipProxyDeclaration(secondPool({ fqdn: "SIP.Example.com" }));
  expect(evaluateRule("domain-name-taken", declaration)).toEqual({
    found: [
      {
        path: "pairs.outbound.highAvailability.sipProxy.fqdn",
        message: "the pool of pair outbound has the name sip.example.com, which the pool of pair inbound already has",
        found: "sip.example.com",
        ...words,
      },
    ],
    notEvaluated: [],
  });
});

test("a second name that belongs to a host is found", () => {
  const changes = { [`${POOL}.zone`]: "example.com", [`${POOL}.addressFqdn`]: "proxy-2.example.com" };
  expect(evaluateRule("domain-name-taken", sipProxyDeclaration(changes)).found).toEqual([
    {
      path: `${POOL}.proxies.1.host`,
      message:
        "host proxy-2 has the name proxy-2.example.com, which the pool of pair inbound by its addresses already has",
      found: "proxy-2.example.com",
      ...words,
    },
  ]);
});

test("a pool of another environment counts", () => {
  const said = evaluateRule("domain-name-taken", sipProxyDeclaration(), sipProxyDeclaration({ environment: "prod" }));
  expect(said.found.map(({ environment, message }) => [environment, message])).toEqual([
    [
      "prod",
      "the pool of pair inbound has the name sip.example.com, which the pool of pair inbound of environment staging already has",
    ],
  ]);
});

describe("hosts with one name in a zone that two pools share", () => {
  const ZONE = { [`${POOL}.zone`]: "example.com" };
  const proxies = (network?: string) => [{ application: "SIP_Proxy_3", host: "proxy-1", ...(network && { network }) }];

  test("are the same if they have one address, in another environment too", () => {
    const east = sipProxyDeclaration(ZONE);
    const west = sipProxyDeclaration({ ...ZONE, environment: "west", [`${POOL}.fqdn`]: "west.example.com" });
    expect(evaluateRule("domain-name-taken", east, west)).toEqual(HOLDS);
  });

  test("are not distinguished if the address of one is unclear, which is found by itself", () => {
    const east = sipProxyDeclaration(ZONE);
    const west = sipProxyDeclaration({
      ...ZONE,
      environment: "west",
      [`${POOL}.fqdn`]: "west.example.com",
      "hosts.proxy-1.interfaces": {
        eth0: { network: "voice", address: "10.120.0.61" },
        eth1: { network: "voice-west", address: "10.130.0.61" },
        eth2: { network: "management", address: "10.110.0.61" },
      },
    });
    expect(evaluateRule("domain-name-taken", east, west)).toEqual(HOLDS);
    expect(evaluateRule("domain-name-taken", west, east)).toEqual(HOLDS);
  });

  test("are found in another environment that has other addresses for them", () => {
    const west = sipProxyDeclaration({
      ...ZONE,
      environment: "west",
      [`${POOL}.fqdn`]: "west.example.com",
      "hosts.proxy-1.interfaces.eth0.address": "10.120.0.61",
    });
    expect(evaluateRule("domain-name-taken", sipProxyDeclaration(ZONE), west).found).toEqual([
      {
        environment: "west",
        path: `${POOL}.proxies.0.host`,
        message:
          "host proxy-1 at 10.120.0.61 has the name proxy-1.example.com, which host proxy-1 of environment staging at 10.120.0.51 already has",
        found: "proxy-1.example.com",
        ...words,
      },
    ]);
  });

  test("are found in one environment if its pools use other interfaces of a host", () => {
    const declaration = sipProxyDeclaration({
      ...secondPool({ zone: "example.com", proxies: proxies("voice-west") }),
      ...ZONE,
      "hosts.proxy-1.interfaces": {
        eth0: { network: "voice", address: "10.120.0.51" },
        eth1: { network: "voice-west", address: "10.130.0.51" },
      },
      "hosts.proxy-1.managementInterface": "eth0",
      [`${POOL}.proxies.0.network`]: "voice",
    });
    expect(evaluateRule("domain-name-taken", declaration).found.map(({ message }) => message)).toEqual([
      "host proxy-1 at 10.130.0.51 has the name proxy-1.example.com, which host proxy-1 at 10.120.0.51 already has",
    ]);
  });
});

test("a pool with the name of an earlier pool's host is found", () => {
  const changes = { [`${POOL}.zone`]: "example.com", ...secondPool({ fqdn: "proxy-2.example.com" }) };
  expect(evaluateRule("domain-name-taken", sipProxyDeclaration(changes)).found).toEqual([
    {
      path: "pairs.outbound.highAvailability.sipProxy.fqdn",
      message: "the pool of pair outbound has the name proxy-2.example.com, which host proxy-2 already has",
      found: "proxy-2.example.com",
      ...words,
    },
  ]);
});
