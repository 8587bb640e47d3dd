import { expect, test } from "vitest";
import { problem } from "../synth/only-problem";

test.each([
  ["a line separator", "a\u2028b"],
  ["a paragraph separator", "a\u2029b"],
  ["a change of direction", "a\u202Eb"],
  ["half a character", "a\ud800b"],
])("a value of an option with %s is refused, because it would be read or written differently", (_, value) => {
  expect(problem("pairs.inbound.options.TServer.sip-invite-timeout", value)).toMatchObject({
    code: "invalid-text",
    message: "not a value that an option can have",
    path: "pairs.inbound.options.TServer.sip-invite-timeout",
  });
});
