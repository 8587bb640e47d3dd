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

/** A day, in milliseconds: no scenario is watched any longer. */
const LONGEST = 86_400_000;
/** More events than any failover has: a course with more is a loop. */
const MOST_EVENTS = 5_000;

/** A run, together with whatever watches it. */
export class Course {
  events = 0;
  /** When watching ended although something was still to happen; undefined if nothing was. */
  brokenOffAt: number | undefined;
  /** Why the course could not go on: a fault, a behaviour or the declaration could not be evaluated. This says nothing about the pair. */
  failure: string | undefined;

  private constructor(
    readonly run: Run,
    readonly audit: Audit,
  ) {}

  /** The course begins with the pair in service, as declared. */
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

  /** The fault is repaired. */
  heal(kind: FaultKind, on: string): void {
    const { world } = this.run;
    const fault = `${kind.name} ${on}`;
    if (!world.faults.includes(fault)) return;
    this.attempt(`repairing ${fault}`, () =>
      this.run.act({ kind: kind.name, on }, (turn) => {
        turn.tell("scenario", `repairs: ${titleOf(kind, on)}`, "it is tried");
        turn.reached("mended");
        world.faults = world.faults.filter((one) => one !== fault);
        kind.heal!(turn, on);
        if (world.faults.length > 0) this.keepStates(turn);
      }),
    );
  }

  /** Every fault that still stands is repaired, in the order in which the faults came. */
  mend(): void {
    for (const [kind, on] of this.standing()) this.heal(kind, on);
  }

  /** A repair may also have restored cables and paths that another fault still breaks. */
  private keepStates(turn: Turn): void {
    for (const [kind, on] of this.standing()) if (kind.isState) kind.inject(turn, on);
  }

  /** The faults that have not been repaired, with their targets. */
  private standing(): (readonly [FaultKind, string])[] {
    const kinds = faultKinds(this.run.setting);
    return this.run.world.faults.map((fault) => {
      const [name, ...on] = fault.split(" ");
      return [kinds.get(name!)!, on.join(" ")];
    });
  }

  /** Goes on to a time, even if nothing happens until then. */
  to(at: number): void {
    while (this.comesBy(at)) this.step();
    if (Number.isFinite(at) && this.failure === undefined) this.run.world.now = Math.max(at, this.run.now);
  }

  /** Goes on until nothing is in progress, and everything that is wrong has been so for long enough to count. */
  toSettled(): void {
    for (const _ of this.settling());
  }

  /** Goes on until nothing in the pair is in progress. */
  toRest(): void {
    const latest = this.run.now + LONGEST;
    while (!this.run.isAtRest && this.comesBy(latest)) this.step();
  }

  /** The same as `toSettled`, event by event: yields what comes next. */
  *settling(): Generator<Scheduled> {
    const latest = this.run.now + LONGEST;
    while (!this.run.isSettled && this.comesBy(latest)) {
      this.step();
      if (!this.run.isSettled) yield this.run.happenings.next!;
    }
  }

  /** Goes on until nothing can happen any more. @throws EndlessLoop if that never comes */
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

  /** Code that throws leaves a world that nobody has thought of, so the course ends there. */
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
 * @throws if a fault or its target is not known
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
  // A second fault comes whatever is declared about the first one's outage; but before a repair, what is wrong must have had the time to count.
  if (after === "settled" && inject !== undefined) course.toRest();
  else if (after === "settled") course.toSettled();
  else if (after !== "0s") course.to(course.run.now + milliseconds(after));
  const name = inject ?? heal ?? "";
  const kind = kinds.get(name);
  if (kind === undefined) throw new Error(`there is no fault ${name}`);
  if (inject === undefined) course.heal(kind, on);
  else course.inject(kind, on);
}
