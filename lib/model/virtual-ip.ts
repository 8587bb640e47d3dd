import type { Address } from "./address";
import type { Path } from "./origin";
import type { SipServerPair } from "./pair";
import type { Topology } from "./topology";

/** The address that callers use for a pair, where its option has one. */
export interface VirtualIpClaim {
  readonly address: Address;
  /** The network that it belongs to, by name. */
  readonly network: string;
  /** Where it stands, below the option's own declaration. */
  readonly path: Path;
  /** Where the network's name stands there; undefined where something else names it, as a device does. */
  readonly networkPath?: Path | undefined;
}

/** Finds a pair's virtual IP; the options know how. */
export type FindVirtualIp = (pair: SipServerPair, topology: Topology) => VirtualIpClaim | undefined;

/** Where a pair's virtual IP stands in the environment's declaration. */
export function virtualIpPath(pair: SipServerPair, { path }: Pick<VirtualIpClaim, "path">): Path {
  return ["pairs", pair.name, "highAvailability", pair.highAvailability.option, ...path];
}
