/**
 * The page with new content between the marks `<!-- name -->` and `<!-- /name -->`.
 *
 * @throws Error if the page has no such marks
 */
export function withPart(page: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`the page has no part ${name}: put ${start.trim()} and ${end} into it`);
  return `${page.slice(0, from)}${start}\n${content}\n\n${page.slice(to)}`;
}
