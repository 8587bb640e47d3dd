import { formatReport } from "../checks/located-report";
import { errors, type Problem } from "../errors";
import { notesText } from "../import/import-note";
import { siteApplications } from "../import/site-applications";
import { bigIpSurveysOf, surveysOf } from "../import/survey";
import { OutputUnwritable } from "../synth/output-unwritable";
import { writeWhole } from "../synth/whole-files";
import type { AddCommand } from "./add-command";
import { bigIpsToSurvey } from "./big-ips-to-survey";
import { EXIT } from "./exit";
import { jsonReport } from "./json-report";
import { notEmpty } from "./not-empty";
import { everyValue } from "./proper-values";
import { readSite } from "./site-facts";
import { useReport } from "./use-report";

/** The options on the command line of `sip-ha survey`. */
interface SurveyOptions {
  readonly facts: string;
  /** `ltm-1=10.213.0.100`, as often as it was given. */
  readonly bigIp?: readonly string[];
  readonly json?: true;
}

export const addSurvey: AddCommand = (program, end) => {
  program
    .command("survey")
    .description(
      "write read-only programs that survey the hosts and BIG-IPs of a site that has no environment file yet",
    )
    .requiredOption(
      "--facts <folder>",
      "the folder with configuration-layer.json; the programs are written into it",
      notEmpty,
    )
    .option(
      "--big-ip <name=address>",
      "a BIG-IP in front of pairs, and the address where its configuration is reached; may be given several times",
      everyValue,
    )
    .option("--json", "print programs and commands as JSON")
    .action((options: SurveyOptions) => end(survey(options)));
};

/** `sip-ha survey`: writes a read-only program for each host of the pairs in an export and for each named BIG-IP, and prints the commands that run them. */
function survey({ facts, bigIp = [], json }: SurveyOptions): number {
  const asked = bigIpsToSurvey(bigIp);
  const { site, file, notes, problems: found } = readSite(facts);
  const isEmpty = site !== undefined && siteApplications(site).pairs.length === 0;
  const problems: Problem[] = [...asked.problems, ...found, ...(isEmpty ? [errors.noPairs(file)] : [])];
  const { surveys: ofHosts, notSurveyed } =
    site === undefined || problems.length > 0 ? NOTHING : surveysOf(site, facts);
  const surveys = problems.length > 0 ? [] : [...ofHosts, ...bigIpSurveysOf(asked.devices, facts)];
  try {
    writeWhole(surveys.map(({ file, content }) => ({ file, content, mode: 0o755 })));
  } catch (error) {
    problems.push(new OutputUnwritable(facts, error).problem);
  }
  const isFine = problems.length === 0 && site !== undefined;
  const report = useReport(problems);
  const written = isFine ? surveys.map(({ content: _, ...told }) => told) : [];
  if (json) process.stdout.write(jsonReport(report, { surveys: written, notSurveyed, notes }));
  else {
    if (notes.length > 0) process.stdout.write(`${notesText(notes)}\n\n`);
    if (problems.length > 0) process.stdout.write(`${formatReport(report)}\n\n`);
    const without = notSurveyed.map(({ host, reason }) => `# not surveyed: ${host}: ${reason}\n`);
    process.stdout.write(
      isFine ? [...written.map(({ command }) => `${command}\n`), ...without].join("") : "nothing was written\n",
    );
  }
  if (!isFine) return EXIT.wrongUse;
  return notes.length > 0 ? EXIT.findings : EXIT.fine;
}

const NOTHING = { surveys: [], notSurveyed: [] };
