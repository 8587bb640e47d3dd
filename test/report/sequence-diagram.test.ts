import fc from "fast-check";
import mermaid from "mermaid";
import { describe, expect, test } from "vitest";
import { mermaidText, sequenceDiagram } from "../../lib/report/sequence-diagram";
import { applicableScenarios } from "../../lib/simulation/applicability";
import { settingOf } from "../../lib/simulation/setting";
import { simulate } from "../../lib/simulation/simulate";
import { hostile } from "../hostile-text";
import { samplePair, sampleTopology } from "../sample-topology";

const topology = sampleTopology();
const setting = settingOf(topology, samplePair(topology));
const scenarios = applicableScenarios(setting);

describe("a sequence diagram", () => {
  test("has an arrow for each line from its cause, and notes of who answers", () => {
    const result = simulate(setting, {
      name: "a-test",
      title: "a cable",
      steps: [
        { inject: "sip-interface-loss", on: "primary" },
        { after: "5s", heal: "sip-interface-loss", on: "primary" },
      ],
    });
    expect(sequenceDiagram(result)).toBe(`sequenceDiagram
  participant a1 as scenario
  Note over a1: a cable#58; no new call is answered for 5s
  Note over a1: 0.000s new calls are answered by SIP_In_P
  a1->>a1: 0.000s the primary#39;s host loses its SIP interface
  Note over a1: 0.000s new calls are answered by nobody
  a1->>a1: 5.000s repairs#58; the primary#39;s host loses its SIP interface
  Note over a1: 5.000s new calls are answered by SIP_In_P
`);
  });

  test.each(scenarios)("of $name can be read by Mermaid", async (scenario) => {
    await expect(mermaid.parse(sequenceDiagram(simulate(setting, scenario)))).resolves.toMatchObject({
      diagramType: "sequence",
    });
  });

  test("can be read by Mermaid whatever the names and texts are", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      hostile,
      fc.constantFrom("end", "loop", "A->>B: c", "%% note", "#9829;", ""),
    );
    await fc.assert(
      fc.asyncProperty(text, text, async (name, action) => {
        const result = simulate(setting, scenarios[0]!);
        const timeline = [{ at: 0, actor: name, action, why: "" }];
        const drawn = sequenceDiagram({ ...result, scenario: { name: "a", title: action }, timeline });
        await expect(mermaid.parse(drawn)).resolves.toMatchObject({ diagramType: "sequence" });
      }),
      { numRuns: 150 },
    );
  });

  test("has text that Mermaid gives back unchanged", () => {
    expect(mermaidText('a;b#c "d" <e> end')).toBe("a#59;b#35;c #34;d#34; #60;e#62; #101;nd");
    expect(mermaidText("\n")).toBe("#32;");
  });
});
