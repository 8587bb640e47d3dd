import { OUTAGE_PARTS } from "../../simulation/outage-parts";
import { type ScenarioOutage, totalsOf } from "../../simulation/scenario-outage";
import { boundText, boundTexts, isNone } from "../../simulation/time-text";
import { COURSE_NAMES, PART_NAMES } from "../scenario-text";
import { html, type Markup } from "./markup";
import { tableOf } from "./parts";

const WIDTH = 960;

/** The parts of an outage: to scale at the typical pace, and in figures at every pace. Nothing if there is no outage. */
export function outageSplitBar({ unanswered, parts }: ScenarioOutage): Markup | undefined {
  if (isNone(unanswered)) return undefined;
  const present = OUTAGE_PARTS.filter((part) => !isNone(parts[part]));
  const totals = totalsOf(parts);
  const total = totals.typical;
  let x = 0;
  const bars =
    typeof total !== "number" || total === 0
      ? []
      : present.flatMap((part) => {
          const { typical } = parts[part];
          if (typeof typical !== "number" || typical === 0) return [];
          const width = Math.max(1, Math.round((typical / total) * WIDTH));
          const from = x;
          x += width;
          const text = `${PART_NAMES[part]} ${boundText(typical)}`;
          const label = text.length * 6.4 + 8 > width ? undefined : html`<text x="${from + 5}" y="17">${text}</text>`;
          return [html`<rect class="${part}" x="${from}" y="0" width="${width}" height="26"/>${label}`];
        });
  const bar =
    bars.length === 0
      ? undefined
      : html`<div class="wide" tabindex="0" role="group" aria-label="Parts of the outage"><svg class="split" role="img" aria-label="The outage at the typical pace, to scale; the table below has the figures." viewBox="0 0 ${WIDTH} 26" width="${WIDTH}" height="26">${bars}</svg></div>`;
  return html`${bar}${tableOf(
    "What the outage is made of",
    ["part", ...COURSE_NAMES],
    [
      ...present.map((part) => [
        html`<span class="swatch ${part}"></span>${PART_NAMES[part]}`,
        ...boundTexts(parts[part]),
      ]),
      ["until callers are through", ...boundTexts(totals)],
    ],
    "figures parts",
  )}`;
}
