import { formatReport, type LocatedReport } from "../checks/located-report";
import { environmentsOf } from "../constructs/checked-environment";
import type { DrillKit } from "../drill/drill-kit";
import { kitMarkdown } from "../drill/kit-markdown";
import { pairKit } from "../drill/pair-kit";
import { errors, type Problem } from "../errors";
import { hostNamesOf } from "../model/pair";
import type { CatalogueScenario } from "../operation/catalogue-scenario";
import { typedCommand } from "../scripts/shell-text";
import { KNOWN_HOSTS, knownHost } from "../scripts/ssh-client";
import { scenarios as catalogue, ownerOf, scenarioNamed } from "../simulation/scenarios";
import type { Setting } from "../simulation/setting";
import { OutputUnwritable } from "../synth/output-unwritable";
import { type WholeFile, writeWhole } from "../synth/whole-files";
import { makeFolder } from "../synth/write";
import { join } from "../text/paths";
import { plain } from "../text/wording";
import { askedPairs } from "./asked-pairs";
import { EXIT, exitCode } from "./exit";
import { jsonReport } from "./json-report";
import { readEnvironments } from "./read-environments";
import { choosePairs } from "./simulate";
import { ofFlag, withUseProblems } from "./use-report";

/** The options on the command line of `sip-ha drill`. */
export interface DrillOptions {
  readonly out: string;
  readonly pair?: string;
  readonly scenario?: readonly string[];
  readonly mostCalls?: string;
  readonly timers?: string;
  readonly json?: true;
}

/** A kit and its folder. */
interface PlacedKit {
  readonly folder: string;
  readonly kit: DrillKit;
  readonly setting: Setting;
}

/** `sip-ha drill`: writes a drill kit for each pair. Nothing is done to any host. */
export function drill(files: readonly string[], options: DrillOptions): number {
  const read = readEnvironments(files);
  if (exitCode(read, false) !== EXIT.fine) return tell(read, [], options);
  const asked = askedPairs(environmentsOf(read.root), options.pair);
  if ("problem" in asked) return tell(withUseProblems(read, [asked.problem]), [], options);
  const chosen = choosePairs(asked.pairs, options.timers === undefined ? {} : { timers: options.timers });
  if ("findings" in chosen) return tell(chosen, [], options);
  const scenarios = askedScenarios(options.scenario);
  const limit = callLimit(options.mostCalls);
  const wrong = [
    ...("problems" in scenarios ? scenarios.problems : []),
    ...("problem" in limit ? [limit.problem] : []),
  ];
  if (!("found" in scenarios) || !("most" in limit)) return tell(withUseProblems(read, wrong), [], options);
  const kits = chosen.pairs.map(({ setting }): PlacedKit => {
    // A scenario of another option says nothing about this pair, unless somebody has asked for the scenario.
    const { option } = setting.pair.highAvailability;
    const isOwn = (scenario: CatalogueScenario) => [undefined, option].includes(ownerOf(scenario)?.name);
    const found = options.scenario === undefined ? scenarios.found.filter(isOwn) : scenarios.found;
    const kit = pairKit(setting, found, limit.most);
    return { folder: join(options.out, kit.environment, kit.pair), kit, setting };
  });
  const written = kits.filter(({ kit }) => kit.scenarios.length > 0);
  const refused = options.scenario === undefined ? [] : refusals(kits);
  if (refused.length > 0) return tell(withUseProblems(read, refused), [], options);
  if (written.length === 0) return tell(withUseProblems(read, [errors.noDrill()]), [], options);
  try {
    for (const { folder } of written) makeFolder(folder);
    writeWhole(written.flatMap(filesOf));
  } catch (error) {
    return tell(withUseProblems(read, [new OutputUnwritable(options.out, error).problem]), [], options);
  }
  return tell(read, kits, options);
}

/** The named scenarios; without names, all scenarios of the catalogue. */
function askedScenarios(
  names: readonly string[] | undefined,
): { readonly found: readonly CatalogueScenario[] } | { readonly problems: readonly Problem[] } {
  if (names === undefined) return { found: catalogue };
  const problems = names
    .filter((name) => scenarioNamed(name) === undefined)
    .map((name) => {
      const known = catalogue.map((scenario) => scenario.name);
      return ofFlag("--scenario", errors.unknownName("scenario", name, known));
    });
  return problems.length > 0 ? { problems } : { found: catalogue.filter(({ name }) => names.includes(name)) };
}

/** Whoever names a scenario wants it tried. If it can be tried on no pair, that is a mistake, even if other scenarios can. */
function refusals(kits: readonly PlacedKit[]): Problem[] {
  const tried = new Set(kits.flatMap(({ kit }) => kit.scenarios.map(({ name }) => name)));
  return kits.flatMap(({ kit }) =>
    kit.notDrilled
      .filter(({ name }) => !tried.has(name))
      .map(({ name, whyNot }) => errors.scenarioNotDrilled(name, kit.pair, whyNot)),
  );
}

function callLimit(text: string | undefined): { readonly most: number | undefined } | { readonly problem: Problem } {
  if (text === undefined) return { most: undefined };
  return /^\d{1,6}$/.test(text) ? { most: Number(text) } : { problem: errors.callLimit(text) };
}

function filesOf({ folder, kit, setting }: PlacedKit): WholeFile[] {
  const { topology, pair } = setting;
  const keys = hostNamesOf(pair).flatMap((host) => knownHost(topology.hosts.get(host)!) ?? []);
  return [
    { file: join(folder, "drill.json"), content: `${JSON.stringify(kit, null, 2)}\n` },
    { file: join(folder, "drill.md"), content: kitMarkdown(kit) },
    ...(keys.length > 0 ? [{ file: join(folder, KNOWN_HOSTS), content: keys.join("") }] : []),
  ];
}

function tell(report: LocatedReport, kits: readonly PlacedKit[], { json }: DrillOptions): number {
  const written = kits.filter(({ kit }) => kit.scenarios.length > 0);
  if (json) {
    const told = kits.map(({ folder, kit }) => ({
      environment: kit.environment,
      pair: kit.pair,
      folder: kit.scenarios.length > 0 ? folder : undefined,
      scenarios: kit.scenarios.map(({ name }) => name),
      notDrilled: kit.notDrilled,
    }));
    process.stdout.write(jsonReport(report, { kits: told }));
  } else {
    if (report.findings.length > 0 || written.length === 0) process.stdout.write(`${formatReport(report)}\n\n`);
    process.stdout.write(kits.map(kitText).join("\n") || "nothing was written\n");
  }
  return exitCode(report, false);
}

function kitText({ folder, kit: { environment, pair, scenarios, notDrilled } }: PlacedKit): string {
  const head = `${environment}/${pair}: scenarios tried: ${scenarios.length}, not tried: ${notDrilled.length}`;
  if (scenarios.length === 0) return `${head}; no kit was written\n`;
  const run = typedCommand(["sip-ha", "drill", "run", folder, "--scenario"]);
  return [
    head,
    ...scenarios.map(({ name, steps }) => `  ${run} ${name}   # steps: ${steps.length}`),
    `  why the others are not tried: ${plain(join(folder, "drill.md"))}`,
    "",
  ].join("\n");
}
