import type { EnvironmentRule } from "../../../checks/rule";
import { grouped } from "../../../model/grouped";
import { MOST_SEATS, singleHostPairs } from "../model";

/** The vendor supports the host with all the seats that it serves. */
export const seatsOnHost: EnvironmentRule = {
  code: "seats-on-host",
  level: "warning",
  title: `The pairs of a single host have at most ${MOST_SEATS} seats together`,
  why: `The vendor supports primary and backup on one host for ${MOST_SEATS} seats or fewer (documented). The limit is stated for a host with one pair; that several pairs share it is deduced from what they share: processors, memory and disk (inferred).`,
  *evaluate(topology) {
    // Another rule reports a pair that has too many seats by itself; such a pair has to leave the host anyway.
    const each = singleHostPairs(topology).filter(({ highAvailability }) => highAvailability.seats <= MOST_SEATS);
    for (const [host, pairs] of grouped(each, ({ primary }) => [primary.host])) {
      const seats = pairs.map(({ highAvailability }) => highAvailability.seats);
      const together = seats.reduce((sum, one) => sum + one, 0);
      if (together > MOST_SEATS)
        yield {
          path: ["hosts", host],
          message: `the pairs ${pairs.map(({ name }) => name).join(", ")} are on the single host ${host}, which is supported for at most ${MOST_SEATS} seats, perhaps for all pairs together`,
          found: `${together} (${seats.join(" + ")})`,
          allowed: `at most ${MOST_SEATS}`,
          fix: "give a pair another host, or acknowledge this with what the vendor has said about several pairs",
        };
    }
  },
};
