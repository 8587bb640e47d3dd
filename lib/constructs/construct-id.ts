import { InvalidEnvironment } from "../checks/invalid-environment";
import { errors, type Problem } from "../errors";
import { ELEMENT_NAME, refusalOf } from "../model/name";
import { callSite } from "./call-site";

/**
 * The id of a construct, which is the name of an element. For a name that every object has, `constructs` would report that such a construct exists
 * already; for a missing name or a number, it would report a problem of its own. Any other refused name reaches the checks, which report it with
 * everything else.
 *
 * @param what the element in words: `a host`
 * @param refused what the core refuses in an id of such a construct, with a message of its own that lacks the place
 * @throws InvalidEnvironment if no construct can have the name
 */
export function constructId(id: string, what: string, refused?: RegExp): string {
  const problem = problemOf(id, what, refused);
  if (problem === undefined) return id;
  throw InvalidEnvironment.at([{ problem, place: { position: callSite()([], "key") } }]);
}

function problemOf(id: unknown, what: string, refused: RegExp | undefined): Problem | undefined {
  if (typeof id !== "string") return { ...errors.wrongType(id, "text"), message: `the id of ${what} is its name` };
  const refusal = id === "" || id in {} || refused?.test(id) ? refusalOf(ELEMENT_NAME, id) : undefined;
  return refusal && errors.invalidName(what, id, refusal.reason, refusal.rule);
}
