/** The longest time without an answer, in milliseconds, as far as a probe can tell: it lies between the two values. */
export interface MeasuredOutage {
  /** From the first lost question to the last one. */
  readonly atLeast: number;
  /** From the last question answered before to the first one answered after; infinite if none was. */
  readonly atMost: number;
}

/** The same in a file of results, in whole milliseconds; without `atMost` if nobody had answered again when the step ended. */
export interface RecordedOutage {
  readonly atLeast: number;
  readonly atMost?: number | undefined;
}

/** `400 to 600 ms`, `4600 ms or longer`. */
export function recordedText({ atLeast, atMost }: RecordedOutage): string {
  return atMost === undefined ? `${atLeast} ms or longer` : `${atLeast} to ${atMost} ms`;
}

/** A question of a probe. */
export interface Question {
  /** Milliseconds. */
  readonly at: number;
  readonly isAnswered: boolean;
}

/** What may hide between two questions if none is lost. */
export function unseen(questions: readonly Question[]): MeasuredOutage {
  const gaps = questions.slice(1).map(({ at }, index) => at - questions[index]!.at);
  return { atLeast: 0, atMost: Math.max(0, ...gaps) };
}

/** The longest time without an answer: it began after the last answer, and ended before the next one. */
export function measuredOutage(questions: readonly Question[]): MeasuredOutage {
  let longest: MeasuredOutage | undefined;
  let seenOfLongest = 0;
  for (let first = 0; first < questions.length; first++) {
    if (questions[first]!.isAnswered) continue;
    let last = first;
    while (questions[last + 1]?.isAnswered === false) last += 1;
    // A single lost question at the end has an open end too, but is not a long outage for that reason.
    const seen = (questions[last + 1] ?? questions[last]!).at - (questions[first - 1] ?? questions[first]!).at;
    if (longest === undefined || seen > seenOfLongest) {
      longest = between(questions, first, last);
      seenOfLongest = seen;
    }
    first = last;
  }
  return longest ?? unseen(questions);
}

/** From one lost question to a later one. */
export function between(questions: readonly Question[], first: number, last: number): MeasuredOutage {
  const [from, to] = [questions[first]!.at, questions[last]!.at];
  const answeredAgain = questions[last + 1]?.at ?? Number.POSITIVE_INFINITY;
  return { atLeast: to - from, atMost: answeredAgain - (questions[first - 1]?.at ?? from) };
}

/** Since when nobody has answered; undefined if the last question was answered. */
export function silentSince(questions: readonly Question[]): number | undefined {
  const answered = questions.findLastIndex(({ isAnswered }) => isAnswered);
  return questions[answered + 1]?.at;
}
