import { HighAvailabilityChoice } from "./high-availability-choice";
import { IpAddressTakeover, type IpAddressTakeoverProps } from "./ip-address-takeover";
import { NlbCluster, type NlbClusterProps } from "./nlb-cluster";
import { SingleHost, type SingleHostProps } from "./single-host";

/** The way in which a pair is highly available. One factory for each. */
export abstract class HighAvailability extends HighAvailabilityChoice {
  /** A virtual IP that scripts move between the two hosts. */
  static ipAddressTakeover(props: IpAddressTakeoverProps): IpAddressTakeover {
    return new IpAddressTakeover(props);
  }

  /** A Windows NLB cluster: the virtual IP is on both hosts, and scripts enable its ports on one of them. */
  static windowsNlb(props: NlbClusterProps): NlbCluster {
    return new NlbCluster(props);
  }

  /** Both servers on one host, for 100 seats or fewer: nothing moves, and the loss of the host is not survived. */
  static singleHost(props: SingleHostProps): SingleHost {
    return new SingleHost(props);
  }
}
