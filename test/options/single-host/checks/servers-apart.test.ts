import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { singleHostDeclaration } from "../single-host-sample";

test("holds if both servers are on one host", () => {
  expect(evaluateRule("servers-apart", singleHostDeclaration())).toEqual(HOLDS);
});

test("a backup on another host is found, with the option for two hosts", () => {
  expect(evaluateRule("servers-apart", singleHostDeclaration({ "pairs.inbound.backup.host": "sip-b" }))).toEqual({
    found: [
      {
        path: "pairs.inbound.backup.host",
        message: "the backup of pair inbound is on host sip-b, the primary on sip-a",
        found: "sip-b",
        allowed: "sip-a",
        fix: "name host sip-a, or use ipAddressTakeover for two hosts",
      },
    ],
    notEvaluated: [],
  });
});
