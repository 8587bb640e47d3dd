import { createInterface } from "node:readline";
import type { DrillSurroundings } from "../drill/surroundings";
import { isReaderGone } from "./lost-output";

/** Where the person who drills sits: lines in, lines out, and a way to interrupt. */
export interface OperatorConsole extends Pick<DrillSurroundings, "ask" | "tell" | "isInterrupted" | "sleep"> {
  readonly close: () => void;
}

/** Input that is longer, in characters, and has no line end is nobody's answer. */
const LONGEST_ANSWER = 1_000_000;

/**
 * The console of this process. Ctrl-C and SIGTERM interrupt the wait; a second Ctrl-C ends the process at once. A terminal that is closed, or a console
 * that takes no more lines, also interrupts it: nobody would see what is done.
 */
export function operatorConsole(output: NodeJS.WriteStream): OperatorConsole {
  const isTerminal = process.stdin.isTTY === true;
  const lines = createInterface({ input: process.stdin, output, terminal: isTerminal });
  // Input that is no terminal may have no end, so nothing is read before it is asked for. A terminal is read at once, for Ctrl-C.
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
  // A shell that gets SIGHUP passes it on, so it may come twice.
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt).on("SIGHUP", leave);
  // Replaces the handler that ends the process: that would leave a host in the middle of a step.
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
      // The second SIGHUP of a closed terminal may come when everything is reported, and changes nothing.
      if (!isInterrupted) process.off("SIGHUP", leave);
    },
  };
}
