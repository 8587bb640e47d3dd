import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration } from "../big-ip-sample";

const said = (changes = {}) => evaluateRule("monitor-masks-silence", bigIpDeclaration(changes));

test("holds without sip-pass-check, and if it is off", () => {
  expect(said()).toEqual(HOLDS);
  expect(said({ "pairs.inbound.options": { TServer: { "sip-pass-check": false } } })).toEqual(HOLDS);
});

test.each(["pairs.inbound.options", "pairs.inbound.primary.options", "pairs.inbound.backup.options"])(
  "sip-pass-check in %s is found",
  (place) => {
    expect(said({ [place]: { TServer: { "sip-pass-check": true } } })).toEqual({
      found: [
        {
          path: `${place}.TServer.sip-pass-check`,
          message:
            "sip-pass-check of pair inbound sees the monitor's questions every 2s, even if no caller gets through",
          found: "true",
          fix: "watch the path to callers by other means, and name them in an acknowledgement",
        },
      ],
      notEvaluated: [],
    });
  },
);
