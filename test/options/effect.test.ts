import { describe, expect, test } from "vitest";
import { byFact, gravest, plannedEffect, unknown } from "../../lib/options/effect";

describe("effects", () => {
  test("are graver the more callers notice, and what is unknown is graver than a switchover", () => {
    expect(gravest([])).toBe("none");
    expect(gravest(["reload", "none"])).toBe("reload");
    expect(gravest(["switchover", "unknown", "none"])).toBe("unknown");
    expect(gravest(["outage", "unknown"])).toBe("outage");
  });

  test("that are unknown are planned as what to be prepared for", () => {
    expect(plannedEffect(unknown("switchover", "nobody has said what it does"))).toBe("switchover");
    expect(plannedEffect({ effect: "unknown" })).toBe("outage");
    expect(plannedEffect({ effect: "reload" })).toBe("reload");
  });

  test("by a fact have its evidence and source", () => {
    expect(byFact("outage", "redundancy-type-of-backup", "both are stopped")).toEqual({
      effect: "outage",
      because: "both are stopped",
      evidence: "analogous",
      source: "rules that a third party's Genesys test framework follows",
    });
  });
});
