import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { ROOT } from "../declared-package";

/** A page of the site, as Markdown. */
export interface Page {
  /** Its path in the repository, or the path that it would have there: `docs/drift.md`. */
  readonly source: string;
  readonly markdown: string;
}

/** A part of the navigation. */
export interface Section {
  readonly title: string;
  readonly pages: readonly Page[];
}

/** The order of pages within a section. Pages that are not named come after the named ones, ordered by name. */
const SECTIONS: readonly { readonly title: string; readonly named: readonly string[]; readonly folder?: string }[] = [
  { title: "Start", named: ["README.md"] },
  {
    title: "Tutorials",
    named: ["docs/tutorials/first-pair.md", "docs/tutorials/test-in-ci.md", "docs/tutorials/change-in-production.md"],
    folder: "docs/tutorials/",
  },
  {
    title: "Ways to be highly available",
    named: ["docs/advise.md", "docs/options/ip-address-takeover.md"],
    folder: "docs/options/",
  },
  {
    title: "In depth",
    named: [
      "docs/control-script.md",
      "docs/control-script-windows.md",
      "docs/control-script-solaris-aix.md",
      "docs/windows-nlb.md",
      "docs/big-ip.md",
      "docs/sip-proxy.md",
      "docs/field-tests.md",
    ],
  },
  {
    title: "Reference",
    named: [
      "docs/command-line.md",
      "docs/environment-file.md",
      "docs/program.md",
      "docs/checks.md",
      "docs/errors.md",
      "docs/configuration-options.md",
    ],
    folder: "api/",
  },
  { title: "Project", named: ["docs/architecture.md", "CONTRIBUTING.md", "CHANGELOG.md"] },
  // Everything else below docs, and the examples.
  {
    title: "Guide",
    named: [
      "docs/simulation.md",
      "docs/report.md",
      "docs/testing.md",
      "docs/diff.md",
      "docs/drift.md",
      "docs/upgrading.md",
    ],
    folder: "",
  },
];

/** The order of the sections in the menu. */
const ORDER = ["Start", "Tutorials", "Ways to be highly available", "Guide", "In depth", "Reference", "Project"];

/** Every page that people write, or that is generated into the repository. */
export function repositoryPages(): Page[] {
  const docs = (readdirSync(join(ROOT, "docs"), { recursive: true }) as string[])
    .filter((file) => file.endsWith(".md"))
    .map((file) => posix.join("docs", file.replaceAll("\\", "/")));
  const others = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md", "examples/tests/README.md"];
  return [...others, ...docs.sort()]
    .filter((source) => existsSync(join(ROOT, source)))
    .map((source) => ({ source, markdown: readFileSync(join(ROOT, source), "utf8") }));
}

/** The pages by section. A page that no section names goes to the section of its folder, so a new page needs no entry here. */
export function sectionsOf(pages: readonly Page[]): Section[] {
  const left = new Map(pages.map((page) => [page.source, page]));
  const take = (source: string) => {
    const page = left.get(source);
    left.delete(source);
    return page === undefined ? [] : [page];
  };
  const named = new Map(SECTIONS.map(({ title, named: sources }) => [title, sources.flatMap(take)]));
  for (const { title, folder } of SECTIONS)
    if (folder !== undefined)
      named.get(title)!.push(...[...left.keys()].filter((source) => source.startsWith(folder)).flatMap(take));
  return ORDER.map((title) => ({ title, pages: named.get(title)! })).filter((section) => section.pages.length > 0);
}

/** The page's first heading, as plain text. */
export function titleOf({ markdown, source }: Page): string {
  return /^# (.+)$/m.exec(markdown)?.[1]?.replaceAll("`", "") ?? source;
}

/** The page's path in the site: `docs/drift.html`. A README becomes the `index.html` of its folder. */
export function outputPath({ source }: Pick<Page, "source">): string {
  return source.replace(/(?:README|index)\.md$/, "index.html").replace(/\.md$/, ".html");
}
