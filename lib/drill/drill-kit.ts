import { TRANSPORTS } from "../model/pair";
import { v } from "../model/schema";

/** The form of kits and results; another number is not understood. */
export const DRILL_FORMAT = 1;

const text = v.string();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The shortest, usual and longest of something, in milliseconds. */
const span = v.strictObject({ minimum: whole, typical: whole, maximum: whole });

/** A program that the runner runs on a host by itself. */
const command = v.strictObject({
  /** The command that takes it, without a shell of its own. */
  argv: v.pipe(v.array(text), v.minLength(1)),
  /** The program, which that command reads. */
  input: text,
  /** Exit codes that are no failure of it. */
  exitCodes: v.array(whole),
});

/** How to see whether new calls are brought to a host. */
const look = v.strictObject({
  host: text,
  command: v.strictObject({ argv: v.pipe(v.array(text), v.minLength(1)) }),
  /** Exit codes for that it serves, and for that it does not. Any other says nothing. */
  serves: whole,
  idle: whole,
});

/** Something that has to be so before a drill begins, or after a step. */
const check = v.variant("kind", [
  /** What follows the role is on these hosts, and on no other that is asked. */
  v.strictObject({ kind: v.literal("place"), what: text, expected: v.array(text), looks: v.array(look) }),
  /** A request like a caller's is answered. */
  v.strictObject({ kind: v.literal("answered"), what: text }),
  /** What only a person can see: a sentence without its full stop. */
  v.strictObject({ kind: v.literal("person"), what: text }),
  /** The number of calls, which only a person can see. */
  v.strictObject({ kind: v.literal("calls"), what: text, most: whole }),
]);

/** One thing that is done. */
const step = v.strictObject({
  /** What happens, as a sentence without its full stop. */
  title: text,
  /** What has to be so before it is done, beyond the preconditions of the scenario. */
  before: v.optional(v.array(check)),
  /** What a person does. */
  order: text,
  /** What the runner does in the person's place. */
  command: v.optional(command),
  /** What the runner's command does on the host, as a clause. */
  commandDoes: v.optional(text),
  /** What mends it again, where it stays. */
  mend: v.optional(text),
  /** How long new calls are not answered, by the simulator. */
  unanswered: span,
  /** When the checks must hold at the latest, in milliseconds since it was done. */
  within: whole,
  checks: v.array(check),
  /** The timers of the simulator that the outage may tell of. */
  measures: v.array(text),
});

const scenario = v.strictObject({ name: text, title: text, steps: v.pipe(v.array(step), v.minLength(1)) });

/** What brings service back when a drill is ended. */
const instruction = v.strictObject({
  where: v.optional(text),
  order: v.optional(text),
  host: v.optional(text),
  command: v.optional(text),
});

/** Where control scripts write how long their runs took. */
const runLog = v.strictObject({ host: text, argv: v.array(text), timers: v.record(text, text) });

/** The shape of `drill.json`. */
export const drillKitShape = v.strictObject({
  format: v.literal(DRILL_FORMAT),
  version: text,
  environment: text,
  pair: text,
  option: text,
  /** Where the runner asks as a caller would; left out where that would tell nothing. */
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

/** What a drill of a pair consists of: plain data, `drill.json`. Times in milliseconds. */
export type DrillKit = v.InferOutput<typeof drillKitShape>;
export type DrillCheck = v.InferOutput<typeof check>;
export type DrillCommand = v.InferOutput<typeof command>;
export type DrillStep = v.InferOutput<typeof step>;
export type DrillScenario = v.InferOutput<typeof scenario>;
export type Look = v.InferOutput<typeof look>;
export type Instruction = v.InferOutput<typeof instruction>;
export type RunLog = v.InferOutput<typeof runLog>;
export type Probe = NonNullable<DrillKit["probe"]>;
