import { createInterface } from "node:readline";
import type { DrillSurroundings } from "../drill/surroundings";

/** Where the person who drills sits: lines in, lines out, and a way to interrupt. */
export interface OperatorConsole extends Pick<DrillSurroundings, "ask" | "tell" | "isInterrupted" | "sleep"> {
  readonly close: () => void;
}

/** The console of this process. Ctrl-C, and the order to end, interrupt what is waited for; a second Ctrl-C ends the process at once. */
export function operatorConsole(output: NodeJS.WriteStream): OperatorConsole {
  const lines = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY === true });
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
  lines.on("line", (line) => {
    said.push(line);
    wake();
  });
  lines.on("close", () => {
    isOver = true;
    wake();
  });
  lines.on("SIGINT", interrupt);
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  const until = (isDone: () => boolean, milliseconds?: number) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isDone() && !isInterrupted) return;
        end();
      };
      const end = () => {
        clearTimeout(timer);
        waiting.delete(look);
        resolve();
      };
      const timer = milliseconds === undefined ? undefined : setTimeout(end, milliseconds);
      waiting.add(look);
      look();
    });
  return {
    tell: (line) => void output.write(`${line}\n`),
    ask: async (question) => {
      output.write(`${question}${process.stdin.isTTY ? " " : "\n"}`);
      await until(() => said.length > 0 || isOver);
      return isInterrupted ? undefined : said.shift();
    },
    sleep: (milliseconds) => until(() => false, milliseconds),
    isInterrupted: () => isInterrupted,
    close: () => {
      lines.close();
      process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
    },
  };
}
