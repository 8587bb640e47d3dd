import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, secondPool, sipProxyDeclaration } from "../sip-proxy-sample";

const words = {
  found: "SIP_Proxy_1",
  allowed: "a proxy that is in no other pool, and in its own once",
  fix: "deploy a separate proxy for each pool; several may be on one host, with different ports",
};
const sharing = secondPool({
  proxies: [
    { application: "SIP_Proxy_3", host: "proxy-3" },
    { application: "SIP_Proxy_1", host: "proxy-1" },
  ],
});

test("holds with a pool for each pair", () => {
  expect(evaluateRule("proxy-in-two-pools", sipProxyDeclaration(secondPool()))).toEqual(HOLDS);
});

test("a proxy in two pools is found, and nothing else about its name", () => {
  const declaration = sipProxyDeclaration(sharing);
  expect(evaluateRule("proxy-in-two-pools", declaration)).toEqual({
    found: [
      {
        path: "pairs.outbound.highAvailability.sipProxy.proxies.1.application",
        message: "SIP Proxy SIP_Proxy_1 is in the pool of pair outbound, and already in the pool of pair inbound",
        ...words,
      },
    ],
    notEvaluated: [],
  });
  expect(evaluateRule("application-not-unique", declaration)).toEqual(HOLDS);
});

test("twice in one pool is found", () => {
  const proxies = [
    { application: "SIP_Proxy_1", host: "proxy-1" },
    { application: "SIP_Proxy_1", host: "proxy-2" },
  ];
  expect(evaluateRule("proxy-in-two-pools", sipProxyDeclaration({ [`${POOL}.proxies`]: proxies })).found).toEqual([
    {
      path: `${POOL}.proxies.1.application`,
      message: "SIP Proxy SIP_Proxy_1 is in the pool of pair inbound twice",
      ...words,
    },
  ]);
});

test("a pool of another environment counts", () => {
  const said = evaluateRule("proxy-in-two-pools", sipProxyDeclaration(), sipProxyDeclaration({ environment: "prod" }));
  expect(said.found.map(({ environment, message }) => [environment, message])).toEqual(
    ["SIP_Proxy_1", "SIP_Proxy_2"].map((name) => [
      "prod",
      `SIP Proxy ${name} is in the pool of pair inbound, and already in the pool of pair inbound of environment staging`,
    ]),
  );
});

test("another environment is named in full if its name begins with this one's", () => {
  const of = (environment: string) => sipProxyDeclaration({ environment });
  expect(evaluateRule("proxy-in-two-pools", of("geo2"), of("geo")).found[0]).toMatchObject({
    message:
      "SIP Proxy SIP_Proxy_1 is in the pool of pair inbound, and already in the pool of pair inbound of environment geo2",
  });
});

test("a proxy in two pools on two hosts is found once; a Resource Manager beside both is one application on one host only", () => {
  const elsewhere = secondPool({ proxies: [{ application: "SIP_Proxy_1", host: "proxy-3" }] });
  expect(evaluateRule("application-not-unique", sipProxyDeclaration(elsewhere))).toEqual(HOLDS);
  const managers = (host: string) => [{ members: [{ application: "RM_1", host }] }];
  const beside = (host: string) =>
    sipProxyDeclaration({
      ...secondPool({ resourceManagers: managers(host) }),
      [`${POOL}.resourceManagers`]: managers("proxy-1"),
    });
  expect(evaluateRule("application-not-unique", beside("proxy-1"))).toEqual(HOLDS);
  expect(evaluateRule("application-not-unique", beside("proxy-3")).found.map(({ message }) => message)).toEqual([
    "Resource Manager RM_1 on proxy-3 at 10.120.0.53 has the name RM_1, which Resource Manager RM_1 on proxy-1 at 10.120.0.51 already has",
  ]);
});

test("a proxy with the name of a server is found by the names of applications", () => {
  const proxies = [{ application: "SIP_In_B", host: "proxy-1" }];
  const declaration = sipProxyDeclaration({ [`${POOL}.proxies`]: proxies });
  expect(evaluateRule("application-not-unique", declaration).found.map(({ message }) => message)).toEqual([
    "SIP Proxy SIP_In_B has the name SIP_In_B, which the backup of pair inbound already has",
  ]);
});
