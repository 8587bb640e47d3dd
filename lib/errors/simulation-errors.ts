import { nearest, oneOf, show } from "../text/wording";
import type { Problem } from "./problem";

/** What can be wrong with scenarios, faults and timers that somebody names or writes. */
export const simulationErrors = {
  timersContradict: (one: string, other: string, values: string): Problem => ({
    code: "timers-contradict",
    message: `${one} is longer than ${other}`,
    found: values,
    allowed: "minimum, typical and maximum, none shorter than the one before",
    fix: "correct them, or write one duration if all three are the same",
  }),
  timerLimits: (timer: string, found: string, least: string, most: string): Problem => ({
    code: "timer-limits",
    message: `not a time that ${timer} can have`,
    found,
    allowed: `${least} to ${most}`,
    fix: "correct it, or leave the timer out",
  }),
  stepChoice: (found: readonly string[]): Problem => ({
    code: "step-choice",
    message: "a step does exactly one thing",
    found: found.length === 0 ? "none" : found.join(" and "),
    allowed: "inject or heal",
    fix: found.length === 0 ? "add inject or heal" : "make two steps of it",
  }),
  scenarioTaken: (name: string): Problem => ({
    code: "duplicate-name",
    message: `${name} is already a scenario of the catalogue`,
    found: show(name),
    allowed: "a name of your own",
    fix: "rename it",
  }),
  scenarioApplies: (name: string, others: readonly string[]): Problem => ({
    code: "scenario-not-applicable",
    message: `${name} applies to none of these pairs`,
    found: show(name),
    allowed: oneOf(others),
    fix: "use one of these; sip-ha simulate --list says what each is",
  }),
  pairNotNamed: (known: readonly string[]): Problem => ({
    code: "missing-reference",
    message: known.length === 0 ? "there is no pair to ask about" : "the pair to ask about is not named",
    found: "no pair",
    allowed: known.length === 0 ? "a declared pair; there is none" : oneOf(known),
    fix: known.length === 0 ? "declare a pair" : `name one, e.g. { pair: "${known[0]}" }`,
  }),
  scenarioNotApplicable: (name: string, whyNot: string): Problem => ({
    code: "scenario-not-applicable",
    message: `${name} does not apply to this pair: ${whyNot}`,
    found: show(name),
    fix: "use one that applies; sip-ha simulate --list shows those of each pair",
  }),
  measuredTime: (timer: string, found: string, fix: string): Problem => ({
    code: "invalid-duration",
    message: `the timer ${timer} has no valid time`,
    found,
    allowed:
      "a whole number with its unit, e.g. 500ms, 9s, 2m or 1h; or minimum, typical and maximum, each such a number",
    fix,
  }),
  scenarioName: (name: unknown): Problem => ({
    code: "invalid-name",
    message: "not a valid name of a scenario",
    found: show(name),
    allowed: "lower-case words and numbers joined by -",
    fix: "use a descriptive name, e.g. primary-host-power-loss",
  }),
  scenarioEmpty: (): Problem & { readonly found: string; readonly allowed: string } => ({
    code: "scenario-empty",
    message: "a scenario in which nothing happens",
    found: "no steps",
    allowed: "at least one step",
    fix: "add a step that injects a fault, e.g. inject: host-power-loss",
  }),
  scenarioDuration: (step: string, key: string, value: unknown, allowed: string, fix: string): Problem => ({
    code: "invalid-duration",
    message: `${step}: ${key} is not a duration`,
    found: show(value),
    allowed,
    fix,
  }),
  unknownFaultTarget: (step: string, fault: string, on: string, targets: readonly string[]): Problem => {
    const named = targets.filter((target) => target !== "");
    const meant = nearest(on, named);
    const strikes =
      targets.length === 0
        ? `nothing in this pair can have ${fault}`
        : named.length === 0
          ? `${fault} has no particular target`
          : `${fault} does not strike ${on === "" ? "without on" : show(on)}`;
    return {
      code: "unknown-fault-target",
      message: `${step}: ${strikes}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
      found: on === "" ? "nothing" : show(on),
      allowed: named.length === 0 ? "nothing" : oneOf(named),
      fix:
        targets.length === 0
          ? "remove the step, or try another fault"
          : named.length === 0
            ? "remove on"
            : meant === undefined
              ? "name one of the allowed targets in on"
              : `write ${meant}`,
    };
  },
  nothingToMend: (step: string, fault: string, isMendable: boolean, mendedIn?: string): Problem => ({
    code: "nothing-to-mend",
    message: !isMendable
      ? `${step}: ${fault} ends by itself, or is an order: there is nothing to heal`
      : mendedIn === undefined
        ? `${step}: ${fault} is healed, but no step before has injected it there`
        : `${step}: ${fault} is already healed, in ${mendedIn}`,
    found: `heal: ${show(fault)}`,
    allowed: "a fault that lasts, and that was injected before",
    fix: isMendable && mendedIn === undefined ? "inject it first, on the same target" : "remove the step",
  }),
  faultThere: (step: string, fault: string, since: string): Problem => ({
    code: "fault-there",
    message: `${step}: ${fault} is already there, since ${since}`,
    found: `inject: ${show(fault)}`,
    allowed: "a fault that is not there yet, or that was healed",
    fix: "remove the step, or heal the fault before",
  }),
} as const;
