import type { EnvironmentRule } from "../../checks/rule";
import { show } from "../../errors";
import { milliseconds } from "../../model/duration";
import type { SipServerPair } from "../../model/pair";
import { LARGEST } from "../catalogue-option";
import { type DeclaredOption, timerOptions, userOptions } from "../declared-options";
import { findOption, validateOption } from "../options-catalogue";

/** Finds the options that a pair's high-availability option declares by words of its own. */
export type FindDeclaredOptions = (pair: SipServerPair) => readonly DeclaredOption[];

/** Every option has a value that its documentation allows. */
export const optionValue = (ofOption: FindDeclaredOptions): EnvironmentRule => ({
  code: "option-value",
  level: "error",
  acknowledgeable: true,
  title: "Options have values that their documentation allows",
  why: "The Configuration Layer takes any text as a value; a server that does not understand it uses its default, and nobody learns of it until the day of the failure.",
  *evaluate(topology) {
    const ofOptions = [...topology.pairs.values()].flatMap(ofOption);
    for (const declared of [...userOptions(topology), ...timerOptions(topology), ...ofOptions]) {
      const { section, option, value, level, path, duration } = declared;
      const result = validateOption(section, option, value, level);
      const found = duration ?? show(value);
      if (duration !== undefined && milliseconds(duration) % 1_000 !== 0)
        yield {
          path,
          message: `the option ${section}/${option} counts whole seconds; ${duration} would be rounded to ${value}s`,
          found,
          allowed: "whole seconds",
          fix: `use ${value}s`,
        };
      else if (result.verdict === "invalid")
        yield {
          path,
          message: `not a value of the option ${section}/${option}`,
          found,
          allowed: duration === undefined ? result.allowed : allowedDurations(declared),
          fix: fix(declared),
        };
    }
  },
});

/** The bounds in the form of a declaration, which has durations with their unit and no -1. */
function allowedDurations({ section, option, level }: DeclaredOption): string {
  const values = findOption(section, option, level)?.values;
  if (values?.kind !== "whole-number") return "a duration";
  const { minimum, maximum } = values;
  return maximum === LARGEST ? `${minimum}s or more` : `${minimum}s to ${maximum}s`;
}

function fix({ section, option, level, duration }: DeclaredOption): string {
  const value = findOption(section, option, level)?.default;
  if (value === undefined) return "use a value that is allowed";
  return `use a value that is allowed; the default of the product is ${value}${duration === undefined ? "" : "s"}`;
}
