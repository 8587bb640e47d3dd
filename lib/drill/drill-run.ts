import { READY_AFTER } from "../configuration-layer/readiness";
import { formatLongest, formatMilliseconds } from "../model/duration";
import { packageVersion } from "../text/package-manifest";
import { type Broken, bringBackLines } from "./bring-back";
import {
  DRILL_FORMAT,
  type DrillCheck,
  type DrillCommand,
  type DrillKit,
  type DrillScenario,
  type DrillStep,
} from "./drill-kit";
import { type CheckRecord, type DrillResults, isInside, type ScenarioRecord, type StepRecord } from "./drill-results";
import { DrillStop } from "./drill-stop";
import { recordedText } from "./measured-outage";
import { OutageWatch } from "./outage-watch";
import { isByProgram, makeCheck } from "./run-checks";
import { newRuns } from "./script-runs";
import type { Unsealed } from "./seal";
import type { DrillSurroundings, RunningProbe } from "./surroundings";

/** What the user asks of a run. */
export interface DrillRequest {
  /** The scenarios, in the order of the kit. */
  readonly scenarios: readonly DrillScenario[];
  /** Whether the runner asks nobody before a step, and nobody checks what programs cannot see. */
  readonly isUnattended: boolean;
  /** Whether a person does the steps that the runner could do. */
  readonly isByHand: boolean;
  /** When the maintenance window ends. */
  readonly until?: Date | undefined;
  /** Checks that hosts are as they were deployed; undefined if nobody wants that check. */
  readonly isWithoutDrift?: (() => boolean) | undefined;
}

/** The time between two looks, in milliseconds. */
const BETWEEN_LOOKS = 500;
/** How long a result seen by a program must stay the same, in milliseconds: the state before a step may last for a moment after it. */
const STEADY = 2_000;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A run of a drill: step by step, with its checks, until it has passed or a condition ends it. */
export class DrillRun {
  private readonly results: Writable<Unsealed<DrillResults>>;
  /** How to repair what is broken at the moment. */
  private broken: readonly Broken[] = [];
  private probe: RunningProbe | undefined;
  /** The contents of the control scripts' logs when they were last read. */
  private logs: readonly string[] = [];
  /** When the checks of the last step began to hold; the roles changed before that. */
  private settledAt: number | undefined;

  constructor(
    private readonly kit: DrillKit,
    private readonly request: DrillRequest,
    private readonly surroundings: DrillSurroundings,
  ) {
    this.results = {
      format: DRILL_FORMAT,
      version: packageVersion(),
      kit: kit.sha256,
      environment: kit.environment,
      pair: kit.pair,
      begun: this.moment(),
      outcome: "running",
      scenarios: [],
    };
  }

  /** Runs the drill to its end. The results are saved after each step, however the drill ends. */
  async run(): Promise<Unsealed<DrillResults>> {
    const { kit, surroundings, results } = this;
    this.keep();
    this.probe = kit.probe && surroundings.probe(kit.probe);
    try {
      for (const scenario of this.request.scenarios) await this.scenario(scenario);
      results.outcome = "passed";
    } catch (error) {
      if (!(error instanceof DrillStop)) throw error;
      results.outcome = error.outcome;
      results.stopped = { code: error.code, reason: error.reason };
      this.tellStop(error);
    } finally {
      this.probe?.stop();
      this.keep();
    }
    return results;
  }

  private async scenario({ name, title, steps }: DrillScenario): Promise<void> {
    const record: Writable<ScenarioRecord> = { name, title, outcome: "running", preconditions: [], steps: [] };
    this.results.scenarios = [...this.results.scenarios, record];
    this.surroundings.tell(`\n${this.kit.environment}/${this.kit.pair} ${name}: ${title}`);
    try {
      await this.preconditions(record);
      for (const [index, step] of steps.entries()) {
        // Damage is repaired at once, whatever the time.
        const isMending = this.broken.some(({ mend }) => mend === step.order);
        if (!isMending) await this.pause();
        for (const check of step.before ?? []) await this.precondition(record, check);
        if (!isMending) this.stopAtEndOfWindow(steps.slice(index));
        await this.step(record, step, `${index + 1} of ${steps.length}`);
      }
      record.outcome = "passed";
    } catch (error) {
      record.outcome = error instanceof DrillStop ? error.outcome : "stopped";
      throw error;
    }
  }

  private async preconditions(record: Writable<ScenarioRecord>): Promise<void> {
    this.stopWhereInterrupted();
    if (this.request.isWithoutDrift?.() === false)
      throw new DrillStop("drift", "hosts are not as they were deployed: find out what differs, and fix it first");
    const isAnswered = () => this.probe === undefined || this.probe.questions().length > 0;
    for (let round = 0; round < 20 && !isAnswered(); round++) await this.sleep(100);
    for (const check of this.kit.preconditions) await this.precondition(record, check);
    await this.newRuns(this.kit.preconditions);
  }

