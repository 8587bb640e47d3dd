import { describe, expect, test } from "vitest";
import { byFact, gravest, own, plannedEffect, together, unknown } from "../../lib/options/effect";

describe("effects", () => {
  test("are worse the more callers notice, and an unknown effect is worse than a switchover", () => {
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

  test("combined give the worse of the two, both reasons and both steps, the option's first", () => {
    const general = own("switchover", "it moves", { prepare: "Tell them.", before: "Look.", away: "sip-a" });
    const onTop = own("reload", "it is read anew", { before: "Set it.", releases: true });
    expect(together(general, onTop)).toEqual({
      effect: "switchover",
      because: "it moves; it is read anew",
      away: "sip-a",
      releases: true,
      prepare: "Tell them.",
      before: "Set it. Look.",
    });
    expect(together(onTop, general)).toMatchObject({
      effect: "switchover",
      because: "it is read anew; it moves",
      before: "Look. Set it.",
    });
  });

  test("combined with unknown ones count as what to be prepared for", () => {
    const general = own("switchover", "it moves");
    expect(together(general, unknown("outage", "nobody says"))).toMatchObject({ effect: "unknown", planAs: "outage" });
    expect(together(general, unknown("reload", "nobody says")).effect).toBe("switchover");
    expect(together(general, undefined)).toBe(general);
  });

  test("from a fact have its evidence and source", () => {
    expect(byFact("outage", "redundancy-type-of-backup", "both are stopped")).toEqual({
      effect: "outage",
      because: "both are stopped",
      evidence: "analogous",
      source: "rules that a third party's Genesys test framework follows",
    });
  });
});
