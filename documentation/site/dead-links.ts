import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../declared-package";
import type { RenderedPage } from "./rendered-page";

/** Dead links: no page and no file of the repository is there, or the page has no such heading. Links to other sites are not tried. */
export function deadLinks(pages: readonly RenderedPage[]): string[] {
  const anchors = new Map(
    pages.map(({ page, passages }) => [page.source, new Set(passages.map(({ anchor }) => anchor))]),
  );
  return pages.flatMap(({ page, links }) =>
    links
      .filter((link) => !/^[a-z][a-z0-9+.-]*:/i.test(link))
      .filter((link) => {
        const [path = "", anchor] = link.split("#");
        const known = anchors.get(path);
        if (known === undefined) return anchor !== undefined || !existsSync(join(ROOT, path));
        return anchor !== undefined && !known.has(decodeURIComponent(anchor));
      })
      .map((link) => `${page.source}: ${link}`),
  );
}