  private async precondition(record: Writable<ScenarioRecord>, check: DrillCheck): Promise<void> {
    const made = await this.made(check);
    record.preconditions = [...record.preconditions, made];
    this.keep();
    if (made.outcome === "failed") throw new DrillStop("precondition", failureText(made));
    if (isByProgram(check)) this.tellCheck(made);
  }

  private async step(scenario: Writable<ScenarioRecord>, step: DrillStep, number: string): Promise<void> {
    const { surroundings, request } = this;
    const { minimum, typical, maximum } = step.unanswered;
    const outage =
      maximum === 0
        ? "every new call is answered"
        : `no new call is answered for ${formatMilliseconds(typical)} (${formatMilliseconds(minimum)} to ${formatLongest(maximum)})`;
    surroundings.tell(`\nStep ${number}: ${step.title}\n  expected: ${outage}`);
    const command = request.isByHand ? undefined : step.command;
    if (!request.isUnattended && command !== undefined) await this.consent(step);
    const record: Writable<StepRecord> = {
      title: step.title,
      by: command === undefined ? "person" : "runner",
      begun: this.moment(),
      outcome: "running",
      unanswered: { expected: step.unanswered },
      measures: [...step.measures],
      runs: [],
      checks: [],
    };
    const watch = this.kit.probe && this.probe && new OutageWatch(this.kit.probe, this.probe);
    scenario.steps = [...scenario.steps, record];
    try {
      if (command === undefined) await this.byPerson(step, watch);
      else await this.byRunner(command, step);
      await this.until(step, record, watch);
      record.outcome = "passed";
    } catch (error) {
      record.outcome = error instanceof DrillStop ? error.outcome : "stopped";
      throw error;
    } finally {
      if (watch !== undefined) record.unanswered = { ...record.unanswered, actual: watch.measured() };
      // Whoever interrupts the run does not want to wait for hosts.
      if (!surroundings.isInterrupted()) record.runs = await this.newRuns(step.checks);
      this.keep();
    }
    this.tellMeasured(record);
  }

  /** Even while it waits for the person, the runner checks whether callers are out for too long. */
  private async byPerson(step: DrillStep, watch: OutageWatch | undefined): Promise<void> {
    const { order, mend } = step;
    this.surroundings.tell(`  ${order}.`);
    if (mend !== undefined) this.broken = [...this.broken, { mend }];
    let answer: { readonly text: string | undefined } | undefined;
    const asked = this.surroundings.ask("  Press Enter when it is done, or type stop.").then((text) => {
      answer = { text };
    });
    while (answer === undefined) {
      await Promise.race([asked, this.surroundings.sleep(BETWEEN_LOOKS)]);
      if (answer === undefined) this.stopAtSilence(step, watch);
    }
    this.wantedOn((answer as { readonly text: string | undefined }).text);
    this.mended(order);
  }

  private async byRunner(command: DrillCommand, { order, mend, commandDoes }: DrillStep): Promise<void> {
    if (mend !== undefined) this.broken = [...this.broken, { mend, does: commandDoes }];
    const { exitCode, output } = await this.surroundings.run(command.argv, command.input);
    if (output.trim() !== "") this.surroundings.tell(output.trimEnd().replaceAll(/^/gm, "  "));
    if (exitCode === undefined || !command.exitCodes.includes(exitCode))
      throw new DrillStop(
        "command-failed",
        `the command ended with ${exitCode ?? "no exit code"}${output.trim() === "" ? "" : `: ${output.trim()}`}`,
      );
    this.mended(order);
  }

  private mended(order: string): void {
    this.broken = this.broken.filter(({ mend }) => mend !== order);
  }

  /** Waits until the checks hold, then goes on to what only people can see. */
  private async until(step: DrillStep, record: Writable<StepRecord>, watch: OutageWatch | undefined): Promise<void> {
    const { now } = this.surroundings;
    // Not from the moment of the request: nobody knows how long a person walks to a power supply.
    const done = now();
    const byProgram = step.checks.filter(isByProgram);
    let heldSince: number | undefined;
    for (;;) {
      this.stopAtSilence(step, watch);
      record.checks = [];
      for (const check of byProgram) record.checks = [...record.checks, await this.made(check)];
      const failed = record.checks.find(({ outcome }) => outcome === "failed");
      heldSince = failed === undefined ? (heldSince ?? now()) : undefined;
      if (heldSince !== undefined && now() - heldSince >= STEADY) break;
      if (failed !== undefined && now() - done > step.within) throw new DrillStop("check-failed", failureText(failed));
      await this.sleep(BETWEEN_LOOKS);
    }
    this.settledAt = heldSince;
    for (const one of record.checks) this.tellCheck(one);
    for (const check of step.checks.filter((one) => !isByProgram(one))) {
      const made = await this.made(check);
      record.checks = [...record.checks, made];
      if (made.outcome === "failed") throw new DrillStop("check-failed", failureText(made));
    }
  }

