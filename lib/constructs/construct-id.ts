import { InvalidEnvironment } from "../checks/invalid-environment";
import { errors } from "../errors";
import { ELEMENT_NAME, refusalOf } from "../model/name";
import { callSite } from "./call-site";

/**
 * The id of a construct, which is the name of an element. Of a name that every object has, `constructs` would say that such a construct is
 * there already; any other that is refused gets as far as the checks, which tell it beside everything else.
 *
 * @param what the element in words: `a host`
 * @throws InvalidEnvironment where no construct can have the name
 */
export function constructId(id: string, what: string): string {
  const refusal = id in {} ? refusalOf(ELEMENT_NAME, id) : undefined;
  if (refusal === undefined) return id;
  const problem = errors.invalidName(what, id, refusal.reason, refusal.rule);
  throw InvalidEnvironment.at([{ problem, place: { position: callSite()([], "key") } }]);
}
