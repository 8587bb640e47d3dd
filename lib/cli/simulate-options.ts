import { Option } from "commander";
import { DEPTHS, type Depth } from "../simulation/sweep";
import { pairOption } from "./pair-option";
import { scenarioOption } from "./scenario-option";

/** The options on the command line of `sip-ha simulate`. */
export interface SimulateOptions {
  readonly pair?: string;
  readonly scenario?: readonly string[];
  readonly json?: true;
  readonly junit?: true;
  readonly mermaid?: true;
  readonly knobs?: true;
  readonly list?: true;
  readonly sweep?: Depth;
  readonly timers?: string;
  readonly scenarios?: string;
}

/** The options of the command. */
export function simulateOptions(): Option[] {
  return [
    pairOption(),
    scenarioOption("this scenario, with its whole timeline"),
    new Option("--scenarios <file>", "scenarios of your own, YAML, beside those of the catalogue"),
    new Option("--timers <file>", "times that you have measured, YAML, instead of the model's"),
    new Option("--knobs", "also show which declared timers would make the longest outage shorter"),
    new Option("--list", "list the scenarios, faults and timers of each pair, and simulate nothing").conflicts("knobs"),
    new Option("--sweep <depth>", "try every fault alone, or every two faults at every moment")
      .choices(DEPTHS)
      .conflicts(["scenario", "scenarios", "junit", "mermaid", "knobs", "list"]),
    new Option("--json", "print the results as JSON"),
    new Option("--junit", "print the results as JUnit XML").conflicts(["json", "list", "knobs"]),
    new Option("--mermaid", "print sequence diagrams, Mermaid in Markdown").conflicts([
      "json",
      "junit",
      "list",
      "knobs",
    ]),
  ];
}
