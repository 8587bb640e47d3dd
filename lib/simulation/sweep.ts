import { everyOf } from "../model/every-of";
import { type FaultKind, isAboutHost, titleOf } from "../operation/fault-kind";
import { chainOfCauses } from "./causes";
import { Course } from "./course";
import { EndlessLoop } from "./endless-loop";
import { failureText } from "./failure-text";
import { aftermath, Fates, stateOf } from "./fates";
import { faultKinds } from "./faults/fault-kinds";
import { isOnOneHost } from "./faults/targets";
import { initialWorld } from "./initial-world";
import { reasonOf } from "./reason-of";
import type { TimelineEntry } from "./run";
import type { Setting } from "./setting";

/** How many faults come together. */
export const DEPTHS = everyOf<Depth>({ single: true, double: true });
/** How many faults come together: one, or also two. */
export type Depth = "single" | "double";

/** A fault and whom it strikes. */
export interface Strike {
  /** The name of its kind: `host-power-loss`. */
  readonly fault: string;
  /** Whom it strikes, by name or by role. */
  readonly on: string;
  /** The sentence of its kind about it. */
  readonly title: string;
  /** Milliseconds after the first one. */
  readonly at: number;
}

/** An invariant that some faults break, and nothing less than these. */
export interface Breakage {
  /** The name of the invariant. */
  readonly invariant: string;
  /** Its number. */
  readonly number: string;
  /** The faults that break it, in the order in which they come; the quickest example of this combination. */
  readonly strikes: readonly Strike[];
  /** Milliseconds after the first fault. */
  readonly at: number;
  /** What is wrong, as a sentence. */
  readonly text: string;
  /** The lines of the timeline that lead there, each fault among them. */
  readonly account: readonly TimelineEntry[];
  /** At how many of the moments that were tried the second fault breaks it; 1 for a single fault. */
  readonly moments: number;
}

/** Faults whose effect could not be evaluated, and why. */
export interface NotEvaluatedSweep {
  /** The faults, in the order in which they come. */
  readonly strikes: readonly Strike[];
  /** Why the effect could not be evaluated. */
  readonly reason: string;
}

/** What a sweep has found for a pair. */
export interface SweepResult {
  /** How many faults came together. */
  readonly depth: Depth;
  /** Single faults that were tried. */
  readonly faults: number;
  /** How many courses of events were followed, each to its end. */
  readonly courses: number;
  /** How many of those courses came to a state that another course had been in, so that what follows was known. */
  readonly merged: number;
  /** By the invariant's number, single faults first. */
  readonly breakages: readonly Breakage[];
  /** Faults whose effect could not be evaluated. */
  readonly notEvaluated: readonly NotEvaluatedSweep[];
}

interface Candidate {
  readonly kind: FaultKind;
  readonly on: string;
}

/**
 * Tries every fault by itself and, in depth `double`, every other fault at every moment at which something has just happened or is about to.
 * When everything has settled, it is repaired. Times are the typical ones.
 *
 * @param progress called with the number of first faults that are done, and how many there are
 */
export function sweep(
  setting: Setting,
  depth: Depth,
  progress: (done: number, of: number) => void = () => {},
): SweepResult {
  const candidates = candidatesOf(setting);
  const search = new Search(setting);
  const singles = candidates.map((candidate) => search.single(candidate));
  if (depth === "double")
    for (const [index, first] of candidates.entries()) {
      progress(index, candidates.length);
      search.doubles(first, candidates, singles);
    }
  progress(candidates.length, candidates.length);
  return { depth, faults: candidates.length, ...search.result() };
}

/** The faults that a sweep tries with a pair; a fault that strikes the host of both servers is tried once. */
export function candidatesOf(setting: Setting): Candidate[] {
  const world = initialWorld(setting);
  const isOfBoth = isOnOneHost(world);
  const isRepeated = (kind: FaultKind, on: string) => isOfBoth && on === "backup" && isAboutHost(kind);
  return [...faultKinds(setting).values()]
    .filter(({ isSwept }) => isSwept)
    .flatMap((kind) => kind.targets(world).flatMap((on) => (isRepeated(kind, on) ? [] : [{ kind, on }])));
}

class Search {
  private courses = 0;
  /** How many of those courses had the same fault at the same moment of another fault's course. */
  private repeated = 0;
  private readonly breakages = new Map<string, Breakage>();
  private readonly notEvaluated: NotEvaluatedSweep[] = [];
  private readonly fates = new Fates();
  /** What a second fault breaks at a moment that was met before, by the moment and the fault's index. */
  private readonly brokenAt = new Map<string, ReadonlySet<string>>();

  constructor(private readonly setting: Setting) {}

  /** The invariants that one fault breaks; undefined if that could not be evaluated. */
  single(candidate: Candidate): ReadonlySet<string> | undefined {
    const strikes = [strikeOf(candidate, 0)];
    return this.guard(strikes, () => {
      const struck = () => {
        const course = Course.begin(this.setting, "typical");
        course.inject(candidate.kind, candidate.on);
        return course;
      };
      return this.finish(struck, strikes, new Set());
    });
  }

