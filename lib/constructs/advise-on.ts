import type { Advice } from "../advice/advice";
import type { Requirements } from "../advice/requirements";
import { InvalidEnvironment } from "../checks/invalid-environment";
import { formatPath } from "../model/origin";
import { callSite } from "./call-site";
import { advise, readRequirements } from "./when-advised";

/**
 * The advice on a program's requirements.
 *
 * @throws InvalidEnvironment with the program's line, if the requirements are not valid
 */
export function adviseOn(requirements: Requirements): Advice {
  const read = readRequirements(requirements);
  if ("requirements" in read) return advise(read.requirements);
  const place = { position: callSite()([], "value") };
  throw InvalidEnvironment.at(
    read.problems.map(({ path, problem }) => ({
      problem: { ...problem, message: `${formatPath(["requirements", ...path])}: ${problem.message}` },
      place,
    })),
  );
}
