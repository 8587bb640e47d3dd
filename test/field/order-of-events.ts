/** An event that the simulation and the field both know, as a text that is the same in both: `SIP_In_B to be primary`. */
export interface SeenEvent {
  /** Milliseconds. */
  readonly at: number;
  readonly text: string;
}

/** A predicted event: within which time it happens, and which other events lead to it. */
export interface PredictedEvent {
  readonly text: string;
  /** Milliseconds since the start, if everything is quick (`earliest`) and if everything is slow (`latest`). */
  readonly earliest: number;
  readonly latest: number;
  /** The events that lead to it, by index. */
  readonly after: ReadonlySet<number>;
}

/**
 * Whether one event comes before the other in every course: it leads to the other, or the other cannot be as early. Otherwise the two have no order, such as
 * two programs that one alarm starts, or two scripts that run at the same time on two hosts. Such events only have to happen.
 */
export function comesBefore(order: readonly PredictedEvent[], one: number, other: number): boolean {
  return order[other]!.after.has(one) || order[one]!.latest < order[other]!.earliest;
}

/** The differences between what was predicted and what was seen, for people; empty if the order of events is the same. */
export function differences(order: readonly PredictedEvent[], seen: readonly SeenEvent[]): string[] {
  const predicted = numbered(order.map(({ text }) => text));
  const texts = numbered(seen.toSorted((a, b) => a.at - b.at).map(({ text }) => text));
  const position = new Map(texts.map((text, index) => [text, index]));
  const missing = predicted.filter((text) => !position.has(text)).map((text) => `did not happen: ${text}`);
  const expected = new Set(predicted);
  const surplus = texts.filter((text) => !expected.has(text)).map((text) => `not predicted: ${text}`);
  const turned = predicted.flatMap((one, first) =>
    predicted.flatMap((other, second) => {
      const [at, otherAt] = [position.get(one), position.get(other)];
      if (at === undefined || otherAt === undefined || at < otherAt || !comesBefore(order, first, second)) return [];
      return first === second ? [] : [`${other}, before: ${one}`];
    }),
  );
  return [...missing, ...surplus, ...turned];
}

/** The predicted events that have not been seen. */
export function outstanding(order: readonly PredictedEvent[], seen: readonly SeenEvent[]): string[] {
  const found = new Set(numbered(seen.map(({ text }) => text)));
  return numbered(order.map(({ text }) => text)).filter((text) => !found.has(text));
}

/** The order without the events that are left out. An event still comes before those to which it leads through a left-out event. */
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

/** Makes an event that happens again a different event, by a number. */
function numbered(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return texts.map((text) => {
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    return count === 1 ? text : `${text} (${count})`;
  });
}
