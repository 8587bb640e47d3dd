import type { Invariant } from "./invariants/invariant";
import { reasonOf } from "./reason-of";
import type { Run, Step } from "./run";
import type { Setting } from "./setting";

/** An invariant that was broken. */
export interface Violation {
  readonly invariant: Invariant;
  /** Milliseconds since the start. */
  readonly at: number;
  readonly text: string;
  /** The line of the timeline that it follows from; -1 where there is none. */
  readonly cause: number;
}

/** Asks every invariant after every event. What is broken is told once. */
export class Audit {
  readonly violations = new Map<string, Violation>();
  /** Invariants that failed themselves, with why. */
  readonly failures = new Map<string, string>();
  private readonly since = new Map<string, number>();

  constructor(
    private readonly setting: Setting,
    private readonly invariants: readonly Invariant[],
  ) {}

  fork(): Audit {
    const fork = new Audit(this.setting, this.invariants);
    for (const [name, violation] of this.violations) fork.violations.set(name, violation);
    for (const [name, failure] of this.failures) fork.failures.set(name, failure);
    for (const [name, since] of this.since) fork.since.set(name, since);
    return fork;
  }

  /** How long each has been broken without a break: equal where the audit's future is. */
  key(now: number): string {
    const since = [...this.since].map(([name, start]) => `${name} ${now - start}`);
    return [...since, ...this.violations.keys(), ...this.failures.keys()].join("\n");
  }

  /** What is wrong before anything happens. */
  begin(run: Run): void {
    for (const invariant of this.invariants)
      this.guard(invariant, () => this.violate(run, invariant, flawOf(this.setting, invariant)));
  }

  after(run: Run, step: Step): void {
    for (const invariant of this.invariants) {
      const { name, breach, misstep } = invariant;
      if (this.violations.has(name) || this.failures.has(name)) continue;
      try {
        if (misstep !== undefined && step.notes.length > 0)
          this.violate(run, invariant, misstep(step, run.world, this.setting));
        if (breach !== undefined) this.watch(run, invariant, breach(run.world, this.setting, run.service));
      } catch (error) {
        this.failed(invariant, error);
      }
    }
  }

  /** What is wrong when all is mended and nothing is under way. */
  end(run: Run): void {
    for (const invariant of this.invariants)
      this.guard(invariant, () => this.violate(run, invariant, invariant.aftermath?.(run.world, this.setting)));
  }

  /** A breach counts once it has lasted for longer than is tolerated. */
  private watch(run: Run, invariant: Invariant, breach: string | undefined): void {
    const { name } = invariant;
    const since = this.since.get(name);
    if (breach === undefined && since === undefined) return;
    const deadline = { kind: "deadline", on: name };
    if (breach === undefined) {
      this.since.delete(name);
      run.cancel(deadline);
      return;
    }
    const tolerance = invariant.tolerance?.(this.setting) ?? 0;
    if (since === undefined) {
      this.since.set(name, run.now);
      if (tolerance > 0) run.in(tolerance, deadline);
      else this.violate(run, invariant, breach);
    } else if (run.now - since >= tolerance) this.violate(run, invariant, breach);
  }

  private violate(run: Run, invariant: Invariant, text: string | undefined): void {
    if (text === undefined || this.violations.has(invariant.name)) return;
    this.violations.set(invariant.name, { invariant, at: run.now, text, cause: run.presentCause });
  }

  /** One that throws says nothing about the pair. */
  private guard(invariant: Invariant, ask: () => void): void {
    try {
      ask();
    } catch (error) {
      this.failed(invariant, error);
    }
  }

  private failed({ name }: Invariant, error: unknown): void {
    this.failures.set(name, reasonOf(error));
  }
}

/** A flaw is one of the pair, not of what happens to it: each is looked for once. */
function flawOf(setting: Setting, invariant: Invariant): string | undefined {
  if (invariant.flaw === undefined) return undefined;
  const known = flaws.get(setting) ?? new Map<Invariant, string | undefined>();
  flaws.set(setting, known);
  if (!known.has(invariant)) known.set(invariant, invariant.flaw(setting));
  return known.get(invariant);
}

const flaws = new WeakMap<Setting, Map<Invariant, string | undefined>>();
