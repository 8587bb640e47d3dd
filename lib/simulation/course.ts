import { milliseconds } from "../model/duration";
import { type FaultKind, titleOf } from "../operation/fault-kind";
import type { Scenario, ScenarioStep } from "../operation/scenario";
import type { Pace } from "../operation/span";
import type { Turn } from "../operation/turn";
import { Audit } from "./audit";
import { EndlessLoop } from "./endless-loop";
import { faultKinds } from "./faults/fault-kinds";
import type { Scheduled } from "./happenings";
import { initialWorld } from "./initial-world";
import { invariants as allInvariants } from "./invariants";
import type { Invariant } from "./invariants/invariant";
import { reasonOf } from "./reason-of";
import { Run, type Step, type Watcher } from "./run";
import type { Setting } from "./setting";

/** A day, in milliseconds: no scenario is watched for longer. */
const LONGEST = 86_400_000;
/** More events than any failover has; beyond it is a loop. */
const MOST_EVENTS = 5_000;

/** A run with those who watch it. */
export class Course {
  events = 0;
  /** When it was no longer watched, though something was still to happen; undefined where nothing was. */
  brokenOffAt: number | undefined;
  /** Why the course could not go on: a fault, a behaviour or what is declared could not be evaluated. Nothing follows from it about the pair. */
  failure: string | undefined;

  private constructor(
    readonly run: Run,
    readonly audit: Audit,
  ) {}

  /** The pair serves, as it was declared. */
  static begin(
    setting: Setting,
    pace: Pace,
    invariants: readonly Invariant[] = allInvariants,
    watcher?: Watcher | undefined,
  ): Course {
    const run = Run.begin(setting, pace, initialWorld(setting), watcher);
    const applicable = invariants.filter((invariant) => invariant.applies(setting));
    const audit = new Audit(setting, applicable);
    audit.begin(run);
    return new Course(run, audit);
  }

  fork(): Course {
    const fork = new Course(this.run.fork(), this.audit.fork());
    fork.events = this.events;
    fork.failure = this.failure;
    return fork;
  }

  key(): string {
    return `${this.run.key()}\n${this.audit.key(this.run.now)}`;
  }

  /** Something goes wrong, or is done. */
  inject(kind: FaultKind, on: string): void {
    const { world } = this.run;
    const fault = `${kind.name} ${on}`;
    this.attempt(fault, () =>
      this.run.act({ kind: kind.name, on }, (turn) => {
        turn.tell("scenario", titleOf(kind, on), "it is tried");
        turn.reached("struck");
        if (kind.heal !== undefined && !world.faults.includes(fault)) world.faults = [...world.faults, fault];
        kind.inject(turn, on);
      }),
    );
  }

  /** It is mended. */
  heal(kind: FaultKind, on: string): void {
    const { world } = this.run;
    const fault = `${kind.name} ${on}`;
    if (!world.faults.includes(fault)) return;
    this.attempt(`mending ${fault}`, () =>
      this.run.act({ kind: kind.name, on }, (turn) => {
        turn.tell("scenario", `mends: ${titleOf(kind, on)}`, "it is tried");
        turn.reached("mended");
        world.faults = world.faults.filter((one) => one !== fault);
        kind.heal!(turn, on);
        if (world.faults.length > 0) this.keepStates(turn);
      }),
    );
  }

  /** Every fault that still stands is mended, in the order of their coming. */
  mend(): void {
    for (const [kind, on] of this.standing()) this.heal(kind, on);
  }

  /** What was mended may have mended cables and paths with it that another fault still breaks. */
  private keepStates(turn: Turn): void {
    for (const [kind, on] of this.standing()) if (kind.isState) kind.inject(turn, on);
  }

  /** The faults that have not been mended, with their targets. */
  private standing(): (readonly [FaultKind, string])[] {
    const kinds = faultKinds(this.run.setting);
    return this.run.world.faults.map((fault) => {
      const [name, ...on] = fault.split(" ");
      return [kinds.get(name!)!, on.join(" ")];
    });
  }

  /** Goes on to a time, also where nothing happens until then. */
  to(at: number): void {
    while (this.comesBy(at)) this.step();
    if (Number.isFinite(at) && this.failure === undefined) this.run.world.now = Math.max(at, this.run.now);
  }

  /** Goes on until nothing is under way, and what is wrong was so for long enough to count. */
  toSettled(): void {
    for (const _ of this.settling());
  }

  /** Goes on until nothing of the pair is under way. */
  toRest(): void {
    const latest = this.run.now + LONGEST;
    while (!this.run.isAtRest && this.comesBy(latest)) this.step();
  }

  /** The same, event by event: yields what comes next. */
  *settling(): Generator<Scheduled> {
    const latest = this.run.now + LONGEST;
    while (!this.run.isSettled && this.comesBy(latest)) {
      this.step();
      if (!this.run.isSettled) yield this.run.happenings.next!;
    }
  }

  /** Goes on until nothing can happen any more. @throws EndlessLoop where that never comes */
  toEnd(latest = this.run.now + LONGEST): void {
    while (this.comesBy(latest)) this.step();
    const isOver = this.run.happenings.next === undefined;
    this.brokenOffAt = isOver ? undefined : latest;
    if (isOver && this.failure === undefined && this.run.world.faults.length === 0) this.audit.end(this.run);
  }

  step(): void {
    this.events += 1;
    if (this.events > MOST_EVENTS) throw new EndlessLoop(this.run);
    const { kind = "", on = "" } = this.run.happenings.next ?? {};
    this.attempt(`${kind} ${on}`, () => this.run.step());
  }

  /** Whether something is still to happen by then. */
  private comesBy(latest: number): boolean {
    const { next } = this.run.happenings;
    return this.failure === undefined && next !== undefined && next.at <= latest;
  }

  /** What throws leaves a world that nobody has thought of, so the course ends there. */
  private attempt(what: string, act: () => Step): void {
    if (this.failure !== undefined) return;
    let step: Step;
    try {
      step = act();
    } catch (error) {
      this.failure = `${what.trim()} cannot be evaluated: ${reasonOf(error)}`;
      return;
    }
    this.audit.after(this.run, step);
  }
}

/**
 * A pair's course through a scenario.
 *
 * @param watcher sees the world after each event
 * @throws where a fault or its target is not known
 */
export function courseOf(
  setting: Setting,
  scenario: Scenario,
  pace: Pace,
  invariants?: readonly Invariant[],
  watcher?: Watcher,
): Course {
  const course = Course.begin(setting, pace, invariants, watcher);
  const kinds = faultKinds(setting);
  for (const step of scenario.steps) take(course, kinds, step);
  course.toEnd(scenario.until === undefined ? undefined : course.run.now + milliseconds(scenario.until));
  return course;
}

function take(
  course: Course,
  kinds: ReadonlyMap<string, FaultKind>,
  { after = "0s", inject, heal, on = "" }: ScenarioStep,
): void {
  // A second fault comes whatever is declared of the first one's outage; but what is about to be mended has to count before.
  if (after === "settled" && inject !== undefined) course.toRest();
  else if (after === "settled") course.toSettled();
  else if (after !== "0s") course.to(course.run.now + milliseconds(after));
  const name = inject ?? heal ?? "";
  const kind = kinds.get(name);
  if (kind === undefined) throw new Error(`there is no fault ${name}`);
  if (inject === undefined) course.heal(kind, on);
  else course.inject(kind, on);
}
