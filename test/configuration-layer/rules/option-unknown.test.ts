import { describe, expect, it } from "vitest";
import { optionUnknown } from "../../../lib/configuration-layer/rules/option-unknown";
import { samplePair, sampleTopology } from "../../sample-topology";

const seen = (overrides: Parameters<typeof sampleTopology>[0]) => [
  ...optionUnknown.evaluate(sampleTopology(overrides)),
];
const check = "compare it with the documentation of your SIP Server version";

describe("option-unknown", () => {
  it("holds if every option can be checked, right or wrong", () => {
    expect(seen({})).toEqual([]);
    expect(seen({ pair: { options: { TServer: { "backup-init-check": "maybe" } } } })).toEqual([]);
  });

  it("leaves what belongs in the Annex to the rule that says so", () => {
    expect(seen({ pair: { options: { sml: { "heartbeat-period": "10" } } } })).toEqual([]);
  });

  it("says that an option that is not in the catalogue was not checked", () => {
    const { primary } = samplePair(sampleTopology());
    expect(seen({ pair: { primary: { ...primary, options: { log: { verbose: "all" } } } } })).toEqual([
      {
        path: ["pairs", "inbound", "primary", "options", "log", "verbose"],
        notEvaluated: "the option log/verbose is not in the catalogue",
        fix: check,
      },
    ]);
  });

  it("proposes the option that was likely meant", () => {
    expect(seen({ pair: { options: { TServer: { "backup-init-chek": "true" } } } })).toEqual([
      {
        path: ["pairs", "inbound", "options", "TServer", "backup-init-chek"],
        notEvaluated: "the option TServer/backup-init-chek is not in the catalogue",
        fix: `did you mean TServer/backup-init-check? If not, ${check}`,
      },
    ]);
  });

  it("says that a value was not checked if the option is known only from memory", () => {
    expect(seen({ pair: { options: { TServer: { "sip-interface": "10.0.0.1" } } } })).toEqual([
      {
        path: ["pairs", "inbound", "options", "TServer", "sip-interface"],
        notEvaluated: "the values of the option TServer/sip-interface are not documented in any source that was read",
        fix: check,
      },
    ]);
  });
});
