import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration, SECOND_PAIR } from "../big-ip-sample";

const said = (changes = {}) => evaluateRule("big-ip-host-shared", bigIpDeclaration({ ...SECOND_PAIR, ...changes }));

test("holds where each pair has hosts of its own", () => {
  expect(said()).toEqual(HOLDS);
});

test("a host of two pairs behind one device is found", () => {
  const backup = { application: "SIP_South_Out_B", host: "trunk-a", ports: { tlib: 3001 } };
  expect(said({ "pairs.outbound.backup": backup })).toEqual({
    found: [
      {
        path: "pairs.outbound.backup.host",
        message: "host trunk-a serves pair inbound behind BIG-IP ltm-1 already",
        found: "trunk-a",
        allowed: "a host that serves no other pair behind the device",
        fix: "give the pair hosts of its own, or another way of being highly available",
      },
    ],
    notEvaluated: [],
  });
});
