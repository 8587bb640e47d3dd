import { fileURLToPath } from "node:url";
import type { Origin, Position } from "../model/origin";
import { basename, dirname, normalize, relative } from "../text/paths";

/** The folder of the sources or of the package's programs, even if that folder is reached by a link. This file lies one folder below it in both cases. */
const OWN_FOLDER = `${/^(?:constructs|shared)$/.test(basename(__dirname)) ? dirname(__dirname) : normalize(__dirname)}/`;

/**
 * Where the program made a construct: the first frame outside this library and its dependencies. The stack is captured now, which is cheap,
 * and read only when a finding is printed.
 */
export function callSite(): Origin {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 12;
  const trace = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  let position: Position | undefined;
  let isRead = false;
  return () => {
    if (!isRead) position = positionIn(trace.stack ?? "");
    isRead = true;
    return position;
  };
}

/** The position of the first frame of a stack that belongs to a program; folders may have parentheses in their names. */
export function positionIn(stack: string): Position | undefined {
  for (const line of stack.split("\n").slice(1)) {
    const frame = FRAME.exec(line.trim());
    if (frame === null) continue;
    const [place, atLine, atColumn] = frame.slice(frame[1] === undefined ? 4 : 1);
    const file = NO_FILE.test(place!) ? undefined : fileOf(place!);
    if (file === undefined || file.startsWith(OWN_FOLDER) || file.includes("/node_modules/")) continue;
    return { file: relative(process.cwd(), file), line: Number(atLine), column: Number(atColumn) };
  }
  return undefined;
}

/** A runner may name a file by a URL that is no path of this system; then the next frame is tried. */
function fileOf(place: string): string | undefined {
  try {
    return normalize(place.startsWith("file://") ? fileURLToPath(place) : place);
  } catch {
    return undefined;
  }
}

/** `at new Host (/srv/main.ts:3:7)`, `at /srv/main.ts:3:7` or `at async /srv/main.ts:3:7`. */
const FRAME = /^at (?:.*? \((.+):(\d+):(\d+)\)|(?:async )?(.+):(\d+):(\d+))$/;

/** The engine's own modules, and code that is in no file. */
const NO_FILE = /^(?:node:|data:|eval at |<anonymous>)/;
