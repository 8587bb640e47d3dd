import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

const said = (role: string, options: object) =>
  evaluateSample("option-in-annex", { [`pairs.inbound.${role}options`]: options });

test("holds for the options of SIP Server, whatever a section of the same name contains elsewhere", () => {
  expect(evaluateSample("option-in-annex")).toEqual(HOLDS);
  expect(said("", { TServer: { "heartbeat-period": "30" }, "sml-log": { autostart: "true" } })).toEqual(HOLDS);
});

test.each(["", "primary.", "backup."])("an option of section sml in %soptions is found", (role) => {
  expect(said(role, { sml: { "heartbeat-period": "30" } })).toEqual({
    found: [
      {
        path: `pairs.inbound.${role}options.sml.heartbeat-period`,
        part: "key",
        message: "the option sml/heartbeat-period belongs in the Annex, and this would set it in the options",
        found: "sml/heartbeat-period",
        fix: "remove it here, and set it by hand in the Annex of the application",
      },
    ],
    notEvaluated: [],
  });
});
