import { isMapping, type Mapping } from "../model/mapping";
import type { Position } from "../model/origin";
import { show } from "../text/wording";
import type { FactsFile, Unparsed } from "./facts-file";
import { type Always, readSection, withAlways } from "./section-reader";

/** What a device answered to one question of its collector. */
export interface DeviceAnswer {
  /** The section's name. */
  readonly of: string;
  /** The HTTP status; undefined if the device gave none, or it was not understood. */
  readonly status: number | undefined;
  /** The answer's kind or class; if the status is not 200, the device's message. */
  readonly said: string;
  readonly rows: readonly { readonly value: Mapping; readonly position: Position }[];
  /** Whether all of it was understood: only then does the absence of something mean anything. */
  readonly isWhole: boolean;
  readonly position: Position;
  readonly unparsed: readonly Unparsed[];
}

type Line = { readonly status: number } | { readonly said: string } | { readonly value: Mapping };

/** Understands a section with an answer: a line `status 200`, a line of JSON with its kind, and a line of JSON for each object. */
export function readAnswer(facts: FactsFile, of: string): DeviceAnswer {
  const read = withAlways(
    of,
    readSection(facts, of, "status and its number, then a line of JSON for each object", answerLine),
    SOME_STATUS,
  );
  const status = read.rows.find((row) => "status" in row) as { readonly status: number } | undefined;
  const said = read.rows.find((row) => "said" in row) as { readonly said: string } | undefined;
  return {
    of,
    status: status?.status,
    said: said?.said ?? "",
    rows: read.rows.flatMap((row) => ("value" in row ? [{ value: row.value, position: row.position }] : [])),
    isWhole: read.isWhole,
    position: read.position,
    unparsed: read.unparsed,
  };
}

const SOME_STATUS: Always<Line> = {
  what: "the status of an answer",
  expected: "a line such as status 200, or a command that has failed",
  isThere: (rows) => rows.some((row) => "status" in row),
};

function answerLine(text: string): Line | undefined {
  const [, status] = /^status (\d{3})$/.exec(text) ?? [];
  if (status !== undefined) return { status: Number(status) };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "string") return { said: value };
    return isMapping(value) ? { value } : undefined;
  } catch {
    return undefined;
  }
}

/** What was understood of an answer. */
export interface Understood<T> {
  readonly rows: readonly (T & { readonly position: Position })[];
  readonly isWhole: boolean;
  readonly position: Position;
  readonly unparsed: readonly Unparsed[];
}

/** The requirements on an answer. */
export interface AnswerShape<T> {
  /** Whether its kind or class is right. */
  readonly kind: RegExp;
  /** Whether the device has nothing of what was asked, and says so by its status and message. */
  readonly isNothing: (answer: DeviceAnswer) => boolean;
  /** Undefined for an object that is not understood. */
  readonly read: (value: Mapping) => readonly T[] | undefined;
}

/** Understands the objects of an answer; if it is not an answer, says why. */
export function understand<T extends object>(answer: DeviceAnswer, shape: AnswerShape<T>): Understood<T> {
  const { position, unparsed } = answer;
  const nothing = { rows: [], position, unparsed };
  if (!answer.isWhole && answer.status === undefined) return { ...nothing, isWhole: false };
  if (shape.isNothing(answer)) return { ...nothing, isWhole: answer.isWhole };
  if (answer.status !== 200) return { ...nothing, isWhole: false, unparsed: [...unparsed, refusal(answer)] };
  // A file that was cut off is reported separately.
  if (!answer.isWhole && answer.said === "") return { ...nothing, isWhole: false };
  if (!shape.kind.test(answer.said))
    return { ...nothing, isWhole: false, unparsed: [...unparsed, otherAnswer(answer)] };
  const rows: (T & { readonly position: Position })[] = [];
  const strange: Unparsed[] = [];
  for (const { value, position: at } of answer.rows) {
    const read = shape.read(value);
    if (read === undefined) strange.push(notUnderstood(answer, value, at));
    else rows.push(...read.map((one) => ({ ...one, position: at })));
  }
  return { rows, position, isWhole: answer.isWhole && strange.length === 0, unparsed: [...unparsed, ...strange] };
}

const REASONS: Readonly<Record<number, readonly [string, string]>> = {
  202: ["AS3 is still at work on a declaration", "wait until it is done, then collect again"],
  401: [
    "the device does not take the account or its password",
    "set BIGIP_PASSWORD, and BIGIP_USER for another account",
  ],
  403: [
    "the account may not read this",
    "collect with an account that has the role of an administrator, as AS3 asks for",
  ],
  503: ["the device is busy", "collect again in a few minutes"],
};

/** A device's own words for an address at which nothing on the device answers. */
export function isNotRegistered({ status, said }: DeviceAnswer): boolean {
  return status === 404 && /not registered/.test(said);
}

function refusal(answer: DeviceAnswer): Unparsed {
  const { of, status, said, position } = answer;
  const [message, fix] = isNotRegistered(answer)
    ? [
        of.startsWith("as3/") ? "there is no AS3 on the device" : "the device does not know what was asked",
        of.startsWith("as3/")
          ? "install AS3; if tmsh.txt was used instead of AS3, this comparison does not apply"
          : "check whether the Local Traffic Manager is provisioned; if the device has only just started, collect again",
      ]
    : (REASONS[status!] ?? [
        "the device gave no answer to what was asked",
        "see the device's log /var/log/restjavad.0.log",
      ]);
  return {
    code: "device-refused",
    position,
    message: `${of}: ${message}`,
    found: `status ${status}${said === "" ? "" : `: ${show(said)}`}`,
    expected: "status 200",
    fix,
  };
}

function otherAnswer({ of, said, position }: DeviceAnswer): Unparsed {
  return {
    code: "device-answer",
    position,
    message: `${of}: the answer is not of the kind that was asked for`,
    found: said === "" ? "an answer without a kind" : show(said),
    expected: of.startsWith("as3/") ? "ADC" : `tm:${of.replaceAll("/", ":")}:…collectionstate`,
    fix: "check that the declared management address is that of the device, and not of a proxy",
  };
}

function notUnderstood({ of }: DeviceAnswer, { fullPath, path }: Mapping, position: Position): Unparsed {
  return {
    code: "facts-not-understood",
    position,
    message: `an object of ${of} cannot be understood`,
    found: show(fullPath ?? path ?? "an object without a name"),
    expected: "the properties that iControl REST gives such an object",
    fix: "if the file was edited, collect again; otherwise a version of BIG-IP that sip-ha does not know yet answers like this",
  };
}
