import type { Matcher } from "./matcher";

/** The expected text: the text itself, a regular expression that is found in it, or a matcher. */
export type TextPattern = string | RegExp | Matcher;

/** The expected value: the value itself, or part of it if it is a mapping; a matcher may stand anywhere. */
export type PatternOf<T> =
  | Matcher
  | (T extends string
      ? T | RegExp
      : T extends readonly (infer Entry)[]
        ? readonly PatternOf<Entry>[]
        : T extends object
          ? PropertiesOf<T>
          : T);

/** The expected values of a mapping, key by key. */
export type PropertiesOf<T> = { readonly [Key in keyof T]?: PatternOf<NonNullable<T[Key]>> };
