import { onceFor } from "../model/once-for";
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
  /** The line of the timeline that it follows from; -1 if there is none. */
  readonly cause: number;
}

/** Asks every invariant after every event. A broken invariant is reported once. The maps are replaced and never changed, so that forks can share them. */
export class Audit {
  violations: ReadonlyMap<string, Violation> = new Map();
  /** Invariants that could not be evaluated, with the reason. */
  failures: ReadonlyMap<string, string> = new Map();
  /** The invariants that are broken but may be so for a while, with the time since when they are. */
  private since: ReadonlyMap<string, number> = new Map();

  constructor(
    private readonly setting: Setting,
    /** The invariants that have neither been broken nor failed. */
    private unbroken: readonly Invariant[],
  ) {}

  fork(): Audit {
    const fork = new Audit(this.setting, this.unbroken);
    fork.violations = this.violations;
    fork.failures = this.failures;
    fork.since = this.since;
    return fork;
  }

  /** Since when a tolerated breach of an invariant has lasted; undefined if there is none. */
  brokenSince(name: string): number | undefined {
    return this.since.get(name);
  }

  /** How long each invariant has been broken without interruption. Two audits with equal keys have the same future. */
  key(now: number): string {
    let key = "";
    for (const [name, start] of this.since) key += `${name} ${now - start}\n`;
    for (const name of this.violations.keys()) key += `${name}\n`;
    for (const name of this.failures.keys()) key += `${name}\n`;
    return key;
  }

  /** What is wrong before anything happens. */
  begin(run: Run): void {
    for (const invariant of this.unbroken)
      this.guard(invariant, () => this.violate(run, invariant, flawOf(this.setting, invariant)));
  }

  after(run: Run, step: Step): void {
    for (const invariant of this.unbroken) {
      const { breach, misstep } = invariant;
      try {
        const wrong = step.notes.length > 0 ? misstep?.(step, run.world, this.setting) : undefined;
        if (wrong !== undefined) this.violate(run, invariant, wrong);
        else if (breach !== undefined) this.watch(run, invariant, breach(run.world, this.setting, run.service));
      } catch (error) {
        this.failed(invariant, error);
      }
    }
  }

  /** What is wrong when everything is repaired and nothing is in progress. */
  end(run: Run): void {
    for (const invariant of this.unbroken)
      this.guard(invariant, () => this.violate(run, invariant, invariant.aftermath?.(run.world, this.setting)));
  }

  /** A breach counts once it has lasted as long as is tolerated. */
  private watch(run: Run, invariant: Invariant, breach: string | undefined): void {
    const { name } = invariant;
    const since = this.since.size === 0 ? undefined : this.since.get(name);
    const deadline = { kind: "deadline", on: name };
    if (breach === undefined) {
      if (since === undefined) return;
      this.since = without(this.since, name);
      run.cancel(deadline);
      return;
    }
    const tolerance = invariant.tolerance?.(this.setting) ?? 0;
    if (run.now - (since ?? run.now) >= tolerance) this.violate(run, invariant, breach);
    else if (since === undefined) {
      this.since = new Map(this.since).set(name, run.now);
      run.in(tolerance, deadline);
    }
  }

  private violate(run: Run, invariant: Invariant, text: string | undefined): void {
    if (text === undefined) return;
    const { name } = invariant;
    this.violations = new Map(this.violations).set(name, { invariant, at: run.now, text, cause: run.presentCause });
    this.since = without(this.since, name);
    this.leave(invariant);
  }

  /** An invariant that throws says nothing about the pair. */
  private guard(invariant: Invariant, ask: () => void): void {
    try {
      ask();
    } catch (error) {
      this.failed(invariant, error);
    }
  }

  private failed(invariant: Invariant, error: unknown): void {
    this.failures = new Map(this.failures).set(invariant.name, reasonOf(error));
    this.leave(invariant);
  }

  private leave(invariant: Invariant): void {
    this.unbroken = this.unbroken.filter((one) => one !== invariant);
  }
}

function without<T>(map: ReadonlyMap<string, T>, name: string): ReadonlyMap<string, T> {
  if (!map.has(name)) return map;
  const rest = new Map(map);
  rest.delete(name);
  return rest;
}

/** A flaw belongs to the pair and not to what happens to it, so each invariant looks for it once. */
function flawOf(setting: Setting, invariant: Invariant): string | undefined {
  if (invariant.flaw === undefined) return undefined;
  const known = flaws(setting);
  if (!known.has(invariant)) known.set(invariant, invariant.flaw(setting));
  return known.get(invariant);
}

const flaws = onceFor((_: Setting) => new Map<Invariant, string | undefined>());
