import { describe, expect, test } from "vitest";
import { fencedBlocks } from "../../documentation/fenced-blocks";
import { deadLinks } from "../../documentation/site/dead-links";
import { outputPath, type Page, repositoryPages, sectionsOf, titleOf } from "../../documentation/site/page";
import { anchorOf, renderPage } from "../../documentation/site/rendered-page";

function rendered(pages: readonly Page[]) {
  const sources = new Set(pages.map(({ source }) => source));
  return pages.map((page) => renderPage(page, sources));
}

describe("the pages of the repository", () => {
  const pages = repositoryPages();

  test("have no link that leads nowhere, to a page, a file or a heading", () => {
    const all = rendered(pages);
    expect(all.flatMap(({ links }) => links).length).toBeGreaterThan(200);
    expect(deadLinks(all)).toEqual([]);
  });

  test("are each in exactly one section of the site", () => {
    const shown = sectionsOf(pages).flatMap((section) => section.pages.map(({ source }) => source));
    expect([...shown].sort()).toEqual(pages.map(({ source }) => source).sort());
  });

  test("have titles of their own, by which the menu and the search distinguish them", () => {
    const titles = pages.map(titleOf);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  test("run no file of commands that the same block has not written", () => {
    const blocks = pages.flatMap(({ markdown }) => fencedBlocks(markdown, "sh"));
    const runs = blocks.flatMap((block) =>
      [...block.matchAll(/^sh ([\w.-]+)/gm)].map(({ 1: file, index }) => ({ file, before: block.slice(0, index) })),
    );
    expect(runs.length).toBeGreaterThan(1);
    expect(runs.filter(({ file, before }) => !before.includes(`>${file}`))).toEqual([]);
  });
});

describe("links of a page", () => {
  const target = { source: "docs/b.md", markdown: "# B\n\n## What `is` there?\n\n## What is there?\n" };
  const links = (markdown: string) => deadLinks(rendered([{ source: "docs/a.md", markdown }, target]));

  test("may lead to a page, to a heading of it or of this page, to a file, to a folder or to another site", () => {
    const alive =
      "[p](b.md) [h](b.md#what-is-there) [second](b.md#what-is-there-1) [own](#a) [f](../LICENSE) [d](../examples/) [o](https://example.com/x#y)";
    expect(links(`# A\n\n${alive}`)).toEqual([]);
  });

  test("are reported if the page, the heading, the file or the picture does not exist", () => {
    expect(links("# A\n\n[p](c.md) [h](b.md#nowhere) [own](#b) [f](../NONE)\n\n![x](none.svg)")).toEqual([
      "docs/a.md: docs/c.md",
      "docs/a.md: docs/b.md#nowhere",
      "docs/a.md: docs/a.md#b",
      "docs/a.md: NONE",
      "docs/a.md: docs/none.svg",
    ]);
  });

  test("lead to the page's HTML in the site, from any folder", () => {
    const pages = [
      {
        source: "docs/options/o.md",
        markdown: "[a](../../README.md) [b](../b.md#x) [c](../../examples/) [d](../../LICENSE)",
      },
      { source: "README.md", markdown: "# R" },
      { source: "docs/b.md", markdown: "# x" },
      { source: "examples/README.md", markdown: "# E" },
    ];
    const [{ html } = { html: "" }] = rendered(pages);
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      "../../index.html",
      "../b.html#x",
      "../../examples/index.html",
      "../../LICENSE",
    ]);
    expect(outputPath(pages[0]!)).toBe("docs/options/o.html");
  });
});

test.each([
  ["The JSON of a result", "the-json-of-a-result"],
  ["What changes: `sip-ha diff`", "what-changes-sip-ha-diff"],
  ["3. Pair inbound: IP Address Takeover", "3-pair-inbound-ip-address-takeover"],
  ["a_b & c", "a_b--c"],
])("the anchor of %j is GitHub's, %j", (heading, anchor) => {
  expect(anchorOf(heading)).toBe(anchor);
});
