import { onceFor } from "../model/once-for";
import type { Service } from "../operation/behaviour";
import type { Pace } from "../operation/span";
import type { Handlers, Happening, Milestone, Note, Turn } from "../operation/turn";
import { copyOf, type World } from "../operation/world";
import { worldKey } from "../operation/world-key";
import { actors } from "./actors";
import { Happenings, type Scheduled } from "./happenings";
import { History } from "./history";
import { type Setting, timerOf } from "./setting";

/** A line of the timeline. */
export interface TimelineEntry {
  /** Milliseconds since the start. */
  readonly at: number;
  /** Who acts. */
  readonly actor: string;
  /** What the actor does, in the present tense. */
  readonly action: string;
  /** Why, as a clause. */
  readonly why: string;
  /** The index of the line that it follows from; undefined if it follows from none. */
  readonly causedBy: number | undefined;
}

/** A moment from which on calls are answered by somebody else, or by nobody. */
export interface ServiceChange extends Service {
  readonly at: number;
  /** The line of the timeline that it follows from; -1 if there is none. */
  readonly cause: number;
}

/** A milestone on the way back to service. */
export interface ReachedMilestone {
  readonly at: number;
  readonly milestone: Milestone;
  /** The line of the timeline that it follows from; -1 if there is none. */
  readonly cause: number;
}

/** Looks at the world after each event; changes nothing. */
export type Watcher = (world: World) => void;

/** The result of one event, for whoever looks at it. */
export interface Step {
  readonly happening: Scheduled;
  readonly notes: readonly Note[];
}

/** Events that do not matter for whether the pair has settled: they only tidy up. */
const TIDYING: ReadonlySet<string> = new Set(["alarm-clears", "neighbour-asks"]);
/** The same, and the deadline of an invariant that waits to see whether a breach lasts: neither is an event in the pair. */
const TIDYING_OR_JUDGING: ReadonlySet<string> = new Set([...TIDYING, "deadline"]);

/** One course of events. It is deterministic: the same setting, pace and faults give the same timeline. */
export class Run implements Turn {
  private lines = new History<TimelineEntry>();
  private changes = new History<ServiceChange>();
  private underWayChanges = new History<ServiceChange>();
  private reachedMilestones = new History<ReachedMilestone>();
  private notes: Note[] = [];
  private cause = -1;
  private readonly handlers: Handlers;

  private constructor(
    readonly setting: Setting,
    readonly pace: Pace,
    readonly world: World,
    readonly happenings: Happenings,
    /** Where a new call ends up at this moment. */
    public service: Service,
    private readonly watcher?: Watcher | undefined,
  ) {
    this.handlers = handlersOf(setting);
  }

  /** A run in which nothing has happened yet. */
  static begin(setting: Setting, pace: Pace, world: World, watcher?: Watcher): Run {
    const run = new Run(setting, pace, world, new Happenings(), setting.behaviour.service(world), watcher);
    run.changes.add({ at: 0, cause: -1, ...run.service });
    run.underWayChanges.add({ at: 0, cause: -1, ...run.service });
    watcher?.(world);
    return run;
  }

  /** An independent run that goes on from here; nobody watches it. */
  fork(): Run {
    const fork = new Run(this.setting, this.pace, copyOf(this.world), this.happenings.copy(), this.service);
    fork.lines = this.lines.copy();
    fork.changes = this.changes.copy();
    fork.underWayChanges = this.underWayChanges.copy();
    fork.reachedMilestones = this.reachedMilestones.copy();
    fork.cause = this.cause;
    return fork;
  }

  get timeline(): readonly TimelineEntry[] {
    return this.lines.all;
  }

  /** Where new calls ended up from each moment on. */
  get services(): readonly ServiceChange[] {
    return this.changes.all;
  }

  /** The same for calls under way. */
  get servicesUnderWay(): readonly ServiceChange[] {
    return this.underWayChanges.all;
  }

  /** Every time at which a milestone was reached. */
  get milestones(): readonly ReachedMilestone[] {
    return this.reachedMilestones.all;
  }

  get now(): number {
    return this.world.now;
  }

  /** The line of the timeline that the present event follows from; -1 if there is none. */
  get presentCause(): number {
    return this.cause;
  }

  /** Two runs with equal keys have the same possible future. */
  key(): string {
    return `${worldKey(this.world)}\n${this.happenings.key(this.now)}`;
  }

  /** Whether nothing is in progress any more, and no invariant waits. */
  get isSettled(): boolean {
    return !this.happenings.hasOtherThan(TIDYING);
  }

  /** Whether nothing in the pair is in progress any more, however long the declaration lets something be wrong. */
  get isAtRest(): boolean {
    return !this.happenings.hasOtherThan(TIDYING_OR_JUDGING);
  }

  /** Something is done to the pair from outside. */
  act(happening: Happening, act: (turn: Turn) => void): Step {
    this.notes = [];
    this.cause = -1;
    act(this);
    return this.ended({ ...happening, at: this.now, order: 0, cause: -1 });
  }

  /** Lets the next event happen. */
  step(): Step {
    const happening = this.happenings.take();
    this.world.now = happening.at;
    this.notes = [];
    this.cause = happening.cause;
    const handler = this.handlers[happening.kind];
    if (handler === undefined) throw new Error(`nobody handles ${happening.kind}`);
    handler(this, happening);
    return this.ended(happening);
  }

  /** Every actor looks at the new state of the world. */
  private ended(happening: Scheduled): Step {
    const cause = this.cause;
    for (const { look } of actors) {
      this.cause = cause;
      look(this, this.setting);
    }
    this.cause = cause;
    this.setting.behaviour.look(this);
    this.cause = cause;
    const before = this.service;
    this.service = this.setting.behaviour.service(this.world);
    const change = { at: this.now, cause, ...this.service };
    if (this.service.by !== before.by) this.changes.add(change);
    const reached = reachedUnderWay(this.service);
    if (reached !== reachedUnderWay(before)) this.underWayChanges.add({ ...change, by: reached });
    this.watcher?.(this.world);
    return { happening, notes: this.notes };
  }

  tell(actor: string, action: string, why: string): void {
    const causedBy = this.cause === -1 ? undefined : this.cause;
    this.cause = this.lines.add({ at: this.now, actor, action, why, causedBy });
  }

  after(timer: string, happening: Happening): void {
    this.in(timerOf(this.setting, timer).span[this.pace], happening);
  }

  in(milliseconds: number, happening: Happening): void {
    this.happenings.add(this.now + milliseconds, happening, this.cause);
  }

  awaits(happening: Happening): boolean {
    return this.happenings.has(happening);
  }

  cancel(happening: Happening): void {
    this.happenings.remove(happening);
  }

  reached(milestone: Milestone): void {
    this.reachedMilestones.add({ at: this.now, milestone, cause: this.cause });
  }

  note(kind: string, text: string, on = ""): void {
    this.notes.push({ kind, text, on });
  }
}

function reachedUnderWay({ by, underWay }: Service): string | undefined {
  return by ?? underWay;
}

const handlersOf = onceFor(
  (setting: Setting): Handlers =>
    Object.assign(
      { deadline: () => {} },
      ...actors.map((actor) => actor.handlers(setting)),
      setting.behaviour.handlers,
    ),
);