  /** A second fault at each moment of the first one's course. */
  doubles(
    first: Candidate,
    candidates: readonly Candidate[],
    singles: readonly (ReadonlySet<string> | undefined)[],
  ): void {
    const alone = singles[candidates.indexOf(first)];
    // A course that cannot be followed has no moments, and was already reported.
    if (alone === undefined) return;
    const already = singles.map((second = new Set<string>()) => new Set([...alone, ...second]));
    const seen = new Set<string>();
    for (const moment of momentsOf(this.setting, first)) {
      const key = stateOf(moment);
      if (seen.has(key)) continue;
      seen.add(key);
      for (const [index, second] of candidates.entries()) {
        if (second === first) continue;
        const strikes = [strikeOf(first, 0), strikeOf(second, moment.run.now)];
        this.guard(strikes, () => {
          const struck = () => {
            const course = moment.fork();
            course.inject(second.kind, second.on);
            return course;
          };
          const place = `${key} ${index}`;
          const broken = this.finish(struck, strikes, already[index]!, this.brokenAt.get(place));
          this.brokenAt.set(place, broken);
          return broken;
        });
      }
    }
  }

  result() {
    const breakages = [...this.breakages.values()];
    breakages.sort(
      (a, b) => Number(a.number.slice(1)) - Number(b.number.slice(1)) || a.strikes.length - b.strikes.length,
    );
    return {
      courses: this.courses,
      merged: this.repeated + this.fates.merged,
      breakages,
      notEvaluated: this.notEvaluated,
    };
  }

  /**
   * Lets the course settle, repairs everything, and records what no smaller combination of faults breaks.
   *
   * @param known what it breaks, if the same was done at the same moment of another fault's course
   */
  private finish(
    struck: () => Course,
    strikes: readonly Strike[],
    already: ReadonlySet<string>,
    known?: ReadonlySet<string>,
  ): ReadonlySet<string> {
    this.courses += 1;
    if (known !== undefined) this.repeated += 1;
    const course = known === undefined ? struck() : undefined;
    const broken = known ?? this.fates.of(course!);
    for (const invariant of broken) {
      if (already.has(invariant)) continue;
      const combination = `${invariant} ${strikes.map(({ fault, on }) => `${fault} ${on}`).join(" ")}`;
      const before = this.breakages.get(combination);
      const moments = (before?.moments ?? 0) + 1;
      this.breakages.set(combination, { ...(before ?? this.breakageOf(course, struck, invariant, strikes)), moments });
    }
    return broken;
  }

  /** The account of what breaks. A course that ended early in a known state is followed once more, until the invariant breaks. */
  private breakageOf(
    followed: Course | undefined,
    struck: () => Course,
    name: string,
    strikes: readonly Strike[],
  ): Breakage {
    const course = followed?.audit.violations.has(name) ? followed : struck();
    if (course !== followed) for (const _ of aftermath(course)) if (course.audit.violations.has(name)) break;
    const { invariant, at, text, cause } = course.audit.violations.get(name)!;
    const { timeline } = course.run;
    const causes = new Set(chainOfCauses(timeline, cause));
    // A fault that keeps something from happening is the cause of no line.
    const isStrike = ({ action }: TimelineEntry) => strikes.some(({ title }) => title === action);
    const account = timeline.filter((line, index) => causes.has(index) || isStrike(line));
    return { invariant: name, number: invariant.number, strikes, at, text, account, moments: 1 };
  }

  private guard(strikes: readonly Strike[], evaluate: () => ReadonlySet<string>): ReadonlySet<string> | undefined {
    try {
      return evaluate();
    } catch (error) {
      const loop = error instanceof EndlessLoop ? error.loop : undefined;
      this.notEvaluated.push({ strikes, reason: failureText({ pace: "typical", message: reasonOf(error), loop }) });
      return undefined;
    }
  }
}

/** Copies of a fault's course at each moment that may matter: when something has just happened, and when something is about to happen. */
export function* momentsOf(setting: Setting, { kind, on }: Candidate): Generator<Course> {
  const course = Course.begin(setting, "typical");
  course.inject(kind, on);
  yield course.fork();
  while (!course.run.isSettled) yield* step(course);
  if (course.run.world.faults.length === 0) return;
  course.mend();
  yield course.fork();
  while (!course.run.isSettled) yield* step(course);
}

function* step(course: Course): Generator<Course> {
  const { at } = course.run.happenings.next!;
  if (at > course.run.now) {
    const before = course.fork();
    before.to(at - 1);
    yield before;
  }
  course.to(at);
  yield course.fork();
}

function strikeOf({ kind, on }: Candidate, at: number): Strike {
  return { fault: kind.name, on, title: titleOf(kind, on), at };
}
