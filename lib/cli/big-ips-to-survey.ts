import { errors, type Problem } from "../errors";
import type { BigIpToSurvey } from "../import/big-ip-survey-program";
import { parseAddress } from "../model/address";
import { ELEMENT_NAME, refusalOf } from "../model/name";

/** The devices that `--big-ip` names, each as `ltm-1=10.213.0.100`, or everything that is wrong with its values. */
export function bigIpsToSurvey(given: readonly string[]): {
  readonly devices: readonly BigIpToSurvey[];
  readonly problems: readonly Problem[];
} {
  const devices: BigIpToSurvey[] = [];
  const problems: Problem[] = [];
  for (const text of given) {
    const [name, ...rest] = text.split("=");
    const management = parseAddress(rest.join("="));
    const refusal = refusalOf(ELEMENT_NAME, name!);
    if (refusal !== undefined || management === undefined) {
      problems.push(errors.bigIpToSurvey(text, (refusal ?? ELEMENT_NAME).rule));
      continue;
    }
    // Each name gets a file, and the file system may ignore case.
    const before = devices.find(
      (one) => one.name.toLowerCase() === name!.toLowerCase() || one.management === management,
    );
    if (before === undefined) devices.push({ name: name!, management });
    else problems.push(errors.bigIpTwice(text, `${before.name}=${before.management}`));
  }
  return { devices, problems };
}
