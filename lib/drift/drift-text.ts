import { comparePositions, formatPosition } from "../model/origin";
import { plain } from "../text/wording";
import type { Drift, DriftFinding, DriftState } from "./drift-finding";

const WORDS: Readonly<Record<DriftState, string>> = {
  missing: "not collected",
  unparsed: "not understood",
  drift: "drift",
};

/** Findings as an engineer reads them: first what is not known, then drift, where a terminal still shows it; last what was not compared. */
export function driftText({ findings, notCompared }: Drift): string {
  const of = (state: DriftState) =>
    findings.filter((one) => one.state === state).sort((one, other) => comparePositions(one.position, other.position));
  return [
    ...(["missing", "unparsed", "drift"] as const).flatMap((state) => of(state).map(findingText)),
    ...(notCompared.length === 0
      ? []
      : [
          notCompared
            .map(({ environment, path, reason }) => `not compared: ${environment} ${path}: ${reason}`)
            .join("\n"),
        ]),
    `${of("drift").length} drift, ${of("unparsed").length} not understood, ${of("missing").length} not collected, ${notCompared.length} not compared`,
  ].join("\n\n");
}

function findingText({
  state,
  code,
  environment,
  path,
  position,
  message,
  found,
  expected,
  fix,
}: DriftFinding): string {
  const where = [environment, path].filter((one) => one !== "").join(" ");
  return [
    `${position === undefined ? "" : `${formatPosition(position)} `}${WORDS[state]} ${code}`,
    `  ${where === "" ? "" : `${where}: `}${plain(message)}`,
    ...(found === undefined ? [] : [`  found:    ${plain(found)}`]),
    ...(expected === undefined ? [] : [`  expected: ${expected}`]),
    `  fix:      ${plain(fix)}`,
  ].join("\n");
}
