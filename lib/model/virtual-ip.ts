import type { Address } from "./address";
import type { Path } from "./origin";
import type { SipServerPair } from "./pair";
import type { Topology } from "./topology";

/** The address that callers use for a pair, if its option has one. */
export interface VirtualIpClaim {
  readonly address: Address;
  /** The name of the network that it belongs to. */
  readonly network: string;
  /** The path of the address, below the option's own declaration. */
  readonly path: Path;
  /** The path of the network's name there; undefined if something else names the network, such as a device. */
  readonly networkPath?: Path | undefined;
}

/** Finds a pair's virtual IP; each option knows how. */
export type FindVirtualIp = (pair: SipServerPair, topology: Topology) => VirtualIpClaim | undefined;

/** The path of a pair's virtual IP in the environment's declaration. */
export function virtualIpPath(pair: SipServerPair, { path }: Pick<VirtualIpClaim, "path">): Path {
  return ["pairs", pair.name, "highAvailability", pair.highAvailability.option, ...path];
}
