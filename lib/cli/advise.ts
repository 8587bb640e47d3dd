import { advise } from "../advice/advice";
import { requirementsOf } from "../advice/pair-requirements";
import { contradictionsIn } from "../advice/read-requirements";
import type { Requirements } from "../advice/requirements";
import { type Finding, inputFinding } from "../checks/finding";
import { formatReport, type Located } from "../checks/located-report";
import { environmentsOf } from "../constructs/checked-environment";
import { errors, oneOf } from "../errors";
import type { AddCommand } from "./add-command";
import { adviceReport, type JudgedPair } from "./advice-report";
import { type AskedPair, askedPairs } from "./asked-pairs";
import { exitCode } from "./exit";
import { jsonReport } from "./json-report";
import { pairOption } from "./pair-option";
import { readEnvironments } from "./read-environments";
import { type FlagValues, flagFindings, flagOf, requirementOptions, requirementsFrom } from "./requirement-flags";
import { nowhere, refuseUse, reportOf, useFindings } from "./use-report";

/** The options on the command line of `sip-ha advise`. */
interface AdviseOptions extends FlagValues {
  readonly pair?: string;
  readonly json?: true;
}

export const addAdvise: AddCommand = (program, end) => {
  const command = program
    .command("advise")
    .description("show which options fit the requirements, in order, and why the others do not")
    .argument(
      "[env.yaml...]",
      "environment files, or topology.yaml of a program's output: what they declare for each pair is required, and the pair's option is compared",
    )
    .addOption(pairOption())
    .option("--json", "print the advice as JSON")
    .action((files: string[], options: AdviseOptions) => end(adviseCommand(files, options)));
  for (const option of requirementOptions()) command.addOption(option);
};

/**
 * `sip-ha advise`: which options fit, judged from flags, or from each pair that environment files declare, beside the option that the pair uses.
 * A flag overrides what a file says, so that "what if" can be asked.
 */
function adviseCommand(files: readonly string[], options: AdviseOptions): number {
  const stated = requirementsFrom(options);
  const wrong: Finding[] = "problems" in stated ? flagFindings(stated.problems) : [];
  if (options.pair !== undefined && files.length === 0) wrong.push(inputFinding(errors.pairWithoutFile(options.pair)));
  const flags = "requirements" in stated ? stated.requirements : {};
  if (files.length === 0 || wrong.length > 0) {
    if (wrong.length > 0) return refuse(wrong.map(nowhere), options);
    const one = judged(flags);
    return tell([one], noneFits(one).map(nowhere), options);
  }
  const read = readEnvironments(files);
  const input = read.findings.filter(({ entry }) => entry.kind === "input");
  if (input.length > 0) return refuse(input, options);
  const asked = askedPairs(environmentsOf(read.root), options.pair);
  if ("problem" in asked) return refuse(useFindings([asked.problem]), options);
  const contradictions = asked.pairs.map((one) => contradictionsOf(one, flags));
  // A flag that contradicts one pair may fit the others.
  const pairs = asked.pairs.flatMap((one, index) =>
    contradictions[index]!.length === 0 ? [judgedPair(one, flags)] : [],
  );
  return tell(pairs, [...contradictions.flat(), ...pairs.flatMap(unfitChoice)], options);
}

function judged(requirements: Requirements): JudgedPair {
  return { requirements, advice: advise(requirements) };
}

/** What is known of a pair: what its environment says, overridden by the flags. */
function requirementsFor({ topology, pair }: AskedPair, flags: Requirements): Requirements {
  return { ...requirementsOf(topology, pair), ...flags };
}

/** Where the file and a flag contradict each other about a pair. Flags that contradict each other are refused earlier. */
function contradictionsOf(asked: AskedPair, flags: Requirements): Located<Finding>[] {
  const { environment, topology, pair } = asked;
  const path = ["pairs", pair.name];
  return contradictionsIn(requirementsFor(asked, flags)).map(({ problem, sides }) => {
    const [declared, stated] = [...sides].sort(
      (a, b) => Number(a.requirement in flags) - Number(b.requirement in flags),
    );
    const message = `${flagOf(stated!.requirement)}: the file says ${declared!.says}; ${problem.message}`;
    const fix = "leave out the flag, or ask about another pair with --pair";
    const entry = { ...inputFinding({ ...problem, message, fix }), environment: topology.environment, path };
    return { entry, place: environment.locate(path, "key") };
  });
}

/** Judges a pair that is asked about, by what its environment and the flags say of it. */
function judgedPair(asked: AskedPair, flags: Requirements): JudgedPair {
  const { environment, topology, pair } = asked;
  const uses = pair.highAvailability.option;
  const place = environment.locate(["pairs", pair.name, "highAvailability", uses], "key");
  return {
    ...judged(requirementsFor(asked, flags)),
    of: { environment: topology.environment, pair: pair.name, uses, place },
  };
}

/** The finding for a pair whose option the requirements rule out. */
function unfitChoice({ advice, of }: JudgedPair): Located<Finding>[] {
  if (of === undefined) return [];
  const unfit = advice.unfit.find(({ option }) => option === of.uses);
  if (unfit === undefined) return [];
  const against = unfit.reasons.filter(({ kind }) => kind === "against").map(({ text }) => text);
  const others = (advice.fits.length > 0 ? advice.fits : advice.undecided).map(({ option }) => option);
  const entry: Finding = {
    code: "option-unfit",
    level: "error",
    kind: "rule",
    environment: of.environment,
    path: ["pairs", of.pair, "highAvailability", of.uses],
    part: "key",
    message: `${of.uses} does not fit: ${against.join("; ")}`,
    found: of.uses,
    allowed: others.length === 0 ? "none of the options fits" : oneOf(others),
    fix: others.length === 0 ? "change what the options need" : "choose another option, or change what this one needs",
  };
  return [{ entry, place: of.place }];
}

/** The finding if no option fits, and none would even if more were known. */
function noneFits({ advice: { fits, undecided } }: JudgedPair): Finding[] {
  if (fits.length + undecided.length > 0) return [];
  return [{ ...inputFinding(errors.noOptionFits()), kind: "rule" }];
}

function refuse(findings: readonly Located<Finding>[], { json }: AdviseOptions): number {
  return refuseUse(findings, json, { advice: [] });
}

function tell(pairs: readonly JudgedPair[], findings: readonly Located<Finding>[], { json }: AdviseOptions): number {
  const told = reportOf(findings);
  const advice = pairs.map(({ of, requirements, advice: one }) => ({
    ...(of && { environment: of.environment, pair: of.pair, uses: of.uses }),
    requirements,
    ...one,
  }));
  const parts = [...pairs.map(adviceReport), ...(findings.length > 0 ? [formatReport(told)] : [])];
  process.stdout.write(json ? jsonReport(told, { advice }) : `${parts.join("\n\n")}\n`);
  return exitCode(told, false);
}
