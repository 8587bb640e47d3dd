import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Diagram } from "../../../lib/report/diagram/diagram";
import { dot } from "../../../lib/report/diagram/dot";
import { physicalView } from "../../../lib/report/diagram/physical-view";
import { sipView } from "../../../lib/report/diagram/sip-view";
import { type Draughtsman, draughtsman, svgFile } from "../../../lib/report/diagram/svg";
import { hostile } from "../../hostile-text";
import { exampleTopology } from "../report-sample";
import { wellFormedTexts } from "../well-formed";

let artist: Draughtsman;
beforeAll(async () => {
  artist = await draughtsman();
});

const TOPOLOGY = exampleTopology("prod-east.yaml");
const ALL = [...TOPOLOGY.pairs.keys()];

function oneNode(line: string, title = "a host", label = "a line"): Diagram {
  return {
    view: "physical",
    title: "A picture",
    description: "one node",
    clusters: [{ kind: "host", title, nodes: [{ id: "a", kind: "interface", lines: [line] }] }],
    nodes: [{ id: "b", kind: "network", lines: ["b"] }],
    edges: [{ from: "a", to: "b", kind: "link", label }],
  };
}

/** What a text becomes in a picture: one line, without characters that XML cannot have. */
const shown = (text: string) => text.replace(/\s+/gu, " ").trim();

describe("a drawing", () => {
  test("is well-formed XML, the same bytes each time", async () => {
    const diagram = sipView(TOPOLOGY, ALL);
    const svg = artist.draw(diagram);
    expect(wellFormedTexts(svgFile(svg)).length).toBeGreaterThan(20);
    expect((await draughtsman()).draw(diagram)).toBe(svg);
  });

  test("shows every address as it is", () => {
    const texts = wellFormedTexts(artist.draw(physicalView(TOPOLOGY, ALL)));
    for (const { interfaces } of TOPOLOGY.hosts.values())
      for (const { name, address } of interfaces) {
        expect(texts).toContain(address);
        expect(texts).toContain(name);
      }
    for (const { cidr, gateway } of TOPOLOGY.networks.values()) {
      expect(texts).toContain(cidr);
      if (gateway !== undefined) expect(texts).toContain(`gateway ${gateway}`);
    }
  });

  test("has T-Library clients behind the servers, so that none of their lines crosses a call or its text", () => {
    for (const pair of ALL) {
      const svg = artist.draw(sipView(TOPOLOGY, [pair])).replaceAll("&#45;", "-");
      const placeOf = (text: string) => Number(new RegExp(`x="([\\d.-]+)"[^>]*>${text}<`).exec(svg)![1]);
      const { primary, backup } = TOPOLOGY.pairs.get(pair)!;
      const clients = placeOf("T-Library clients");
      for (const { application } of [primary, backup]) expect(clients).toBeGreaterThan(placeOf(application));
      // The sender is behind; the arrow points to the server all the same.
      expect(dot(sipView(TOPOLOGY, [pair])).match(/dir=back/g)).toHaveLength(2);
    }
  });

  test("has no id that another picture on the page has too, and no colour of its own", () => {
    const svg = artist.draw(sipView(TOPOLOGY, ALL));
    expect(svg).not.toMatch(/ (?:id|fill|stroke|font-family|style)=/);
    expect(svg).not.toContain("<!--");
    expect(svg).not.toContain("<title>");
  });

  test("shows any text as text", () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (line, title, label) => {
        const [a, b, c] = [line, title, label].map((text) => `x${text}x`) as [string, string, string];
        const texts = wellFormedTexts(artist.draw(oneNode(a, b, c))).map(shown);
        for (const text of [a, b, c]) expect(texts).toContain(shown(text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")));
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    "\\N",
    "\\l\\r\\n",
    "&amp;",
    "&#38;",
    "&nosuch;",
    '"]; evil [label="',
    "<b>bold</b>",
    "</text><script>",
    "]]>",
    "-->",
  ])("shows %s as it is", (text) => {
    expect(wellFormedTexts(artist.draw(oneNode(text)))).toContain(text);
  });
});
