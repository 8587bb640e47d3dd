import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ROOT } from "../declared-package";
import type { EntryApi } from "../public-api";
import { apiPage } from "./api-page";
import { deadLinks } from "./dead-links";
import { layout } from "./layout";
import { outputPath, repositoryPages, sectionsOf } from "./page";
import { type RenderedPage, renderPage } from "./rendered-page";
import { searchIndex } from "./search-index";
import { STYLE } from "./style";

/** Files that pages link to, other than pages. */
const FILES = ["docs/first-pair.svg", "environment.schema.json", "LICENSE"];

/** Every page of the site, including the pages of the API. */
export function sitePages(apis: readonly EntryApi[]): RenderedPage[] {
  const pages = [...repositoryPages(), ...apis.map(apiPage)];
  const sources = new Set(pages.map(({ source }) => source));
  return pages.map((page) => renderPage(page, sources));
}

/**
 * Writes the site: HTML that needs no server and asks the network for nothing.
 *
 * @param folder the folder to write to; its old content is removed
 * @throws Error if a link leads nowhere; in that case nothing is written
 */
export function writeSite(folder: string, pages: readonly RenderedPage[]): void {
  const dead = deadLinks(pages);
  if (dead.length > 0) throw new Error(`links that lead nowhere:\n${dead.join("\n")}`);
  rmSync(folder, { recursive: true, force: true });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const sections = sectionsOf(pages.map(({ page }) => page));
  for (const page of pages) write(outputPath(page.page), layout(page, sections));
  write("assets/style.css", STYLE);
  write("assets/search.js", readFileSync(join(__dirname, "search.js"), "utf8"));
  write("assets/search-index.js", searchIndex(pages));
  // Leaves out the reference to its source map, which is not here.
  const engine = readFileSync(
    join(dirname(createRequire(__filename).resolve("minisearch")), "../umd/index.js"),
    "utf8",
  );
  write("assets/minisearch.js", engine.replace(/^\/\/# sourceMappingURL=.*$/m, ""));
  for (const file of FILES) cpSync(join(ROOT, file), join(folder, file), { recursive: true });
  cpSync(join(ROOT, "examples"), join(folder, "examples"), {
    recursive: true,
    filter: (source) => !/cdktf\.out|\.md$/.test(source),
  });
}
