import { grouped } from "../model/grouped";
import { onceFor } from "../model/once-for";
import { type SipServerPair, serversOf } from "../model/pair";
import type { Topology } from "../model/topology";

/** The same pair in the other model: that of its name, or one that is only there and has servers of it, as it was renamed. */
export function counterpartOf(pair: SipServerPair, own: Topology, other: Topology): SipServerPair | undefined {
  return (
    other.pairs.get(pair.name) ??
    [...other.pairs.values()].find((one) => !own.pairs.has(one.name) && shareServers(one, pair))
  );
}

/** The pairs of the later model that go on with one of the earlier: that of its name, or those of other names that come out of it; none where it goes. */
export function followersOf(pair: SipServerPair, was: Topology, is: Topology): SipServerPair[] {
  const same = is.pairs.get(pair.name);
  if (same !== undefined) return [same];
  return followersIn(was)(is).get(pair.name) ?? [];
}

/** The pairs of the later model by those that they go on with; gathered once, as each pair of the earlier is looked for. */
const followersIn = onceFor((was: Topology) =>
  onceFor((is: Topology) => grouped(is.pairs.values(), (one) => [counterpartOf(one, is, was)?.name])),
);

function shareServers(one: SipServerPair, other: SipServerPair): boolean {
  const applications = serversOf(other).map(({ application }) => application);
  return serversOf(one).some(({ application }) => applications.includes(application));
}
