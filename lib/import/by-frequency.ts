import { grouped } from "../model/grouped";
import type { Sourced } from "./import-note";

/** The values that were read, each once, the most frequent first; of values that are equally frequent, the one that was read first. */
export function byFrequency(read: readonly Sourced<string>[]): Sourced<string>[] {
  const byValue = [...grouped(read, ({ value }) => [value]).values()];
  return byValue.sort((one, other) => other.length - one.length).map(([first]) => first!);
}
