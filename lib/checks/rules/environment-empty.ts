import type { EnvironmentRule } from "../rule";

/** An environment has something to make highly available. */
export const environmentEmpty: EnvironmentRule = {
  code: "environment-empty",
  level: "error",
  acknowledgeable: true,
  isAboutAbsence: true,
  title: "An environment has at least one pair",
  why: "Without a pair nothing is written for any host; most likely a section is missing, and a synth would replace the last good output with nothing.",
  *evaluate(topology) {
    if (topology.pairs.size === 0)
      yield {
        path: ["pairs"],
        message: "the environment has no pair",
        found: "none",
        fix: "declare a pair under pairs",
      };
  },
};
