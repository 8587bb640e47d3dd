import { grouped } from "../model/grouped";
import { onceFor } from "../model/once-for";
import { type SipServerPair, serversOf } from "../model/pair";
import type { Topology } from "../model/topology";

/** The same pair in the other model: the pair of the same name, or a pair that exists only there and has servers of this one, because it was renamed. */
export function counterpartOf(pair: SipServerPair, own: Topology, other: Topology): SipServerPair | undefined {
  return (
    other.pairs.get(pair.name) ??
    [...other.pairs.values()].find((one) => !own.pairs.has(one.name) && shareServers(one, pair))
  );
}

/** The pairs of the later model that continue a pair of the earlier one: the pair of its name, or pairs of other names that come out of it; none if it is removed. */
export function followersOf(pair: SipServerPair, was: Topology, is: Topology): SipServerPair[] {
  const same = is.pairs.get(pair.name);
  if (same !== undefined) return [same];
  return followersIn(was)(is).get(pair.name) ?? [];
}

/** The pairs of the later model by the pairs that they continue; collected once, because each pair of the earlier model is looked up. */
const followersIn = onceFor((was: Topology) =>
  onceFor((is: Topology) => grouped(is.pairs.values(), (one) => [counterpartOf(one, is, was)?.name])),
);

function shareServers(one: SipServerPair, other: SipServerPair): boolean {
  const applications = serversOf(other).map(({ application }) => application);
  return serversOf(one).some(({ application }) => applications.includes(application));
}
