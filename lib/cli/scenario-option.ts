import { Option } from "commander";
import { everyValue } from "./proper-values";

/** The scenarios that a command is about: each `--scenario` names one more. */
export function scenarioOption(what: string): Option {
  return new Option("--scenario <scenario>", `${what}; may be given several times`).argParser(everyValue);
}
