import { html, type Markup, markup } from "./markup";
import type { DrawnView, ReportContent } from "./report-content";
import { DRAWN_TOGETHER } from "./told-in-full";

/** The three views of the environment. If it has too many pairs for one picture, the places of the pairs' own views. */
export function diagramsSection({ views, topology }: ReportContent): Markup {
  const whole = views.filter(({ pair }) => pair === undefined);
  const legend = html`<p class="quiet">Solid lines: normal operation. Dashed lines: after a switchover, or a reaction to an alarm. Dotted lines: links without a direction.</p>\n`;
  if (whole.length > 0) return html`${legend}${whole.map((view) => diagramFigure(view, 3))}`;
  const drawn = [...new Set(views.flatMap(({ pair }) => pair ?? []))];
  if (drawn.length === 0) return html`<p>The environment has no pair, so there is nothing to draw.</p>\n`;
  return html`${legend}<p>A picture of more than ${DRAWN_TOGETHER} pairs cannot be read, so each picture is shown with its pair: ${drawn.join(", ")}.${drawn.length === topology.pairs.size ? undefined : " The other pairs fail over as one of these does; their hosts and networks are in the table of hosts."}</p>\n`;
}

/** A picture below its heading; wide ones scroll. */
export function diagramFigure({ title, svg, view }: DrawnView, level: 3 | 4): Markup {
  const heading = level === 3 ? html`<h3>${title}</h3>` : html`<h4>${title}</h4>`;
  return html`${heading}\n<div class="wide picture ${view}" tabindex="0" role="group" aria-label="${title}, picture">${markup(svg)}</div>\n`;
}
