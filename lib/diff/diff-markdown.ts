import { formatPath } from "../model/origin";
import type { ServiceEffect } from "../options/effect";
import { paragraphs, steps, table } from "../text/markdown";
import { sharedOptionChanges } from "./changed-options";
import { countWords, effectWords, isChanged } from "./diff-summary";
import { effectText } from "./diff-text";
import type { EnvironmentDiff } from "./environment-diff";
import { valueWord } from "./value-words";

/** The differences for a merge request: a short table first, then what changes in each environment, with the details folded. */
export function diffMarkdown(diffs: readonly EnvironmentDiff[]): string {
  const changed = diffs.filter(isChanged);
  if (changed.length === 0) return "**sip-ha diff:** nothing changes.";
  return paragraphs(
    table(
      ["environment", "service", "what changes"],
      changed.map((diff) => [diff.environment, bold(diff.effect, effectWords(diff)), kindWord(diff)]),
    ),
    ...changed.map(environmentMarkdown),
  );
}

function kindWord(diff: EnvironmentDiff): string {
  const word = diff.kind === "added" ? "new environment: " : diff.kind === "removed" ? "removed: " : "";
  return `${word}${countWords(diff)}`;
}

/** Whatever needs attention stands out. */
function bold(effect: ServiceEffect, text: string): string {
  return effect === "none" || effect === "reload" ? text : `**${text}**`;
}

function environmentMarkdown({
  environment,
  kind,
  changes,
  options,
  files,
  order,
  rollback,
  noWayBack,
}: EnvironmentDiff) {
  return paragraphs(
    `### ${environment}`,
    changes.length === 0
      ? "The model is the same; files differ, as another version of sip-server-ha wrote them."
      : table(
          ["key", "was", "is", "service"],
          changes.map((change) => [
            change.path.length === 0 ? "the environment" : code(formatPath(change.path)),
            change.was === undefined ? "-" : code(valueWord(change.was)),
            change.is === undefined ? "-" : code(valueWord(change.is)),
            bold(change.effect, change.effect),
          ]),
        ),
    folded(
      "Why",
      changes.map((change) => `- ${code(formatPath(change.path) || environment)}: ${effectText(change)}`).join("\n"),
    ),
    folded(
      "Options of the Configuration Layer",
      options.length === 0
        ? ""
        : table(
            ["object", "option", "was", "is", "service"],
            sharedOptionChanges(options).map((option) => [
              option.objects.join(", "),
              code(`${option.section}/${option.option}`),
              option.was === undefined ? "-" : code(option.was),
              option.is === undefined ? "-" : code(option.is),
              effectText(option),
            ]),
          ),
    ),
    folded(
      `Files (${files.length})`,
      kind === "changed"
        ? table(
            ["file", "is", "on host", "what"],
            files.map(({ kind: change, file }) => [code(file.path), change, file.target?.host ?? "-", file.purpose]),
          )
        : files.map(({ file }) => `- ${code(file.path)}`).join("\n"),
    ),
    folded("In this order", steps(...order)),
    folded(
      "The way back",
      paragraphs(
        steps(...rollback),
        noWayBack.length === 0
          ? undefined
          : `It does not bring back:\n\n${noWayBack.map((one) => `- ${one}`).join("\n")}`,
      ),
    ),
  );
}

function folded(title: string, content: string): string | undefined {
  return content === "" ? undefined : `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;
}

/** A span in which nothing but its own end has a meaning: the end is longer than any backticks in the span. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}
