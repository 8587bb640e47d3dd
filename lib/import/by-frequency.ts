import { grouped } from "../model/grouped";
import type { Sourced } from "./import-note";

/** The values that were read, each once, the one that was read most often first; of several that are as frequent, the first. */
export function byFrequency(read: readonly Sourced<string>[]): Sourced<string>[] {
  const byValue = [...grouped(read, ({ value }) => [value]).values()];
  return byValue.sort((one, other) => other.length - one.length).map(([first]) => first!);
}
