import type { EnvironmentRule } from "../../../checks/rule";
import { milliseconds } from "../../../model/duration";
import { proxiedPairs, sipProxyPath } from "../model";

/** The proxies look for the primary. */
export const oosCheckOff: EnvironmentRule = {
  code: "oos-check-off",
  level: "error",
  acknowledgeable: true,
  title: "The proxies ask the servers at intervals whether they are there",
  why: "The option oos-check may be 0, but no page says what that means (seen: its values and its default). If it turns the question off, the loss of a primary is not noticed.",
  *evaluate(topology) {
    for (const pair of proxiedPairs(topology))
      if (milliseconds(pair.highAvailability.oosCheck) === 0)
        yield {
          path: sipProxyPath(pair, "oosCheck"),
          message: "with oosCheck 0s it is not known when the proxies notice that the primary is lost",
          found: "0s",
          allowed: "1s to 300s",
          fix: "use 5s, the default",
        };
  },
};
