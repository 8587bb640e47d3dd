import fc from "fast-check";
import { expect, test } from "vitest";
import { controlView } from "../../../lib/report/diagram/control-view";
import type { Diagram } from "../../../lib/report/diagram/diagram";
import { mermaidFlowchart } from "../../../lib/report/diagram/mermaid";
import { physicalView } from "../../../lib/report/diagram/physical-view";
import { sipView } from "../../../lib/report/diagram/sip-view";
import { hostile } from "../../hostile-text";
import { exampleTopology } from "../report-sample";

const PROD = exampleTopology("prod-east.yaml");

/** The statements without the quoted text: what Mermaid takes for grammar. */
const shape = (text: string) => text.split("\n").map((line) => line.replace(/"[^"]*"/g, '""'));

const diagram = (text: string): Diagram => ({
  view: "sip",
  title: "SIP view",
  description: "one",
  clusters: [{ kind: "pair", title: text, nodes: [{ id: text, kind: "server", lines: [text, text] }] }],
  nodes: [{ id: `${text}2`, kind: "network", lines: [text] }],
  edges: [{ from: text, to: `${text}2`, kind: "standby", label: text }],
});

test("every view is a flowchart with a line for each edge", () => {
  for (const view of [physicalView, sipView, controlView]) {
    const drawn = view(PROD, [...PROD.pairs.keys()]);
    const lines = mermaidFlowchart(drawn).trimEnd().split("\n");
    expect(lines[0]).toBe("flowchart LR");
    expect(lines.filter((line) => /^ {2}n\d+ (?:-->|-\.->|---)/.test(line))).toHaveLength(drawn.edges.length);
  }
});

test("the grammar stays the same whatever text is in it", () => {
  const plain = shape(mermaidFlowchart(diagram("a")));
  fc.assert(
    fc.property(hostile, (text) => {
      expect(shape(mermaidFlowchart(diagram(text)))).toEqual(plain);
    }),
  );
});

test("a graph is written in Mermaid's language", () => {
  expect(mermaidFlowchart(diagram("a"))).toBe(
    `flowchart LR
  accTitle: SIP view
  subgraph c1["a"]
    n1["a<br/>a"]
  end
  n2["a"]
  n1 -.->|"a"| n2
`,
  );
});
