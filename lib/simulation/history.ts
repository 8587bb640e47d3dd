interface Node<T> {
  readonly value: T;
  readonly before: Node<T> | undefined;
}

/** A list that only grows. A copy shares the existing entries, so that thousands of courses can go on from one moment. */
export class History<T> {
  private list: readonly T[] | undefined;

  constructor(
    private last: Node<T> | undefined = undefined,
    private count = 0,
  ) {}

  /** How many entries there are. */
  get length(): number {
    return this.count;
  }

  /** Adds an entry, and returns its index. */
  add(value: T): number {
    this.last = { value, before: this.last };
    this.list = undefined;
    this.count += 1;
    return this.count - 1;
  }

  copy(): History<T> {
    return new History(this.last, this.count);
  }

  /** All entries, the first one first. */
  get all(): readonly T[] {
    if (this.list === undefined) {
      const list = new Array<T>(this.count);
      let node = this.last;
      for (let index = this.count - 1; node !== undefined; index -= 1, node = node.before) list[index] = node.value;
      this.list = list;
    }
    return this.list;
  }
}
