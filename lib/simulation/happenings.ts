import type { Happening } from "../operation/turn";

/** A happening at its time. */
export interface Scheduled extends Happening {
  readonly at: number;
  /** Which happening comes first if the times are equal. */
  readonly order: number;
  /** The line of the timeline that it follows from; -1 if there is none. */
  readonly cause: number;
}

/** What is going to happen, the next happening first. A failover has few at a time, so a sorted list is enough. */
export class Happenings {
  private order = 0;

  constructor(private readonly list: Scheduled[] = []) {}

  add(at: number, happening: Happening, cause: number): void {
    this.order += 1;
    const { kind, on, detail } = happening;
    let place = this.list.length;
    while (place > 0 && this.list[place - 1]!.at > at) place -= 1;
    this.list.splice(place, 0, { at, order: this.order, cause, kind, on, detail });
  }

  get next(): Scheduled | undefined {
    return this.list[0];
  }

  take(): Scheduled {
    return this.list.shift()!;
  }

  has(wanted: Happening): boolean {
    return this.list.some((one) => isLike(one, wanted));
  }

  remove(wanted: Happening): void {
    for (let index = this.list.length - 1; index >= 0; index -= 1)
      if (isLike(this.list[index]!, wanted)) this.list.splice(index, 1);
  }

  /** Whether anything but the given kinds is still to come. */
  hasOtherThan(kinds: ReadonlySet<string>): boolean {
    return this.list.some(({ kind }) => !kinds.has(kind));
  }

  copy(): Happenings {
    const copy = new Happenings([...this.list]);
    copy.order = this.order;
    return copy;
  }

  /** What is to come, seen from a moment. Equal keys mean equal futures. */
  key(now: number): string {
    return this.list.map(({ at, kind, on, detail = "" }) => `${at - now} ${kind} ${on} ${detail}`).join("\n");
  }
}

function isLike(one: Happening, { kind, on, detail }: Happening): boolean {
  return one.kind === kind && one.on === on && (detail === undefined || one.detail === detail);
}
