/** Every word of a union, in the order in which they stand; where one of the union is missing, or is none of it, that does not compile. */
export function everyOf<Word extends string>(words: Readonly<Record<Word, true>>): readonly Word[] {
  return Object.keys(words) as Word[];
}
