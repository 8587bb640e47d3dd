import { Claims } from "../../../checks/claims";
import type { AppRule } from "../../../checks/rule";
import type { Address } from "../../../model/address";
import type { Path } from "../../../model/origin";
import type { Topology } from "../../../model/topology";
import { targetName } from "../dns-records";
import { proxiedPairs, proxyInterface, sipProxyPath } from "../model";

/** Every name in DNS means one thing. */
export const domainNameTaken: AppRule = {
  code: "domain-name-taken",
  level: "error",
  title:
    "No domain name stands for two pools, for a pool and a host, or for two addresses of hosts, across all environments of the app",
  why: "DNS would answer with the records of both, so calls for one pair would reach the proxies of another.",
  *evaluateAll(topologies) {
    const claims = new Claims<Claim>();
    for (const claim of topologies.flatMap(claimsIn)) {
      const earlier = claims.claim(claim.name, claim);
      if (earlier !== undefined && !isSameHost(claim, earlier)) {
        const where = earlier.topology === claim.topology ? "" : ` of environment ${earlier.topology.environment}`;
        const [own, other] =
          claim.isHost && earlier.isHost ? [` at ${claim.address}`, ` at ${earlier.address}`] : ["", ""];
        yield [
          claim.topology,
          {
            path: claim.path,
            message: `${claim.what}${own} has the name ${claim.name}, which ${earlier.what}${where}${other} already has`,
            found: claim.name,
            allowed: "a name that nothing else has, in any environment",
            fix: "give one of them another name",
          },
        ];
      }
    }
  },
};

interface Claim {
  readonly topology: Topology;
  readonly name: string;
  readonly what: string;
  readonly path: Path;
  /** A host may be the target of several pools, at one address. */
  readonly isHost: boolean;
  /** The address of a host, if it is known. */
  readonly address?: Address | undefined;
}

function isSameHost(one: Claim, other: Claim): boolean {
  if (!one.isHost || !other.isHost) return false;
  return one.address === undefined || other.address === undefined || one.address === other.address;
}

function claimsIn(topology: Topology): Claim[] {
  return proxiedPairs(topology).flatMap((pair): Claim[] => {
    const pool = pair.highAvailability;
    const claim = (name: string, what: string, ...keys: readonly (string | number)[]): Claim => ({
      topology,
      name,
      what,
      path: sipProxyPath(pair, ...keys),
      isHost: false,
    });
    return [
      claim(pool.fqdn, `the pool of pair ${pair.name}`, "fqdn"),
      ...(pool.addressFqdn === undefined
        ? []
        : [claim(pool.addressFqdn, `the pool of pair ${pair.name} by its addresses`, "addressFqdn")]),
      ...pool.proxies.map((proxy, index) => ({
        ...claim(targetName(pool, proxy).slice(0, -1), `host ${proxy.host}`, "proxies", index, "host"),
        isHost: true,
        address: proxyInterface(topology, proxy)?.address,
      })),
    ];
  });
}
