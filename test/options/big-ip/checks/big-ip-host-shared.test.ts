import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration, SECOND_PAIR } from "../big-ip-sample";

const said = (changes = {}) => evaluateRule("big-ip-host-shared", bigIpDeclaration({ ...SECOND_PAIR, ...changes }));

test("holds if each pair has its own hosts", () => {
  expect(said()).toEqual(HOLDS);
});

test("a pair on one host is found as such", () => {
  expect(said({ "pairs.outbound.backup.host": "trunk-c", "pairs.outbound.backup.ports": { tlib: 3001 } })).toEqual(
    HOLDS,
  );
});

test.each(["primary", "backup"])(
  "a host of two pairs behind one device is found at the %s that is there, too",
  (role) => {
    const server = { application: "SIP_South_Out", host: "trunk-a", ports: { tlib: 3001 } };
    expect(said({ [`pairs.outbound.${role}`]: server })).toEqual({
      found: [
        {
          path: `pairs.outbound.${role}.host`,
          message: "host trunk-a already serves pair inbound behind BIG-IP ltm-1",
          found: "trunk-a",
          allowed: "a host that serves no other pair behind the device",
          fix: "give the pair hosts of its own, or another high availability option",
        },
      ],
      notEvaluated: [],
    });
  },
);
