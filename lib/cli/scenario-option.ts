import { Option } from "commander";
import { everyValue } from "./proper-values";

/** The scenarios that a command is about: each `--scenario` adds one. */
export function scenarioOption(what: string): Option {
  return new Option("--scenario <scenario>", `${what}; may be given several times`).argParser(everyValue);
}
