/** Every word of a union, in the order in which they are written. A missing word of the union, or one that is not in it, does not compile. */
export function everyOf<Word extends string>(words: Readonly<Record<Word, true>>): readonly Word[] {
  return Object.keys(words) as Word[];
}
