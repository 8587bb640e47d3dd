/** Records who has what only one may have: the first that claims it. */
export class Claims<One> {
  private readonly owners = new Map<string, One>();

  /** Who claimed the key earlier; undefined if it now belongs to this one. */
  claim(key: string, one: One): One | undefined {
    const owner = this.owners.get(key);
    if (owner === undefined) this.owners.set(key, one);
    return owner;
  }
}
