import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, sipProxyDeclaration } from "../sip-proxy-sample";

test("holds with a host for each proxy", () => {
  expect(evaluateRule("proxies-on-one-host", sipProxyDeclaration())).toEqual(HOLDS);
});

test("two proxies on one host are found", () => {
  const proxies = [
    { application: "SIP_Proxy_1", host: "proxy-1" },
    { application: "SIP_Proxy_2", host: "proxy-1" },
  ];
  expect(evaluateRule("proxies-on-one-host", sipProxyDeclaration({ [`${POOL}.proxies`]: proxies }))).toEqual({
    found: [
      {
        path: `${POOL}.proxies.1.host`,
        message: "SIP Proxy SIP_Proxy_2 is on host proxy-1, where SIP_Proxy_1 of the same pool already is",
        found: "proxy-1",
        allowed: "a host for each proxy of a pool",
        fix: "put it on another host, or leave it out",
      },
    ],
    notEvaluated: [],
  });
});
