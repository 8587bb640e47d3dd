import { serverNames } from "../../configuration-layer/application-names";
import { formatLongest } from "../../model/duration";
import type { SipServerPair } from "../../model/pair";
import { PACES } from "../../operation/span";
import { optionOf, virtualIpOf } from "../../options";
import type { ScenarioResult } from "../../simulation/result";
import { boundTexts } from "../../simulation/time-text";
import { textTable } from "../../text/text-table";
import { devicesOf } from "../diagram/drawn-parts";
import { diagramFigure } from "./diagrams-section";
import { html, type Markup } from "./markup";
import { folded, mark, placeOf, tableOf } from "./parts";
import type { ReportContent } from "./report-content";
import { scenarioSection, stateMark, stateOf } from "./scenario-section";

/** A pair: what it is, its own diagrams if it has any, a line for each scenario, and each scenario that is described here in full. */
export function pairSection(content: ReportContent, pair: SipServerPair, results: readonly ScenarioResult[]): Markup {
  const views = content.views.filter((view) => view.pair === pair.name);
  const { like, isFull } = content.told.get(pair.name)!;
  const own = results.filter(({ scenario }) => !like.has(scenario.name));
  return folded(
    html`<h3 class="name">${pair.name}</h3> <span class="quiet">${optionOf(pair).title}</span> ${pairMark(content, results)}`,
    html`${factsOf(content, pair)}${views.map((view) => diagramFigure(view, 4))}<h4>Scenarios</h4>
${likeText(like)}${isFull ? linesOf(content, pair, own) : briefLines(content, own)}${isFull ? own.map((result) => scenarioSection(result, content.acceptedOf(result))) : undefined}`,
    { id: placeOf(pair.name), find: wordsOf(content, pair) },
  );
}

/** The places of the scenarios that differ only in names. */
function likeText(like: ReadonlyMap<string, string>): Markup[] {
  return [...new Set(like.values())].map((earlier) => {
    const names = [...like].filter(([, pair]) => pair === earlier).map(([name]) => name);
    return html`<p>As <a href="#${placeOf(earlier)}">${earlier}</a>, except for names and addresses: <span class="quiet">${names.join(", ")}</span></p>\n`;
  });
}

/** A line for each scenario, with a link to it. */
function linesOf({ acceptedOf }: ReportContent, pair: SipServerPair, results: readonly ScenarioResult[]): Markup {
  return tableOf(
    `Scenarios of ${pair.name}`,
    ["scenario", ...PACES, "objective", "ends"],
    results.map((result) => [
      html`<a href="#${placeOf(pair.name, result.scenario.name)}">${result.scenario.name}</a>`,
      ...boundTexts(result.outage.unanswered),
      result.objective.verdict,
      stateMark(result, acceptedOf(result)),
    ]),
    "figures",
  );
}

/** The same lines as text: hundreds of tables would make the page slow. */
function briefLines({ acceptedOf }: ReportContent, results: readonly ScenarioResult[]): Markup | undefined {
  if (results.length === 0) return undefined;
  const rows = results.map((result) => [
    result.scenario.name,
    ...boundTexts(result.outage.unanswered),
    result.objective.verdict,
    stateOf(result, acceptedOf(result)).text,
  ]);
  return html`<pre class="lines">${textTable(["scenario", ...PACES, "objective", "ends"], rows, new Set([1, 2, 3]))}</pre>\n`;
}

/** How the pair's scenarios end, taken together. */
export function pairMark({ acceptedOf }: ReportContent, results: readonly ScenarioResult[]): Markup {
  const ends = results.map((result) => stateOf(result, acceptedOf(result)).kind);
  const count = (kind: string) => ends.filter((one) => one === kind).length;
  const [bad, warn] = [count("bad"), count("warn")];
  if (bad > 0) return mark("bad", `broken in ${bad} of ${results.length}`);
  return warn > 0 ? mark("warn", `${warn} of ${results.length} to note`) : mark("good", `holds in ${results.length}`);
}

/** The words by which the search finds a pair: everything that calls pass and everything that runs for the pair, with hosts, devices and their addresses. */
function wordsOf({ topology }: ReportContent, pair: SipServerPair): string[] {
  const option = optionOf(pair);
  const applications = [...serverNames(pair), ...option.applicationNames(pair)];
  const hosts = new Set(applications.flatMap(({ host }) => topology.hosts.get(host ?? "") ?? []));
  return [
    pair.name,
    option.title,
    ...applications.map(({ name }) => name),
    ...[...hosts].flatMap(({ name, interfaces }) => [name, ...interfaces.map(({ address }) => address)]),
    ...option.callPath(topology, pair).stations.flatMap(({ lines }) => lines),
    ...devicesOf(topology, [pair.name]).flatMap(({ name, management, network }) => [
      name,
      management,
      network.insideSelfIp,
      network.outsideSelfIp,
    ]),
  ];
}

function factsOf({ topology }: ReportContent, pair: SipServerPair): Markup {
  const claim = virtualIpOf(pair, topology);
  const outage = optionOf(pair).worstCaseOutage?.(topology, pair);
  return tableOf(
    `What ${pair.name} is`,
    ["what", "is"],
    [
      ["primary", `${pair.primary.application} on ${pair.primary.host}`],
      ["backup", `${pair.backup.application} on ${pair.backup.host}`],
      ["virtual IP", claim === undefined ? "none" : `${claim.address}, network ${claim.network}`],
      ["recovery time objective", pair.recoveryTimeObjective ?? "not declared"],
      ...(outage === undefined
        ? []
        : [
            [
              "longest outage after the loss of a host",
              `${formatLongest(outage.milliseconds)}: ${outage.parts.map(({ what, milliseconds }) => `${what} ${formatLongest(milliseconds)}`).join(", ")}`,
            ],
          ]),
    ],
  );
}
