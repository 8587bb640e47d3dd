import type { ScenarioResult } from "../../simulation/result";
import { momentText } from "../../simulation/time-text";
import { lineNumbers } from "./line-numbers";
import { html, type Markup } from "./markup";
import { ticksOf, timeAxis } from "./time-axis";

const WIDTH = 960;
const LEFT = 190;
const RIGHT = WIDTH - 46;
const ROW = 26;

/** A bar of a row. */
interface Bar {
  readonly from: number;
  readonly to: number;
  readonly kind: "answer" | "nobody" | "hold" | "two" | "wait";
  readonly text: string;
}

interface Row {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** Numbers of lines of the timeline. */
  readonly marks: readonly { readonly at: number; readonly number: number }[];
}

/**
 * The course of a scenario as a Gantt chart: who answers, who holds the virtual IP, and a row for each actor. A thin bar shows the wait before an actor's
 * step: from the line that caused it to the line itself, whose number stands at its end.
 */
export function gantt(result: ScenarioResult): Markup {
  const moments = [
    0,
    ...result.timeline.map(({ at }) => at),
    ...result.answers.map(({ at }) => at),
    ...result.holders.map(({ at }) => at),
  ];
  // The last state continues, so the axis ends a little after the last moment.
  const last = Math.max(...moments);
  const end = last + Math.max(1, Math.round(last / 20));
  const place = timeAxis([...moments, end], LEFT, RIGHT);
  const rows = rowsOf(result, end);
  const bottom = rows.length * ROW + 8;
  const ticks = ticksOf(moments, place, 62);
  return html`<div class="wide" tabindex="0" role="group" aria-label="Gantt chart of ${result.scenario.name}"><svg class="gantt" role="img" aria-label="The course of ${result.scenario.title}; the table below says the same in words." viewBox="0 0 ${WIDTH} ${bottom + 22}" width="${WIDTH}" height="${bottom + 22}">
${ticks.map(({ at, x }) => html`<path class="tick" d="M${x} 0V${bottom}"/><text class="time" x="${x}" y="${bottom + 14}">${momentText(at)}</text>`)}
${rows.map((row, index) => rowOf(row, index * ROW + 4, place))}</svg></div>\n`;
}

function rowsOf({ timeline, answers, holders }: ScenarioResult, end: number): Row[] {
  const answering = answers.map(
    ({ at, by }, index): Bar => ({
      from: at,
      to: answers[index + 1]?.at ?? end,
      kind: by === undefined ? "nobody" : "answer",
      text: by ?? "nobody",
    }),
  );
  const holding = holders.map(
    ({ at, hosts }, index): Bar => ({
      from: at,
      to: holders[index + 1]?.at ?? end,
      kind: hosts.length === 0 ? "nobody" : hosts.length === 1 ? "hold" : "two",
      text: hosts.join(" and ") || "no host",
    }),
  );
  const actors = [...new Set(timeline.map(({ actor }) => actor))];
  return [
    { title: "new calls answered by", bars: answering, marks: [] },
    ...(holding.length === 0 ? [] : [{ title: "virtual IP on", bars: holding, marks: [] }]),
    ...actors.map((actor): Row => {
      const own = timeline.flatMap((line, index) => (line.actor === actor ? [{ line, number: index + 1 }] : []));
      return {
        title: actor,
        bars: own.flatMap(({ line: { at, action, causedBy } }) =>
          causedBy === undefined ? [] : [{ from: timeline[causedBy]!.at, to: at, kind: "wait", text: action } as const],
        ),
        marks: own.map(({ line: { at }, number }) => ({ at, number })),
      };
    }),
  ];
}

function rowOf({ title, bars, marks }: Row, top: number, place: (at: number) => number): Markup {
  const middle = top + ROW / 2 - 1;
  const places = marks.map(({ at, number }) => ({ x: place(at), number }));
  return html`<text class="row" x="${LEFT - 10}" y="${middle + 4}">${cut(title, 27)}</text><path class="rule" d="M${LEFT} ${middle}H${RIGHT}"/>${bars
    .filter(({ from, to }) => to > from)
    .map(({ from, to, kind, text }) => {
      const [x, width] = [place(from), Math.max(2, place(to) - place(from))];
      const isWait = kind === "wait";
      const [y, height] = isWait ? [middle - 3, 6] : [top + 2, ROW - 6];
      const room = Math.floor((width - 8) / 6.4);
      const label =
        isWait || room < 3 ? undefined : html`<text x="${x + 4}" y="${middle + 4}">${cut(text, room)}</text>`;
      return html`<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}"/>${label}`;
    })}${[...new Set(places.map(({ x }) => x))].map((x) => html`<circle cx="${x}" cy="${middle}" r="3"/>`)}${lineNumbers(
    places,
  ).map(({ x, text }) => html`<text class="number" x="${x}" y="${top + 6}">${text}</text>`)}\n`;
}

function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, Math.max(1, length - 1)).join("")}…`;
}
