import type { EnvironmentRule } from "../../../checks/rule";
import { formatMilliseconds, milliseconds } from "../../../model/duration";
import { TTL_ADVICE } from "../endpoints";
import { proxiedPairs, sipProxyPath } from "../model";

/** TTLs suit the endpoints that ask for the records. */
export const ttlForEndpoints: EnvironmentRule = {
  code: "ttl-for-endpoints",
  level: "warning",
  title: "The TTLs suit the kinds of endpoints that use the pool",
  why: "Phones that look for a name server when their records have expired may wait for minutes (their vendor advises long TTLs). Equipment that resolves only addresses follows a change only when the TTL is over. The limits are this library's advice.",
  *evaluate(topology) {
    for (const pair of proxiedPairs(topology)) {
      const { endpoints, recordTtl, addressTtl } = pair.highAvailability;
      if (endpoints.length === 0)
        yield {
          path: sipProxyPath(pair),
          notEvaluated: "nothing says which endpoints use the pool, so its TTLs cannot be judged",
          fix: "declare endpoints, e.g. endpoints: [srv, session-border-controller]",
        };
      for (const kind of new Set(endpoints)) {
        const { minimum, maximum, because } = TTL_ADVICE[kind];
        const [key, ttl] = kind === "address" ? ["addressTtl", addressTtl] : ["recordTtl", recordTtl];
        const value = milliseconds(ttl);
        if (value < minimum || value > maximum)
          yield {
            path: sipProxyPath(pair, key),
            message: `${key} ${ttl} does not suit endpoints of the kind ${kind}: ${because}`,
            found: ttl,
            allowed: `${formatMilliseconds(minimum)} to ${formatMilliseconds(maximum)}`,
            fix: `set ${key} to a time in this range, or acknowledge this and say how these endpoints behave`,
          };
      }
    }
  },
};
