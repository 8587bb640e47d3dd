import type { EnvironmentRule } from "../../../checks/rule";
import { proxiedPairs, sipProxyPath } from "../model";

/** Endpoints that cannot resolve SRV find the pool too. */
export const addressRecords: EnvironmentRule = {
  code: "address-records",
  level: "error",
  title: "A pool with endpoints that resolve only addresses has a name with addresses",
  why: "The pool's own name has SRV records, which such equipment does not ask for; it needs a second name with address records (documented for SIP Cluster).",
  *evaluate(topology) {
    for (const pair of proxiedPairs(topology)) {
      const { endpoints, addressFqdn, fqdn } = pair.highAvailability;
      if (endpoints.includes("address") && addressFqdn === undefined)
        yield {
          path: sipProxyPath(pair, "endpoints", endpoints.indexOf("address")),
          message: `endpoints that resolve only addresses do not find the pool by ${fqdn}, which has SRV records`,
          found: "no addressFqdn",
          fix: "add addressFqdn, a second name in the same zone",
        };
    }
  },
};
