import type { DriftFinding } from "../drift/drift-finding";
import { plain } from "../drift/drift-text";
import { formatPosition } from "../model/origin";

/** What objects and options of a new environment file change in the Configuration Layer, as an engineer reads it: what is new, then what gets another value. */
export function changesText(changes: readonly DriftFinding[]): string {
  const added = changes.filter(({ code }) => code === "object-missing");
  const others = changes.filter(({ code }) => code !== "object-missing");
  return [
    "What the objects and options of this file change in the Configuration Layer once they are synthesized and imported:",
    ...added.map(({ expected }) => `  new: ${plain(expected ?? "")}`),
    ...others.map(
      ({ position, message, found, expected }) =>
        `  ${position === undefined ? "" : `${formatPosition(position)} `}${plain(message)}: ${plain(found ?? "nothing")}, then ${expected ?? "nothing"}`,
    ),
  ].join("\n");
}
