import type { Construct } from "constructs";
import { type Finding, inputFinding } from "../checks/finding";
import { formatReport, type Located } from "../checks/located-report";
import { environmentsOf } from "../constructs/checked-environment";
import { errors } from "../errors";
import { isFromModel } from "../input/environment-file";
import { OutputUnwritable } from "../synth/output-unwritable";
import { uninterrupted } from "../synth/uninterrupted";
import { synthesize } from "../terraform/synthesize";
import { join } from "../text/paths";
import type { AddCommand } from "./add-command";
import { environmentFiles, outputFolder } from "./environment-files";
import { EXIT, exitCode } from "./exit";
import { jsonReport } from "./json-report";
import { type ReadEnvironments, readEnvironments } from "./read-environments";
import { useFindings } from "./use-report";
import { writtenLines } from "./written-lines";

/** The options on the command line of `sip-ha synth`. */
interface SynthOptions {
  readonly out: string;
  readonly json?: true;
}

export const addSynth: AddCommand = (program, end) => {
  program
    .command("synth")
    .description("write scripts, Configuration Layer objects, Terraform and runbook of the environments")
    .addArgument(environmentFiles("environment files"))
    .addOption(outputFolder())
    .option("--json", "print the report as JSON")
    .action((files: string[], options: SynthOptions) => end(synth(files, options)));
};

/** `sip-ha synth`: checks everything, then writes every environment; if anything is wrong, it writes nothing. */
function synth(files: readonly string[], options: SynthOptions): number {
  const checked = readEnvironments(files);
  const isSound = exitCode(checked, false) === EXIT.fine;
  const models = environmentsOf(checked.root).filter(isFromModel);
  const refused = models.map((one) => ({
    entry: inputFinding(errors.synthOfModel(one.environmentName)),
    place: { position: one.locate(["environment"], "value").position },
  }));
  const failures = isSound && refused.length === 0 ? write(checked.root, options.out) : refused;
  const read: ReadEnvironments = { ...checked, findings: [...checked.findings, ...failures] };
  const code = exitCode(read, false);
  const folders = environmentsOf(read.root).map((environment) =>
    join(options.out, "stacks", environment.environmentName),
  );
  const written = code === EXIT.fine ? folders : [];
  if (options.json) process.stdout.write(jsonReport(read, { written }));
  else {
    process.stdout.write(`${formatReport(read)}\n`);
    process.stdout.write(code === EXIT.fine ? writtenLines(written) : "nothing was written\n");
  }
  return code;
}

function write(root: Construct, outdir: string): Located<Finding>[] {
  try {
    // If it were ended between the two renames of a folder, the folder would keep its other name until the next synth.
    uninterrupted(() => synthesize(root, outdir));
    return [];
  } catch (error) {
    if (!(error instanceof OutputUnwritable)) throw error;
    return useFindings([error.problem]);
  }
}
