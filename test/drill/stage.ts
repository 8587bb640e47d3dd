import type { DrillKit } from "../../lib/drill/drill-kit";
import type { DrillResults } from "../../lib/drill/drill-results";
import { type DrillRequest, DrillRun } from "../../lib/drill/drill-run";
import type { Unsealed } from "../../lib/drill/seal";
import type { CommandOutcome, DrillSurroundings } from "../../lib/drill/surroundings";

/** A moment from which on something is different. */
interface Scene {
  readonly at: number;
  readonly holders: readonly string[];
  readonly isAnswered: boolean;
}

/**
 * A simulated pair for drills. Its hosts say who has the virtual IP, its address answers or not, a person does what is asked, and time passes
 * only while somebody waits.
 */
export class Stage implements DrillSurroundings {
  time = 0;
  readonly told: string[] = [];
  readonly asked: string[] = [];
  readonly saved: Unsealed<DrillResults>[] = [];
  readonly commands: (readonly string[])[] = [];
  interrupted = false;
  /** The local time at the beginning. */
  start = new Date(2026, 10, 26, 2, 0);
  private readonly scenes: Scene[];

  constructor(
    holders: readonly string[] = ["sip-a"],
    /** What the person answers, and does before that. By default the person does nothing and agrees. */
    readonly person: (question: string, stage: Stage) => string | undefined = agrees,
  ) {
    this.scenes = [{ at: 0, holders, isAnswered: holders.length > 0 }];
  }

  /** After so many milliseconds the virtual IP is on these hosts. Callers are answered if a host has it, unless `isAnswered` says otherwise. */
  later(milliseconds: number, holders: readonly string[], isAnswered = holders.length > 0): void {
    this.scenes.push({ at: this.time + milliseconds, holders, isAnswered });
    this.scenes.sort((one, other) => one.at - other.at);
  }

  private at(moment: number): Scene {
    return this.scenes.findLast(({ at }) => at <= moment)!;
  }

  readonly now = () => this.time;
  readonly clock = () => new Date(this.start.getTime() + this.time);
  readonly sleep = async (milliseconds: number) => {
    this.time += milliseconds;
  };
  readonly tell = (line: string) => void this.told.push(line);
  readonly save = (results: Unsealed<DrillResults>) => void this.saved.push(structuredClone(results));
  readonly isInterrupted = () => this.interrupted;
  readonly ask = async (question: string) => {
    this.asked.push(question);
    return this.person(question, this);
  };

  /** What a host answers by ssh; a test may replace this. */
  answer: (argv: readonly string[], input?: string) => CommandOutcome | undefined = () => undefined;

  readonly run = async (argv: readonly string[], input?: string): Promise<CommandOutcome> => {
    this.commands.push(argv);
    this.time += 100;
    const answer = this.answer(argv, input);
    if (answer !== undefined) return answer;
    const host = argv.some((word) => word.endsWith("10.110.0.11")) ? "sip-a" : "sip-b";
    if (argv.at(-1)!.endsWith(" status"))
      return this.at(this.time).holders.includes(host)
        ? { exitCode: 0, output: "up" }
        : { exitCode: 3, output: "down" };
    return { exitCode: 0, output: "" };
  };

  readonly probe = () => ({
    questions: () =>
      Array.from({ length: Math.floor(this.time / 100) + 1 }, (_, index) => ({
        at: index * 100,
        isAnswered: this.at(index * 100).isAnswered,
      })),
    stop: () => {},
  });

  /** Runs a scenario of a kit on this pair. */
  async drill(
    kit: DrillKit,
    scenario: string,
    request: Partial<DrillRequest> = {},
  ): Promise<Unsealed<DrillResults> & { readonly text: string }> {
    const scenarios = kit.scenarios.filter(({ name }) => name === scenario);
    const run = new DrillRun(kit, { scenarios, isUnattended: false, isByHand: false, ...request }, this);
    return { ...(await run.run()), text: this.told.join("\n") };
  }
}

/** Answers yes to everything. */
export function agrees(question: string): string {
  if (question.startsWith("How many")) return "0";
  return question.includes("[y/n]") ? "y" : "yes";
}
