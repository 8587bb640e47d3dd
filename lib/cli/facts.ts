import { writeFileSync } from "node:fs";
import { formatReport, summary } from "../checks/located-report";
import { environmentsOf } from "../constructs/check-app";
import { type Collector, collectorsOf } from "../drift/collectors";
import { withoutCollector } from "../drift/without-collector";
import { plan } from "../synth/plan";
import { makeFolder, OutputUnwritable } from "../synth/write";
import { bytesOf } from "../text/file-text";
import { EXIT } from "./exit";
import { readEnvironments } from "./read-environments";
import { exitCode, jsonReport } from "./report";
import { useFinding } from "./requirement-flags";

/** What the command line of `sip-ha facts` says. */
export interface FactsOptions {
  readonly out: string;
  readonly json?: true;
}

/** `sip-ha facts`: writes the collectors of all environments, which only read, and prints the commands that run them. */
export function facts(files: readonly string[], options: FactsOptions): number {
  const read = readEnvironments(files);
  const code = exitCode(read, false);
  const snapshots = code === EXIT.fine ? environmentsOf(read.root).map(snapshotOf) : [];
  const collectors = snapshots.flatMap(({ topology, files: planned }) => collectorsOf(topology, planned, options.out));
  const notCompared = snapshots.flatMap(({ topology, files: planned }) => withoutCollector(topology, planned));
  const problem = write(collectors, options.out);
  const report =
    problem === undefined ? read : { ...read, findings: [...read.findings, { entry: problem, place: {} }] };
  const written =
    problem === undefined ? collectors.map(({ file, command, writes }) => ({ file, command, writes })) : [];
  if (options.json) process.stdout.write(jsonReport(report, { collectors: written, notCompared }));
  else {
    const commands = written.map(({ command }) => `${command}\n`).join("");
    const without = notCompared.map(
      ({ environment, path, reason }) => `# not compared: ${environment} ${path}: ${reason}\n`,
    );
    if (code !== EXIT.fine || problem !== undefined)
      process.stdout.write(`${formatReport(report)}\n\nnothing was written\n`);
    else {
      // What is on standard output is shell, to be run as it is.
      if (report.findings.length > 0) process.stderr.write(`${summary(report)}: sip-ha check tells them\n`);
      process.stdout.write(`${commands}${without.join("")}`);
    }
  }
  return problem === undefined ? code : EXIT.wrongUse;
}

function snapshotOf(environment: ReturnType<typeof environmentsOf>[number]) {
  const topology = environment.resolution().topology!;
  return { topology, files: plan(topology).artifacts };
}

function write(collectors: readonly Collector[], out: string) {
  try {
    for (const { folder, file, content } of collectors) {
      makeFolder(folder);
      writeFileSync(file, bytesOf(content), { mode: 0o755 });
    }
    return undefined;
  } catch (error) {
    return useFinding(new OutputUnwritable(out, error).problem);
  }
}
