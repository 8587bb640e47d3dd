import { formatPath } from "../model/origin";
import type { Effect } from "../options/effect";
import { counted } from "../text/wording";
import type { Change } from "./change";
import { type SharedOptionChange, sharedOptionChanges } from "./changed-options";
import { countWords, effectWords, isChanged } from "./diff-summary";
import type { EnvironmentDiff } from "./environment-diff";
import { valueWord, valueWords } from "./value-words";

/** The differences as an engineer reads them on a terminal; the last line is the summary. */
export function diffText(diffs: readonly EnvironmentDiff[]): string {
  const changed = diffs.filter(isChanged);
  return [...changed.map(environmentText), summary(diffs)].join("\n\n");
}

function summary(diffs: readonly EnvironmentDiff[]): string {
  const changed = diffs.filter(isChanged);
  if (changed.length === 0) return "nothing changes";
  const words = changed.map((diff) => `${diff.environment} ${kindWord(diff)}: ${effectWords(diff)}`);
  const same = diffs.length - changed.length;
  return [...words, ...(same === 0 ? [] : [`${counted(same, "other")} unchanged`])].join("\n");
}

function kindWord({ kind }: EnvironmentDiff): string {
  return kind === "added" ? "is new" : kind === "removed" ? "is removed" : "changes";
}

function environmentText(diff: EnvironmentDiff): string {
  const { environment, changes, options, files, order, rollback, noWayBack } = diff;
  const fileLines = files.map(
    ({ kind, file }) =>
      `  ${kind.padEnd(8)} ${file.path}${file.target === undefined ? "" : ` (${file.target.host}:${file.target.path})`}`,
  );
  return [
    `environment ${environment} ${kindWord(diff)}: ${countWords(diff)}`,
    ...changes.map(changeText),
    ...section("options that objects of the Configuration Layer get", sharedOptionChanges(options).map(optionText)),
    ...section(
      "files",
      diff.kind === "changed" ? fileLines : [`  ${files.length} files, as artifacts.yaml lists them`],
    ),
    ...section("in this order", numbered(order)),
    ...section("the way back", numbered(rollback)),
    ...section(
      "what the way back does not bring back",
      noWayBack.map((one) => `  - ${one}`),
    ),
  ].join("\n\n");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:\n${lines.join("\n")}`];
}

function changeText(change: Change): string {
  const { path, kind, was, is, element } = change;
  const what = path.length === 0 ? "the environment" : formatPath(path);
  const isElement =
    path.length === 0 || (path.length === 2 && kind !== "changed" && was !== is && isName(was ?? is, path));
  const values = isElement ? `this ${element} is ${kind}` : valueWords(was, is);
  return [`  ${what}`, `    ${values}`, `    ${effectText(change)}`].join("\n");
}

function isName(value: unknown, path: Change["path"]): boolean {
  return value === path[1];
}

function optionText(option: SharedOptionChange): string {
  const values = `${valueWord(option.was)} -> ${valueWord(option.is)}`;
  return `  ${option.section}/${option.option} of ${option.objects.join(", ")}: ${values}\n    ${effectText(option)}`;
}

/** `switchover: the option ... takes effect after restart (documented: https://...)` */
export function effectText({ effect, planAs, because, evidence, source, ofPair }: Effect): string {
  const plan = planAs === undefined ? "" : `; be prepared for ${planAs === "none" ? "nothing" : planAs}`;
  const mark = evidence === undefined ? "" : ` (${evidence}${source === undefined ? "" : `: ${source}`})`;
  const others = Object.entries(ofPair ?? {}).filter(([, one]) => one.effect !== effect);
  const less = others.map(([name, one]) => `; ${one.effect} for ${name}`).join("");
  return `${effect}: ${because}${plan}${mark}${less}`;
}

function numbered(steps: readonly string[]): string[] {
  return steps.map((step, index) => {
    const number = `${index + 1}.`.padStart(4);
    return `${number} ${withoutFences(step).replaceAll("\n", "\n     ")}`;
  });
}

/** Blocks of commands are indented here; Markdown has fences instead. */
function withoutFences(markdown: string): string {
  let isBlock = false;
  return markdown
    .split("\n")
    .flatMap((line) => {
      // Blank lines separate blocks in Markdown; indentation does it here.
      if (line === "") return [];
      if (!line.startsWith("```")) return [isBlock ? `    ${line}` : line];
      isBlock = !isBlock;
      return [];
    })
    .join("\n");
}
