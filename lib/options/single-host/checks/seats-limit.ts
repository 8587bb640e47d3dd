import type { EnvironmentRule } from "../../../checks/rule";
import { MOST_SEATS, singleHostPairs } from "../model";

/** The vendor supports a pair of this size. */
export const seatsLimit: EnvironmentRule = {
  code: "seats-limit",
  level: "error",
  title: `A pair on a single host has at most ${MOST_SEATS} seats`,
  why: `The vendor supports primary and backup on one host for ${MOST_SEATS} seats or fewer (documented).`,
  *evaluate(topology) {
    for (const { name, highAvailability } of singleHostPairs(topology)) {
      const { option, seats } = highAvailability;
      if (seats > MOST_SEATS)
        yield {
          path: ["pairs", name, "highAvailability", option, "seats"],
          message: `pair ${name} is on a single host, which is supported for at most ${MOST_SEATS} seats`,
          found: String(seats),
          allowed: `at most ${MOST_SEATS}`,
          fix: "put the backup on a host of its own, e.g. with ipAddressTakeover",
        };
    }
  },
};
