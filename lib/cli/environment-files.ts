import { Argument, Option } from "commander";
import { notEmpty } from "./not-empty";

/** The argument of a command that works on the environments of an app. */
export function environmentFiles(what = "environment files, or topology.yaml of a program's output"): Argument {
  return new Argument("<env.yaml...>", `${what}; they are checked together, as one app`);
}

/** The folder that synth writes, for the commands that write into it. */
export function outputFolder(): Option {
  return new Option("--out <folder>", "the output folder").argParser(notEmpty).default("cdktf.out");
}
