import type { Command } from "commander";

/** Takes the exit code of a command, or the promise of it. */
export type End = (code: number | Promise<number>) => void;

/** Adds a command to the program, with what it takes. */
export type AddCommand = (program: Command, end: End) => void;
