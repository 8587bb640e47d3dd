import { formatLongest, formatMilliseconds } from "../model/duration";
import type { Span } from "../operation/span";
import { typedCommand } from "../scripts/shell-text";
import { block, steps as numbered, paragraphs, table } from "../text/markdown";
import { instructionText, SEE_ROLES } from "./bring-back";
import type { DrillCheck, DrillKit, DrillScenario, DrillStep } from "./drill-kit";

/** `drill.md`: the drill for people, to be printed, with boxes to fill in. */
export function kitMarkdown(kit: DrillKit): string {
  const { environment, pair, scenarios, notDrilled } = kit;
  const content = paragraphs(
    `# Drill of pair ${pair} in environment ${environment}`,
    "Written by sip-server-ha from the environment; do not edit. `sip-ha drill run` leads through the same steps, makes the checks that a program can make, measures, and writes down the results. Run all commands in this folder.",
    table(
      ["date", "begun at", "window ends at", "done by", "second person", "approved by"],
      [[BOX, BOX, BOX, BOX, BOX, BOX]],
    ),
    "## Before each scenario",
    ...kit.preconditions.map(checkItem),
    box("the hosts are as they were deployed: `sip-ha drift <output> --facts <folder>`"),
    "If one of these checks fails, stop: nothing has been done yet.",
    ...scenarios.map((scenario) => scenarioChapter(kit, scenario)),
    "## When to stop",
    stopConditions(kit),
    "## To bring things back",
    bringBack(kit),
    notDrilled.length === 0
      ? undefined
      : paragraphs(
          "## Scenarios that are not tried",
          table(
            ["scenario", "why"],
            notDrilled.map(({ name, whyNot }) => [name, whyNot]),
          ),
        ),
  );
  return `${content}\n`;
}

const BOX = "____________";
const box = (text: string) => `- [ ] ${text}`;

function scenarioChapter({ pause }: DrillKit, { name, title, steps }: DrillScenario): string {
  return paragraphs(
    `## ${name}`,
    `${title[0]!.toUpperCase()}${title.slice(1)}. Wait at least ${formatLongest(pause)} between two steps that change roles.`,
    numbered(...steps.map(stepText)),
  );
}

function stepText({ title, before, order, command, commandDoes, unanswered, within, checks }: DrillStep): string {
  return paragraphs(
    `**${title}**. ${outageText(unanswered)}`,
    before === undefined ? undefined : paragraphs("Wait until:", before.map(checkItem).join("\n")),
    `${order}.`,
    command === undefined
      ? undefined
      : paragraphs(
          `Or let a program do it, as the runner does (${commandDoes}). Give this program to \`${typedCommand(command.argv)}\`:`,
          block("sh", command.input.trimEnd().split("\n")),
        ),
    `Within ${formatLongest(within)}:`,
    checks.map(checkItem).join("\n"),
    table(["done at", "nobody answered for", "as expected", "remarks"], [[BOX, BOX, BOX, BOX]]),
  );
}

function outageText({ minimum, typical, maximum }: Span): string {
  if (maximum === 0) return "Every new call is answered.";
  return `No new call is answered for ${formatMilliseconds(typical)}; the expected range is ${formatMilliseconds(minimum)} to ${formatLongest(maximum)}.`;
}

function checkItem(check: DrillCheck): string {
  if (check.kind === "calls") return box(`${check.what}: at most ${check.most}`);
  if (check.kind !== "place") return box(check.what);
  const { what, expected, looks } = check;
  const where = expected.length === 0 ? "on none of these hosts" : `on ${expected.join(" and ")} and nowhere else`;
  const asked = looks.map(
    ({ host, command: { argv }, serves, idle }) =>
      `  - [ ] ${host}: exit code ${expected.includes(host) ? serves : idle} of \`${typedCommand(argv)}\``,
  );
  return [box(`${what} is ${where}`), ...asked].join("\n");
}

function stopConditions({ probe }: DrillKit): string {
  return [
    "- Before a step: one of the two servers is not in its role, or new calls do not go only to the primary.",
    `- During a step: nobody answers for longer than the longest expected time${probe === undefined ? "" : "; the runner notices this"}.`,
    "- After a step: a check does not hold within its time.",
    "- At any time: the next step, with everything that brings the roles back, may not be finished before the window ends.",
  ].join("\n");
}

function bringBack({ bringBack: instructions, scenarios }: DrillKit): string {
  const mends = new Set(scenarios.flatMap(({ steps }) => steps.flatMap(({ mend }) => mend ?? [])));
  return numbered(
    ...[...mends].map((mend) => `If a step made this necessary: ${mend}.`),
    `${SEE_ROLES}.`,
    ...instructions.map((one) => `${instructionText(one)}.`),
    "Make a call.",
  );
}
