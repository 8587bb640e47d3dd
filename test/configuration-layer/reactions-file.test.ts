import { describe, expect, it } from "vitest";
import { renderReactions } from "../../lib/configuration-layer/reactions-file";

describe("the file of reactions", () => {
  it("says for each script which application to choose, and that the way it is stored is not verified", () => {
    const a = { script: "A_REACTION", startsApplication: "A", host: "sip-a" };
    const b = { script: "B_REACTION", startsApplication: "B", host: "sip-b" };
    const type = "start a specified application";
    expect(JSON.parse(renderReactions([b, a]))).toEqual({
      evidence: "unverified",
      reactions: [
        { ...a, type },
        { ...b, type },
      ],
    });
    expect(renderReactions([b, a])).toBe(renderReactions([a, b]));
    expect(renderReactions([])).toBe('{\n  "evidence": "unverified",\n  "reactions": []\n}\n');
  });
});
