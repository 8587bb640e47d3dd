import type { DriftFinding } from "../drift/drift-finding";
import { formatPosition } from "../model/origin";
import { plain } from "../text/wording";

/** What a new environment file changes, as an engineer reads it: in the Configuration Layer, then on BIG-IPs; in each, first what is new, then what gets another value. */
export function changesText(changes: readonly DriftFinding[]): string {
  const onDevices = changes.filter(({ code }) => code.startsWith("big-ip-"));
  const inObjects = changes.filter((one) => !onDevices.includes(one));
  return [
    ...part(
      "What the objects and options of this file change in the Configuration Layer once they are synthesized and imported:",
      inObjects,
    ),
    ...part("What the declaration of this file changes on BIG-IPs once it is synthesized and posted:", onDevices),
  ].join("\n");
}

function part(heading: string, changes: readonly DriftFinding[]): string[] {
  if (changes.length === 0) return [];
  const isNew = ({ code }: DriftFinding) => code === "object-missing" || code === "big-ip-object-missing";
  const others = changes.filter((one) => !isNew(one));
  return [
    heading,
    ...changes.filter(isNew).map(({ expected }) => `  new: ${plain(expected ?? "")}`),
    ...others.map(
      ({ position, message, found, expected }) =>
        `  ${position === undefined ? "" : `${formatPosition(position)} `}${plain(message)}: ${plain(found ?? "nothing")}, then ${expected ?? "nothing"}`,
    ),
  ];
}
