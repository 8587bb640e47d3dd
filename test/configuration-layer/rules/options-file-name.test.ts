import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

test("holds on the sample; names of script applications have no file", () => {
  expect(evaluateSample("options-file-name")).toEqual(HOLDS);
  expect(evaluateSample("options-file-name", { "pairs.inbound.backup.application": "sip_in_p_vip_up" })).toEqual(HOLDS);
});

test("two names that differ only in case are found, because they would be one file on some disks", () => {
  expect(evaluateSample("options-file-name", { "pairs.inbound.backup.application": "sip_in_p" })).toEqual({
    found: [
      {
        path: "pairs.inbound.backup.application",
        message: "the options file of the backup of pair inbound, sip_in_p.cfg, differs from SIP_In_P.cfg only in case",
        found: "sip_in_p",
        allowed: "a name that differs in more than case",
        fix: "rename one of the two applications",
      },
    ],
    notEvaluated: [],
  });
});

test("the same name twice is left to application-not-unique", () => {
  expect(evaluateSample("options-file-name", { "pairs.inbound.backup.application": "SIP_In_P" })).toEqual(HOLDS);
});
