import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../../rule-evaluation";
import { WINDOWS_HOST } from "../../../sample-declaration";

test("holds for two hosts of one operating system", () => {
  expect(evaluateSample("mixed-pair")).toEqual(HOLDS);
});

test("a pair of Linux and Windows is refused with the reason", () => {
  expect(evaluateSample("mixed-pair", { "hosts.sip-b": WINDOWS_HOST })).toEqual({
    found: [
      {
        path: "pairs.inbound.backup.host",
        message: "the virtual IP of pair inbound would move between Linux and Windows",
        found: "sip-a runs Linux, sip-b runs Windows",
        allowed: "two hosts of one operating system",
        fix: "name two hosts of one operating system, or use an option without scripts on the hosts",
      },
    ],
    notEvaluated: [],
  });
});
