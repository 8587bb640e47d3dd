import { createHash } from "node:crypto";
import { grouped } from "../../model/grouped";
import { artifactsSection } from "./artifacts-section";
import { diagramsSection } from "./diagrams-section";
import { findingsSection } from "./findings-section";
import { hostsSection } from "./hosts-section";
import { html, type Markup, markup, sourceOf } from "./markup";
import { overviewSection } from "./overview-section";
import { PAGE_SCRIPT } from "./page-script";
import { PAGE_STYLE } from "./page-style";
import { pairSection } from "./pair-section";
import type { ReportContent, ResultsByPair } from "./report-content";
import { runbookSection } from "./runbook-section";
import { FEW_PAIRS } from "./told-in-full";

/**
 * `report.html`: one file that needs nothing else. Its Content Security Policy lets it load nothing from anywhere, and run no script or style except the two
 * inside it.
 */
export function environmentReport(content: ReportContent): string {
  const { topology, version, modelHash } = content;
  const name = `Environment ${topology.environment}: high availability`;
  const sections = sectionsOf(content);
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hashOf(PAGE_STYLE)}'; script-src '${hashOf(PAGE_SCRIPT)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="sip-server-ha ${version}">
<title>${name}</title>
<style>${markup(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header><h1>${name}</h1>
<p class="quiet">Written by sip-server-ha ${version} from the model whose <code>topology.yaml</code> has the SHA-256 ${modelHash.slice(0, 12)}…</p></header>
<nav aria-label="Sections"><div class="bar"><ul>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul>
<div class="tools" id="tools" role="search" hidden><label for="search">Search</label> <input id="search" type="search" placeholder="pair, host, scenario"> <span id="found" class="quiet" role="status"></span>
<button type="button" id="open">Unfold all</button> <button type="button" id="close">Fold all</button> <button type="button" id="theme">Light or dark</button></div></div></nav>
<main id="main" tabindex="-1">
${sections.map(
  ({ id, title, part }) => html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${part}</section>
`,
)}</main>
<footer class="quiet"><p>This file needs no network and loads nothing. It contains no secret, but it contains names and addresses of your hosts.</p></footer>
<script>${markup(PAGE_SCRIPT)}</script>
</body>
</html>
`;
  return sourceOf(page);
}

function sectionsOf(content: ReportContent): { readonly id: string; readonly title: string; readonly part: Markup }[] {
  const results = grouped(content.results, ({ pair }) => [pair]);
  return [
    { id: "section-overview", title: "Overview", part: overviewSection(content, results) },
    { id: "section-diagrams", title: "Diagrams", part: diagramsSection(content) },
    { id: "section-pairs", title: "Failover", part: pairsSection(content, results) },
    { id: "section-findings", title: "Findings", part: findingsSection(content) },
    { id: "section-hosts", title: "Hosts and networks", part: hostsSection(content) },
    { id: "section-artifacts", title: "Artifacts", part: artifactsSection(content) },
    { id: "section-runbook", title: "Runbook", part: runbookSection(content) },
  ];
}

function pairsSection(content: ReportContent, results: ResultsByPair): Markup {
  const { topology } = content;
  const pairs = [...topology.pairs.values()];
  if (pairs.length === 0) return html`<p>The environment has no pair.</p>\n`;
  const lead =
    pairs.length > FEW_PAIRS
      ? html`<p>If the course of a scenario differs from an earlier pair's only in names, it is described with that pair. Of the pairs that have courses of their own, the first ${FEW_PAIRS} are described in full. <code>sip-ha simulate --pair &lt;pair&gt; --scenario &lt;scenario&gt;</code> shows the course with the pair's own names.</p>\n`
      : undefined;
  return html`${lead}${pairs.map((pair) => pairSection(content, pair, results.get(pair.name) ?? []))}`;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
