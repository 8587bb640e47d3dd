import type { Command } from "commander";

/** Takes the exit code of a command, or a promise of that exit code. */
export type End = (code: number | Promise<number>) => void;

/** Adds a command to the program, with its arguments and options. */
export type AddCommand = (program: Command, end: End) => void;
