import type { Advice, AdviceReason, OptionAdvice, Verdict } from "../advice/advice";
import { REQUIREMENT_NAMES, type Requirements, showRequirement } from "../advice/requirements";
import type { Place } from "../checks/finding";
import { formatPosition } from "../model/origin";
import { usageOf } from "./requirement-flags";

/** Requirements and the advice for them; `of` names the pair if an environment declares it. */
export interface JudgedPair {
  readonly requirements: Requirements;
  readonly advice: Advice;
  readonly of?:
    | { readonly environment: string; readonly pair: string; readonly uses: string; readonly place: Place }
    | undefined;
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  fits: "fits",
  undecided: "cannot be evaluated yet",
  unfit: "does not fit",
};

/** The advice as an engineer reads it: what is known, then the options that fit, those that are open, those that do not fit. */
export function adviceReport({ requirements, advice, of }: JudgedPair): string {
  const known = REQUIREMENT_NAMES.map((name) => showRequirement(requirements, name)).filter(
    (text) => text !== undefined,
  );
  const section = (title: string, options: readonly OptionAdvice[]) =>
    options.length === 0 ? [] : [`${title}:`, ...options.map((one) => option(one, requirements))];
  return [
    ...(of === undefined ? [] : [choice(of, advice)]),
    `known: ${known.join("; ") || "nothing"}`,
    ...section("fits, in this order", advice.fits),
    ...section("cannot be evaluated yet", advice.undecided),
    ...section("does not fit", advice.unfit),
  ].join("\n\n");
}

function choice({ environment, pair, uses, place }: NonNullable<JudgedPair["of"]>, advice: Advice): string {
  const { verdict } = [advice.fits, advice.undecided, advice.unfit].flat().find(({ option }) => option === uses)!;
  const position = place.position === undefined ? "" : `${formatPosition(place.position)} `;
  return `${position}pair ${pair} of ${environment} uses ${uses}, which ${VERDICTS[verdict]}`;
}

const KINDS = ["open", "for", "limit"] as const;

/** For an option that does not fit, shows only what rules it out: nothing else would change that. */
function option({ option: name, title, verdict, reasons }: OptionAdvice, requirements: Requirements): string {
  const kinds = verdict === "unfit" ? (["against"] as const) : KINDS;
  const inOrder = kinds.flatMap((kind) => reasons.filter((one) => one.kind === kind));
  return [`  ${name} (${title})`, ...inOrder.map((one) => line(one, requirements))].join("\n");
}

function line({ kind, text, decide, requirement, evidence }: AdviceReason, requirements: Requirements): string {
  const isUnknown = requirement !== undefined && requirements[requirement] === undefined;
  const way =
    decide === undefined ? "" : `; to decide it, ${decide}${isUnknown ? `, then add ${usageOf(requirement)}` : ""}`;
  return `    ${`${kind}:`.padEnd(9)}${text} (${evidence})${way}`;
}
