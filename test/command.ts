import { vi } from "vitest";
import { main } from "../lib/cli";

/** The outcome of a command line. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line of `sip-ha` in this process. */
export function sipHa(...args: string[]): Outcome {
  const printed = { stdout: "", stderr: "" };
  const restore = (["stdout", "stderr"] as const).map((stream) =>
    vi.spyOn(process[stream], "write").mockImplementation((text) => {
      printed[stream] += String(text);
      return true;
    }),
  );
  const listeners = (["stdout", "stderr"] as const).map((stream) => ({
    stream: process[stream],
    before: process[stream].listeners("error"),
  }));
  const before = process.exitCode;
  try {
    process.exitCode = undefined;
    main(args);
    return { code: Number(process.exitCode ?? 0), ...printed };
  } finally {
    process.exitCode = before;
    for (const one of restore) one.mockRestore();
    for (const { stream, before: known } of listeners)
      for (const listener of stream.listeners("error"))
        if (!known.includes(listener)) stream.off("error", listener as () => void);
  }
}

/** The findings of a report that a command printed with --json. */
export interface JsonReport {
  readonly findings: readonly {
    readonly code: string;
    readonly level: string;
    readonly kind: string;
    readonly environment: string;
    readonly path: string;
    readonly message: string;
    readonly found?: string;
    readonly allowed?: string;
    readonly fix: string;
    readonly position?: { readonly file: string; readonly line: number; readonly column: number };
    readonly construct?: string;
  }[];
  readonly notEvaluated: readonly Readonly<Record<string, unknown>>[];
  readonly acknowledged: readonly Readonly<Record<string, unknown>>[];
  readonly written?: readonly string[];
}
