import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, sipProxyDeclaration } from "../sip-proxy-sample";

test("holds with names that DNS accepts", () => {
  expect(evaluateRule("proxy-host-name", sipProxyDeclaration())).toEqual(HOLDS);
});

test("a host's name with an underscore is found", () => {
  const proxies = [
    { application: "SIP_Proxy_1", host: "proxy_1" },
    { application: "SIP_Proxy_2", host: "proxy-2" },
  ];
  const host = { os: "linux", interfaces: { eth0: { network: "voice", address: "10.120.0.61" } } };
  const changes = { "hosts.proxy_1": host, [`${POOL}.proxies`]: proxies };
  expect(evaluateRule("proxy-host-name", sipProxyDeclaration(changes))).toEqual({
    found: [
      {
        path: `${POOL}.proxies.0.host`,
        message: "the SRV record of SIP Proxy SIP_Proxy_1 leads to its host, whose name DNS does not accept",
        found: "proxy_1",
        allowed: "letters, digits and -",
        fix: "rename the host here and in its Host object, e.g. with - instead of _",
      },
    ],
    notEvaluated: [],
  });
});
