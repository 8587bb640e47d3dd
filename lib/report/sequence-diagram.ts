import type { ScenarioResult } from "../simulation/result";
import { momentText, outageSentence } from "../simulation/time-text";

/**
 * The course of a scenario as a Mermaid sequence diagram: each line of the timeline is an arrow from the actor that caused it. If somebody else answers new
 * calls from then on, or nobody, a note says so.
 */
export function sequenceDiagram({ scenario, timeline, answers, outage }: ScenarioResult): string {
  const actors = [...new Set(timeline.map(({ actor }) => actor))];
  const id = (actor: string) => `a${actors.indexOf(actor) + 1}`;
  if (actors.length === 0) return "sequenceDiagram\n";
  const over = `Note over ${actors.length === 1 ? "a1" : `a1,a${actors.length}`}`;
  const lines = [
    "sequenceDiagram",
    ...actors.map((actor) => `  participant ${id(actor)} as ${mermaidText(actor)}`),
    `  ${over}: ${mermaidText(`${scenario.title}: ${outageSentence(outage.unanswered)}`)}`,
  ];
  // The state at the start comes first; each later change comes after the line that causes it.
  const changes = [...answers];
  const noteNext = () => {
    const { at, by } = changes.shift()!;
    const text = `${momentText(at)} new calls are answered by ${by ?? "nobody"}`;
    lines.push(`  ${over}: ${mermaidText(text)}`);
  };
  const noteUntil = (until: number) => {
    while (changes[0] !== undefined && changes[0].at < until) noteNext();
  };
  noteNext();
  for (const { at, actor, action, causedBy } of timeline) {
    noteUntil(at);
    const from = causedBy === undefined ? actor : timeline[causedBy]!.actor;
    lines.push(`  ${id(from)}->>${id(actor)}: ${mermaidText(`${momentText(at)} ${action}`)}`);
  }
  noteUntil(Number.POSITIVE_INFINITY);
  return `${lines.join("\n")}\n`;
}

/**
 * Text in a diagram. Characters that the grammar or HTML would take for more than text are written as numbers, as Mermaid documents. The text is one line;
 * the word `end` would close a block.
 */
export function mermaidText(text: string): string {
  const escaped = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .replace(/[^\p{L}\p{N} .,/()_+=@-]/gu, (character) => `#${character.codePointAt(0)};`)
    .replace(/\bend\b/gi, (word) => `#${word.charCodeAt(0)};${word.slice(1)}`);
  return escaped === "" ? "#32;" : escaped;
}
