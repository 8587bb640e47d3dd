import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, sipProxyDeclaration } from "../sip-proxy-sample";

test("holds with two proxies", () => {
  expect(evaluateRule("single-proxy", sipProxyDeclaration())).toEqual(HOLDS);
});

test("one proxy is found", () => {
  const proxies = [{ application: "SIP_Proxy_1", host: "proxy-1" }];
  expect(evaluateRule("single-proxy", sipProxyDeclaration({ [`${POOL}.proxies`]: proxies }))).toEqual({
    found: [
      {
        path: `${POOL}.proxies`,
        message: "the pool of pair inbound has one proxy, whose loss cuts the pair off",
        found: "SIP_Proxy_1",
        allowed: "two proxies or more, on different hosts",
        fix: "add a second proxy on another host",
      },
    ],
    notEvaluated: [],
  });
});
