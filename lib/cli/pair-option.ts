import { Option } from "commander";

/** The option of every command that can be asked about one pair, which `askedPairs` finds. */
export function pairOption(): Option {
  return new Option(
    "--pair <pair>",
    "this pair of the environments alone; <environment>/<pair> where several have one of that name",
  );
}
