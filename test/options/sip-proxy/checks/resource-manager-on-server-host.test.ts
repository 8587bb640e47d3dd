import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, sipProxyDeclaration } from "../sip-proxy-sample";

const said = (host: string) =>
  evaluateRule(
    "resource-manager-on-server-host",
    sipProxyDeclaration({
      [`${POOL}.resourceManagers`]: [
        {
          members: [
            { application: "RM_1", host: "proxy-1" },
            { application: "RM_2", host },
          ],
        },
      ],
    }),
  );

test("holds on hosts without a SIP Server", () => {
  expect(said("proxy-2")).toEqual(HOLDS);
});

test("one beside a SIP Server is found", () => {
  expect(said("sip-b")).toEqual({
    found: [
      {
        path: `${POOL}.resourceManagers.0.members.1.host`,
        message: "Resource Manager RM_2 is on host sip-b, where SIP_In_B also runs",
        found: "sip-b",
        allowed: "a host without a SIP Server",
        fix: "name another host",
      },
    ],
    notEvaluated: [],
  });
});
