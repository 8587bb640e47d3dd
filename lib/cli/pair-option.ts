import { Option } from "commander";

/** The option of every command that can be asked about one pair, which `askedPairs` finds. */
export function pairOption(): Option {
  return new Option(
    "--pair <pair>",
    "only this pair of the environments; <environment>/<pair> if several have a pair of that name",
  );
}
