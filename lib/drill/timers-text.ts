import type { Span } from "../operation/span";
import { sortedBy } from "../text/sorted";

/**
 * A file for `sip-ha simulate --timers`.
 *
 * @param sources where the times were measured, one line each
 */
export function timersText(timers: ReadonlyMap<string, Span>, sources: readonly string[]): string {
  const lines = sortedBy(timers, ([name]) => name).map(
    ([name, { minimum, typical, maximum }]) =>
      `${name}: { minimum: ${minimum}ms, typical: ${typical}ms, maximum: ${maximum}ms }`,
  );
  const comment = [
    "Measured in drills, for sip-ha simulate --timers. Written by sip-ha drill report from",
    ...sources.map((source) => `  ${source}`),
  ];
  return `${[...comment.map((text) => `# ${text}`), ...lines].join("\n")}\n`;
}
