/** Who has what only one may have: the first that claims it. */
export class Claims<One> {
  private readonly owners = new Map<string, One>();

  /** Who has had the key already; undefined where it is this one's from now on. */
  claim(key: string, one: One): One | undefined {
    const owner = this.owners.get(key);
    if (owner === undefined) this.owners.set(key, one);
    return owner;
  }
}
