import { show } from "../errors";
import { isMapping } from "../model/mapping";

/** The earlier and the later value, in the words of the environment file; for lists, what was added and what was removed. */
export function valueWords(was: unknown, is: unknown): string {
  if (!Array.isArray(was) || !Array.isArray(is)) return `${valueWord(was)} -> ${valueWord(is)}`;
  const [old, now] = [was, is].map((list) => list.map(valueWord)) as [string[], string[]];
  const [gone, come] = [old.filter((one) => !now.includes(one)), now.filter((one) => !old.includes(one))];
  const parts = [
    ...(gone.length === 0 ? [] : [`without ${gone.join(", ")}`]),
    ...(come.length === 0 ? [] : [`with ${come.join(", ")}`]),
  ];
  return parts.length === 0 ? `${valueWord(was)} -> ${valueWord(is)}` : parts.join("; ");
}

/** A value in one line, as the environment file would say it. */
export function valueWord(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueWord).join(", ")}]`;
  if (!isMapping(value)) return show(value);
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${key}: ${valueWord(item)}`)
    .join(", ")} }`;
}
