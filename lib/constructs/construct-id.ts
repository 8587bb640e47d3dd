import { InvalidEnvironment } from "../checks/invalid-environment";
import { errors, type Problem } from "../errors";
import { ELEMENT_NAME, refusalOf } from "../model/name";
import { callSite } from "./call-site";

/**
 * The id of a construct, which is the name of an element. Of a name that every object has, `constructs` would say that such a construct is
 * there already, and of none or of a number something about itself; any other that is refused gets as far as the checks, which tell it beside everything else.
 *
 * @param what the element in words: `a host`
 * @param refused what the core refuses in an id of such a construct, in words of its own and without its place
 * @throws InvalidEnvironment where no construct can have the name
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