  /** Stops if nobody answers for longer than in the slowest course that the simulator knows: something that it does not know has gone wrong. */
  private stopAtSilence({ unanswered: { maximum } }: DrillStep, watch: OutageWatch | undefined): void {
    const silence = watch?.silenceBeyond(maximum, this.surroundings.now());
    if (silence === undefined) return;
    throw new DrillStop(
      "silence",
      `nobody has answered for ${formatMilliseconds(silence)}, and ${formatLongest(maximum)} is the longest that the simulator knows`,
    );
  }

  private tellCheck({ what, actual }: CheckRecord): void {
    this.surroundings.tell(`  ${what}: ${actual}`);
  }

  private tellMeasured({ unanswered: { expected, actual } }: StepRecord): void {
    if (actual === undefined) return;
    const length = actual.atLeast === 0 ? "no request was lost" : `nobody answered for ${recordedText(actual)}`;
    this.surroundings.tell(`  measured: ${length}: ${isInside(expected, actual) ? "as expected" : "NOT as expected"}`);
  }

  /** Runs of control scripts since the logs were last read. A host out of reach is not asked, and has reported nothing new yet. */
  private async newRuns(checks: readonly DrillCheck[]): Promise<StepRecord["runs"]> {
    const { runLogs } = this.kit;
    const before = this.logs;
    const reached = checks.flatMap((one) => (one.kind === "place" ? one.looks.map(({ host }) => host) : []));
    const read = runLogs.map(({ host, argv }) => (reached.includes(host) ? this.surroundings.run(argv) : undefined));
    this.logs = (await Promise.all(read)).map((one, index) =>
      one?.exitCode === 0 ? one.output : (before[index] ?? ""),
    );
    return newRuns(runLogs, before, this.logs);
  }

  private async consent({ order, commandDoes }: DrillStep): Promise<void> {
    this.surroundings.tell(`  ${order}.\n  The runner does it: ${commandDoes}.`);
    const answer = await this.surroundings.ask("  Do it now? [yes/stop]");
    if (answer !== undefined && !["y", "yes"].includes(answer.trim().toLowerCase()))
      throw new DrillStop("not-wanted", "the person chose not to continue");
    this.wantedOn(answer);
  }

  private wantedOn(answer: string | undefined): void {
    this.stopWhereInterrupted();
    if (answer === undefined) throw new DrillStop("nobody-there", "there is nobody who answers");
    if (/^\s*(?:stop|n|no)\s*$/i.test(answer)) throw new DrillStop("not-wanted", "the person chose not to continue");
  }

  /** Waits, because roles that change too soon count as flapping. */
  private async pause(): Promise<void> {
    if (this.settledAt === undefined) return;
    const rest = this.settledAt + this.kit.pause - this.surroundings.now();
    if (rest > 0) await this.sleep(rest);
  }

  private async sleep(milliseconds: number): Promise<void> {
    await this.surroundings.sleep(milliseconds);
    this.stopWhereInterrupted();
  }

  private stopWhereInterrupted(): void {
    if (this.surroundings.isInterrupted()) throw new DrillStop("interrupted", "it was interrupted");
  }

  /** Stops unless everything that is begun, including the steps that restore the roles, can be over before the window ends. */
  private stopAtEndOfWindow(steps: readonly DrillStep[]): void {
    const { until } = this.request;
    if (until === undefined) return;
    const waits = (steps.length - 1) * this.kit.pause + steps.slice(1).filter(isWaitedFor).length * READY_AFTER;
    const takes = steps.reduce((sum, { within }) => sum + within, waits);
    const end = this.surroundings.clock().getTime() + takes;
    if (end > until.getTime())
      throw new DrillStop(
        "window-over",
        `what comes next may take until ${timeText(new Date(end))}, and the window ends at ${timeText(until)}`,
      );
  }

  private async made(check: DrillCheck): Promise<CheckRecord> {
    const { surroundings, probe, request } = this;
    const made = await makeCheck(check, { surroundings, probe, hasPerson: !request.isUnattended });
    this.stopWhereInterrupted();
    return made;
  }

  private tellStop({ code, reason }: DrillStop): void {
    const lines = bringBackLines(
      this.broken,
      this.results.scenarios.some(({ steps }) => steps.length > 0),
      this.kit,
    );
    this.surroundings.tell([`\nSTOPPED (${code}): ${reason}.`, ...lines].join("\n"));
  }

  private keep(): void {
    this.surroundings.save(this.results);
  }

  private moment(): string {
    return this.surroundings.clock().toISOString();
  }
}

/** Whether people wait for something before the step: that wait takes a minute. */
function isWaitedFor({ before = [] }: DrillStep): boolean {
  return before.length > 0;
}

function failureText({ what, expected, actual }: CheckRecord): string {
  return `${what}: ${actual}; expected: ${expected}`;
}

/** The time of day at the operator's place. */
function timeText(date: Date): string {
  return `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
}
