import { expect, test } from "vitest";
import { parseFacts } from "../../lib/drift/facts-file";
import { oldFacts } from "../../lib/drift/facts-time";

const facts = (of: string, time: string) =>
  parseFacts(`${of}.facts`, `sip-ha-facts 1\npackage 0.1.0\nenvironment staging\nof ${of}\ntime ${time}\nend 0\n`)
    .facts!;

test("facts that are a day older than others are reported, with a hint that a clock may be wrong", () => {
  expect(
    oldFacts("staging", [
      facts("hosts.sip-a", "1999-01-01T00:00:00Z"),
      facts("hosts.sip-b", "2026-01-31T02:00:00Z"),
      facts("dns", "2026-01-30T02:00:00Z"),
    ]),
  ).toEqual([
    {
      state: "missing",
      code: "facts-old",
      environment: "staging",
      path: "hosts.sip-a",
      position: { file: "hosts.sip-a.facts", line: 1, column: 1 },
      message: "it was collected more than a day before others, so later changes are not seen",
      found: "1999-01-01T00:00:00Z",
      expected: "within a day of 2026-01-31T02:00:00Z, as hosts.sip-b",
      fix: "run its collector again, see sip-ha facts; if it ran with the others, correct the clock of the host that is wrong",
    },
  ]);
});

test("a time in the words of a display language is compared with no other time", () => {
  expect(
    oldFacts("staging", [facts("hosts.sip-a", "Thu 01/01/1998  2:00"), facts("hosts.sip-b", "2026-01-31T02:00:00Z")]),
  ).toEqual([]);
});
