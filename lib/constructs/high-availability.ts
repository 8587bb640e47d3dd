import type { Advice } from "../advice/advice";
import type { Requirements } from "../advice/requirements";
import { adviseOn } from "./advise-on";
import { BigIpPool, type BigIpPoolProps } from "./big-ip-pool";
import { HighAvailabilityChoice } from "./high-availability-choice";
import { IpAddressTakeover, type IpAddressTakeoverProps } from "./ip-address-takeover";
import { NlbCluster, type NlbClusterProps } from "./nlb-cluster";
import { SingleHost, type SingleHostProps } from "./single-host";
import { SipProxyGroup, type SipProxyProps } from "./sip-proxy-group";

/** How a pair is highly available. There is one factory for each option. */
export abstract class HighAvailability extends HighAvailabilityChoice {
  /**
   * Which options fit the requirements, in order, with the reasons from the vendor's table, and why each of the others does not fit; `sip-ha advise`
   * prints it.
   *
   * @param requirements what is known of the site and required of it; what is left out counts as not known
   * @throws InvalidEnvironment if a requirement has a value that is not allowed, or two requirements contradict each other
   */
  static advise(requirements: Requirements = {}): Advice {
    return adviseOn(requirements);
  }

  /** A virtual IP that scripts move between the two hosts. */
  static ipAddressTakeover(props: IpAddressTakeoverProps): IpAddressTakeover {
    return new IpAddressTakeover(props);
  }

  /** A virtual server of an F5 BIG-IP in front of a pool of the two servers. */
  static bigIp(props: BigIpPoolProps): BigIpPool {
    return new BigIpPool(props);
  }

  /** A Windows NLB cluster: the virtual IP is on both hosts, and scripts enable its ports on one of them. */
  static windowsNlb(props: NlbClusterProps): NlbCluster {
    return new NlbCluster(props);
  }

  /** A pool of SIP Proxies, which callers find by DNS; the servers may be in different subnets. */
  static sipProxy(props: SipProxyProps): SipProxyGroup {
    return new SipProxyGroup(props);
  }

  /** Both servers on one host, for 100 seats or fewer: nothing moves, and the pair does not survive the loss of the host. */
  static singleHost(props: SingleHostProps): SingleHost {
    return new SingleHost(props);
  }
}
