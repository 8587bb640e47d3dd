import type { Topology } from "../model/topology";
import { virtualIpOf } from "./when-synthesized";

/** The address that callers use for a pair, for programs that point DNS records, trunks or tests at it. */
export class VirtualIp {
  /** The virtual IP of a pair; undefined if its option has none. */
  static of(topology: Topology, pairName: string): VirtualIp | undefined {
    const pair = topology.pairs.get(pairName);
    const claim = pair && virtualIpOf(pair, topology);
    return pair && claim && new VirtualIp(claim.address, claim.network, pair.sip.port);
  }

  private constructor(
    /** e.g. `10.120.0.10` */
    readonly address: string,
    /** The network that it belongs to, by name. */
    readonly networkName: string,
    /** The SIP port. */
    readonly port: number,
  ) {}
}
