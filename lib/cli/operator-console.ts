import { createInterface } from "node:readline";
import type { DrillSurroundings } from "../drill/surroundings";
import { isReaderGone } from "./lost-output";

/** Where the person who drills sits: lines in, lines out, and a way to interrupt. */
export interface OperatorConsole extends Pick<DrillSurroundings, "ask" | "tell" | "isInterrupted" | "sleep"> {
  readonly close: () => void;
}

/** What is longer, in characters, and has no end of a line, is no answer of anybody. */
const LONGEST_ANSWER = 1_000_000;

/**
 * The console of this process. Ctrl-C, and the order to end, interrupt what is waited for; a second Ctrl-C ends the process at once. A terminal that is
 * closed, or a console that takes no more lines, interrupts as well: nobody sees any more what is done.
 */
export function operatorConsole(output: NodeJS.WriteStream): OperatorConsole {
  const isTerminal = process.stdin.isTTY === true;
  const lines = createInterface({ input: process.stdin, output, terminal: isTerminal });
  // Of what is no terminal, and may have no end, nothing is read before it is asked for; of a terminal Ctrl-C is.
  if (!isTerminal) lines.pause();
  let unended = 0;
  const said: string[] = [];
  const waiting = new Set<() => void>();
  let isOver = false;
  let isInterrupted = false;
  const wake = () => {
    for (const one of [...waiting]) one();
  };
  const interrupt = () => {
    if (isInterrupted) process.exit(130);
    isInterrupted = true;
    wake();
  };
  const leave = () => {
    if (!isInterrupted) interrupt();
  };
  const end = () => {
    isOver = true;
    wake();
  };
  lines.on("line", (line) => {
    unended = 0;
    said.push(line);
    wake();
  });
  const limit = (chunk: { readonly length: number }) => {
    unended += chunk.length;
    if (unended > LONGEST_ANSWER) lines.close();
  };
  lines.on("close", end).on("error", end);
  if (!isTerminal) process.stdin.prependListener("data", limit);
  lines.on("SIGINT", interrupt);
  // A shell that is hung up passes it on, so that it may come twice.
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt).on("SIGHUP", leave);
  // In the place of what ends the process, which leaves a host as it is in the midst of a step.
  output.removeAllListeners("error").on("error", (error) => {
    if (!isInterrupted) isReaderGone(error, output);
    leave();
  });
  const until = (isDone: () => boolean, milliseconds?: number) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (isDone() || isInterrupted) go();
      };
      const go = () => {
        clearTimeout(timer);
        waiting.delete(look);
        resolve();
      };
      const timer = milliseconds === undefined ? undefined : setTimeout(go, milliseconds);
      waiting.add(look);
      look();
    });
  return {
    tell: (line) => void output.write(`${line}\n`),
    ask: async (question) => {
      output.write(`${question}${isTerminal ? " " : "\n"}`);
      unended = 0;
      if (!isOver) lines.resume();
      await until(() => said.length > 0 || isOver);
      if (!isTerminal && !isOver) lines.pause();
      return isInterrupted ? undefined : said.shift();
    },
    sleep: (milliseconds) => until(() => false, milliseconds),
    isInterrupted: () => isInterrupted,
    close: () => {
      lines.close();
      process.stdin.off("data", limit);
      process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
      // The second of a terminal that is closed may come when all is told, and changes nothing.
      if (!isInterrupted) process.off("SIGHUP", leave);
    },
  };
}
