/** A moment on the axis of a drawing. */
export interface Tick {
  readonly at: number;
  readonly x: number;
}

/**
 * An axis on which every moment has its place from left to right. It is not to scale: a failover has steps of a millisecond and waits of minutes, and both
 * must be visible. So the width of an interval grows with the logarithm of its length.
 */
export function timeAxis(moments: readonly number[], left: number, right: number): (at: number) => number {
  const distinct = [...new Set(moments)].sort((a, b) => a - b);
  const weights = distinct.map((at, index) => (index === 0 ? 0 : 0.6 + Math.log10(1 + (at - distinct[index - 1]!))));
  const total = weights.reduce((sum, one) => sum + one, 0);
  let sum = 0;
  const places = new Map(
    distinct.map((at, index) => {
      sum += weights[index]!;
      return [at, total === 0 ? left : Math.round(left + (sum / total) * (right - left))] as const;
    }),
  );
  return (at) => places.get(at)!;
}

/** The moments to write below the axis: as many as there is room for, always with the first and the last. */
export function ticksOf(moments: readonly number[], place: (at: number) => number, room: number): Tick[] {
  const all = [...new Set(moments)].sort((a, b) => a - b).map((at): Tick => ({ at, x: place(at) }));
  const last = all.at(-1);
  const ticks: Tick[] = [];
  for (const tick of all) {
    const previous = ticks.at(-1);
    const isFree = previous === undefined || tick.x - previous.x >= room;
    if (tick === last || (isFree && last!.x - tick.x >= room)) ticks.push(tick);
  }
  return ticks;
}
