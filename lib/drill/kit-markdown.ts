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
    "Written by sip-server-ha from the environment; do not edit. `sip-ha drill run` leads through the same steps, makes the checks that a program can make, measures, and writes down the results. All commands are for this folder.",
    table(
      ["date", "begun at", "window ends at", "done by", "second person", "approved by"],
      [[BOX, BOX, BOX, BOX, BOX, BOX]],
    ),
    "## Before each scenario",
    ...kit.preconditions.map(checkItem),
    box("the hosts are as they were deployed: `sip-ha drift <output> --facts <folder>`"),
    "Where one of them is not so, stop: nothing was done yet.",
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
    `${title[0]!.toUpperCase()}${title.slice(1)}. Between two steps that change roles wait ${formatLongest(pause)} at least.`,
    numbered(...steps.map(stepText)),
  );
}

function stepText({ title, before, order, command, commandDoes, unanswered, within, checks }: DrillStep): string {
  return paragraphs(
    `**${title}**. ${outageText(unanswered)}`,
    before === undefined ? undefined : paragraphs("Not before:", before.map(checkItem).join("\n")),
    `${order}.`,
    command === undefined
      ? undefined
      : paragraphs(
          `Or let a program do it, as the runner does; ${commandDoes}. Give it to \`${typedCommand(command.argv)}\`:`,
          block("sh", command.input.trimEnd().split("\n")),
        ),
    `Within ${formatLongest(within)}:`,
    checks.map(checkItem).join("\n"),
    table(["done at", "nobody answered for", "as expected", "remarks"], [[BOX, BOX, BOX, BOX]]),
  );
}

function outageText({ minimum, typical, maximum }: Span): string {
  if (maximum === 0) return "Every new call is answered.";
  return `No new call is answered for ${formatMilliseconds(typical)}; ${formatMilliseconds(minimum)} to ${formatLongest(maximum)} are expected.`;
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
    "- Before a step: one of the two servers is not in its role, or new calls do not go to the primary and nowhere else.",
    `- During a step: nobody answers for longer than the longest time that is expected${probe === undefined ? "" : "; the runner sees it"}.`,
    "- After a step: a check does not hold in its time.",
    "- At any time: the next step, with all that brings the roles back, may not be over before the window is.",
  ].join("\n");
}

function bringBack({ bringBack: instructions, scenarios }: DrillKit): string {
  const mends = new Set(scenarios.flatMap(({ steps }) => steps.flatMap(({ mend }) => mend ?? [])));
  return numbered(
    ...[...mends].map((mend) => `Where that was done before: ${mend}.`),
    `${SEE_ROLES}.`,
    ...instructions.map((one) => `${instructionText(one)}.`),
    "Make a call.",
  );
}
