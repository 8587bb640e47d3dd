import { TRANSPORTS } from "../model/pair";
import { v } from "../model/schema";

/** The format number of kits and results; any other number is not understood. */
export const DRILL_FORMAT = 1;

const text = v.string();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The shortest, usual and longest of something, in milliseconds. */
const span = v.strictObject({ minimum: whole, typical: whole, maximum: whole });

/** A program that the runner runs on a host by itself. */
const command = v.strictObject({
  /** The command that takes the program, without a shell of its own. */
  argv: v.pipe(v.array(text), v.minLength(1)),
  /** The program, which that command reads. */
  input: text,
  /** Exit codes that do not count as a failure. */
  exitCodes: v.array(whole),
});

/** How to see whether new calls reach a host. */
const look = v.strictObject({
  host: text,
  command: v.strictObject({ argv: v.pipe(v.array(text), v.minLength(1)) }),
  /** The exit codes for a host that serves, and for one that does not. Any other code says nothing. */
  serves: whole,
  idle: whole,
});

/** A condition that must hold before a drill begins, or after a step. */
const check = v.variant("kind", [
  /** Whatever follows the role is on these hosts, and on no other host that is asked. */
  v.strictObject({ kind: v.literal("place"), what: text, expected: v.array(text), looks: v.array(look) }),
  /** A request like a caller's is answered. */
  v.strictObject({ kind: v.literal("answered"), what: text }),
  /** What only a person can see: a sentence without its full stop. */
  v.strictObject({ kind: v.literal("person"), what: text }),
  /** The number of calls, which only a person can see. */
  v.strictObject({ kind: v.literal("calls"), what: text, most: whole }),
]);

/** One action of a drill. */
const step = v.strictObject({
  /** What happens, as a sentence without its full stop. */
  title: text,
  /** The conditions for this step, beyond the preconditions of the scenario. */
  before: v.optional(v.array(check)),
  /** What a person does. */
  order: text,
  /** What the runner does instead of the person. */
  command: v.optional(command),
  /** What the runner's command does on the host, as a clause. */
  commandDoes: v.optional(text),
  /** How to repair the damage, if it lasts. */
  mend: v.optional(text),
  /** How long new calls go unanswered, according to the simulator. */
  unanswered: span,
  /** The latest time at which the checks must hold, in milliseconds after the action. */
  within: whole,
  checks: v.array(check),
  /** The timers of the simulator that the outage may give a time for. */
  measures: v.array(text),
});

const scenario = v.strictObject({ name: text, title: text, steps: v.pipe(v.array(step), v.minLength(1)) });

/** How to restore service when a drill ends early. */
const instruction = v.strictObject({
  where: v.optional(text),
  order: v.optional(text),
  host: v.optional(text),
  command: v.optional(text),
});

/** Where control scripts log how long their runs took. */
const runLog = v.strictObject({ host: text, argv: v.array(text), timers: v.record(text, text) });

/** The shape of `drill.json`. */
export const drillKitShape = v.strictObject({
  format: v.literal(DRILL_FORMAT),
  version: text,
  environment: text,
  pair: text,
  option: text,
  /** The address that the runner asks as a caller would; left out if an answer there would show nothing. */
  probe: v.optional(
    v.strictObject({ address: text, port: whole, transport: v.picklist(TRANSPORTS), interval: whole, patience: whole }),
  ),
  /** How long to wait between two steps, in milliseconds. */
  pause: whole,
  preconditions: v.array(check),
  scenarios: v.array(scenario),
  notDrilled: v.array(v.strictObject({ name: text, whyNot: text })),
  runLogs: v.array(runLog),
  bringBack: v.array(instruction),
  sha256: text,
});

/** The parts of a pair's drill: plain data, `drill.json`. Times in milliseconds. */
export type DrillKit = v.InferOutput<typeof drillKitShape>;
export type DrillCheck = v.InferOutput<typeof check>;
export type DrillCommand = v.InferOutput<typeof command>;
export type DrillStep = v.InferOutput<typeof step>;
export type DrillScenario = v.InferOutput<typeof scenario>;
export type Look = v.InferOutput<typeof look>;
export type Instruction = v.InferOutput<typeof instruction>;
export type RunLog = v.InferOutput<typeof runLog>;
export type Probe = NonNullable<DrillKit["probe"]>;
