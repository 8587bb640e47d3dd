import type { Evidence } from "../configuration-layer/evidence";
import { FACTS, type FactId } from "../configuration-layer/facts";
import { type Need, OPTION_NEEDS, type OptionNeeds } from "./option-needs";
import { REQUIREMENT_WORDS, type RequirementName, type Requirements, showRequirement } from "./requirements";

/** Whether an option fits: `undecided` if a value that would decide it is not known. */
export type Verdict = "fits" | "undecided" | "unfit";

/** One reason by which an option is judged. */
export interface AdviceReason {
  /** `for` the option; a `limit`, which does not rule it out; `against` it; or `open`, because something is not known. */
  readonly kind: "for" | "limit" | "against" | "open";
  /** The reason as a phrase. */
  readonly text: string;
  /** What would decide the question, if the reason is `open`; otherwise undefined. */
  readonly decide?: string | undefined;
  /** The requirement that the reason is about; undefined if the reason holds whatever is required. */
  readonly requirement?: RequirementName | undefined;
  /** The id of the fact that the reason rests on, as in `docs/advise.md`. */
  readonly fact: string;
  /** How well that fact is known. */
  readonly evidence: Evidence;
  /** Where the fact was read, or what it was deduced from. */
  readonly source: string;
}

/** One option, judged. */
export interface OptionAdvice {
  /** The key under `highAvailability`. */
  readonly option: string;
  /** The name in prose. */
  readonly title: string;
  /** The verdict that follows from the reasons. */
  readonly verdict: Verdict;
  /** At least one. */
  readonly reasons: readonly AdviceReason[];
}

/** Every option, judged: each is in exactly one of the lists. */
export interface Advice {
  /** In the order of recommendation. */
  readonly fits: readonly OptionAdvice[];
  /** Options that nothing rules out, but that depend on something that is not known. */
  readonly undecided: readonly OptionAdvice[];
  /** Options that something rules out. */
  readonly unfit: readonly OptionAdvice[];
}

/** Judges every option by the requirements, which have the shape and do not contradict each other. Pure. */
export function advise(requirements: Requirements): Advice {
  const comesFirst = ({ comesFirst: asks }: OptionNeeds) => asks?.(requirements) ?? false;
  const inOrder = [...OPTION_NEEDS.filter(comesFirst), ...OPTION_NEEDS.filter((option) => !comesFirst(option))];
  const judged = inOrder.map((option) => judge(option, requirements));
  const having = (verdict: Verdict) => judged.filter((one) => one.verdict === verdict);
  return { fits: having("fits"), undecided: having("undecided"), unfit: having("unfit") };
}

function judge({ option, title, needs, traits }: OptionNeeds, requirements: Requirements): OptionAdvice {
  const asked = needs.filter(({ wish }) => wish === undefined || requirements[wish] === true);
  const reasons = [
    ...asked.map((need) => weigh(need, requirements)),
    ...traits.map(({ kind, text, fact }) => reason({ kind, text, fact })),
  ];
  const has = (kind: AdviceReason["kind"]) => reasons.some((one) => one.kind === kind);
  return { option, title, verdict: has("against") ? "unfit" : has("open") ? "undecided" : "fits", reasons };
}

function weigh({ requirement, needs, fact, isMet, open }: Need, requirements: Requirements): AdviceReason {
  const given = showRequirement(requirements, requirement);
  const about = { requirement, fact };
  if (given === undefined) {
    const { ask } = REQUIREMENT_WORDS[requirement];
    return reason({ kind: "open", text: `needs ${needs}; not known`, decide: ask, ...about });
  }
  const met = isMet(requirements);
  const text = `needs ${needs}; given: ${given}`;
  if (met === undefined) return reason({ kind: "open", text: `${text}; ${open?.why}`, decide: open?.decide, ...about });
  return reason({ kind: met ? "for" : "against", text, ...about });
}

function reason(one: Omit<AdviceReason, "fact" | "evidence" | "source"> & { readonly fact: FactId }): AdviceReason {
  const { evidence, source } = FACTS[one.fact];
  return { ...one, evidence, source };
}
