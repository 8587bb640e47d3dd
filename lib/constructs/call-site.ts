import { basename, dirname, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Origin, Position } from "../model/origin";

/** The folder of the sources, or that of the one file that the package has them in. */
const OWN_FOLDER = `${basename(__dirname) === "constructs" ? dirname(__dirname) : __dirname}${sep}`;

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
    if (!isRead) position = readFrame(trace.stack ?? "");
    isRead = true;
    return position;
  };
}

function readFrame(stack: string): Position | undefined {
  for (const line of stack.split("\n").slice(1)) {
    const frame = /(?:\(|at (?:async )?)((?:file:\/\/)?\/?[^()]+?):(\d+):(\d+)\)?$/.exec(line.trim());
    if (frame === null) continue;
    const file = frame[1]!.startsWith("file://") ? fileURLToPath(frame[1]!) : frame[1]!;
    if (file.startsWith("node:") || file.startsWith(OWN_FOLDER) || file.includes(`${sep}node_modules${sep}`)) continue;
    return { file: relative(process.cwd(), file), line: Number(frame[2]), column: Number(frame[3]) };
  }
  return undefined;
}
