import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, sipProxyDeclaration } from "../sip-proxy-sample";

test("holds with hosts of their own", () => {
  expect(evaluateRule("proxy-on-pair-host", sipProxyDeclaration())).toEqual(HOLDS);
});

test("a proxy beside one of its servers is found; on the same port that is also a conflict", () => {
  const proxies = [
    { application: "SIP_Proxy_1", host: "sip-b" },
    { application: "SIP_Proxy_2", host: "proxy-2" },
  ];
  const declaration = sipProxyDeclaration({ [`${POOL}.proxies`]: proxies });
  expect(evaluateRule("proxy-on-pair-host", declaration)).toEqual({
    found: [
      {
        path: `${POOL}.proxies.0.host`,
        message: "SIP Proxy SIP_Proxy_1 is on host sip-b, where SIP_In_B of the pair also runs",
        found: "sip-b",
        allowed: "a host that runs no server of the pair",
        fix: "give the proxy a host of its own",
      },
    ],
    notEvaluated: [],
  });
  expect(evaluateRule("port-not-unique", declaration).found).toEqual([
    {
      path: `${POOL}.port`,
      message: "the SIP port of SIP_Proxy_1 is 5060 on host sip-b, which is already the SIP port of SIP_In_B",
      found: "5060",
      allowed: "a port that no other server of this host listens on",
      fix: "set another SIP port for one of them",
    },
  ]);
});
