/** The longest time without an answer, in milliseconds, as far as a probe can tell: it lies between the two. */
export interface MeasuredOutage {
  /** From the first question that was lost to the last one. */
  readonly atLeast: number;
  /** From the last that was answered before to the first that was answered after. */
  readonly atMost: number;
}

/** A question of a probe. */
export interface Question {
  /** Milliseconds. */
  readonly at: number;
  readonly isAnswered: boolean;
}

/** What hides between two questions where none is lost. */
export function unseen(questions: readonly Question[]): MeasuredOutage {
  const gaps = questions.slice(1).map(({ at }, index) => at - questions[index]!.at);
  return { atLeast: 0, atMost: Math.max(0, ...gaps) };
}

/** The longest time without an answer: it began after the last answer, and ended before the next one. */
export function measuredOutage(questions: readonly Question[]): MeasuredOutage {
  let longest: MeasuredOutage | undefined;
  for (let first = 0; first < questions.length; first++) {
    if (questions[first]!.isAnswered) continue;
    let last = first;
    while (questions[last + 1]?.isAnswered === false) last += 1;
    const outage = between(questions, first, last);
    if (longest === undefined || outage.atMost > longest.atMost) longest = outage;
    first = last;
  }
  return longest ?? unseen(questions);
}

/** From one lost question to a later one. */
export function between(questions: readonly Question[], first: number, last: number): MeasuredOutage {
  const [from, to] = [questions[first]!.at, questions[last]!.at];
  return { atLeast: to - from, atMost: (questions[last + 1]?.at ?? to) - (questions[first - 1]?.at ?? from) };
}

/** Since when nobody has answered; undefined where the last question was answered. */
export function silentSince(questions: readonly Question[]): number | undefined {
  const answered = questions.findLastIndex(({ isAnswered }) => isAnswered);
  return questions[answered + 1]?.at;
}
