/** An event that the simulation and the field both know, as a text that is the same in both: `SIP_In_B to be primary`. */
export interface SeenEvent {
  /** Milliseconds. */
  readonly at: number;
  readonly text: string;
}

/** One that is predicted: within which time, and which others lead to it. */
export interface PredictedEvent {
  readonly text: string;
  /** Milliseconds since the start, where everything is quick and where everything is slow. */
  readonly earliest: number;
  readonly latest: number;
  /** The events that it follows from, by index. */
  readonly after: ReadonlySet<number>;
}

/**
 * Whether one comes before another in every course: it leads to it, or the other one cannot be as early. What is neither has no order: two programs that
 * one alarm starts, two scripts that run at the same time on two hosts. Of such events it counts only that they happen.
 */
export function comesBefore(order: readonly PredictedEvent[], one: number, other: number): boolean {
  return order[other]!.after.has(one) || order[one]!.latest < order[other]!.earliest;
}

/** What is different between what was predicted and what was seen, for people; empty where the order of events is the same. */
export function differences(order: readonly PredictedEvent[], seen: readonly SeenEvent[]): string[] {
  const predicted = numbered(order.map(({ text }) => text));
  const texts = numbered(seen.toSorted((a, b) => a.at - b.at).map(({ text }) => text));
  const position = new Map(texts.map((text, index) => [text, index]));
  const missing = predicted.filter((text) => !position.has(text)).map((text) => `it never came to: ${text}`);
  const expected = new Set(predicted);
  const surplus = texts.filter((text) => !expected.has(text)).map((text) => `nobody predicted: ${text}`);
  const turned = predicted.flatMap((one, first) =>
    predicted.flatMap((other, second) => {
      const [at, otherAt] = [position.get(one), position.get(other)];
      if (at === undefined || otherAt === undefined || at < otherAt || !comesBefore(order, first, second)) return [];
      return first === second ? [] : [`${other}, before: ${one}`];
    }),
  );
  return [...missing, ...surplus, ...turned];
}

/** What of the prediction has not been seen. */
export function outstanding(order: readonly PredictedEvent[], seen: readonly SeenEvent[]): string[] {
  const found = new Set(numbered(seen.map(({ text }) => text)));
  return numbered(order.map(({ text }) => text)).filter((text) => !found.has(text));
}

/** The order of the others, where some are left out: what one leads to by way of them it still comes before. */
export function without(
  order: readonly PredictedEvent[],
  isLeftOut: (event: PredictedEvent) => boolean,
): PredictedEvent[] {
  const places = order.flatMap((event, index) => (isLeftOut(event) ? [] : [index]));
  return places.map((place) => {
    const { after, ...event } = order[place]!;
    return { ...event, after: new Set(places.flatMap((one, index) => (after.has(one) ? [index] : []))) };
  });
}

/** What happens a second time is another event. */
function numbered(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return texts.map((text) => {
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    return count === 1 ? text : `${text} (${count})`;
  });
}
