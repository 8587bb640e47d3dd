import { BigIpPool, type BigIpPoolProps } from "./big-ip-pool";
import { HighAvailabilityChoice } from "./high-availability-choice";
import { IpAddressTakeover, type IpAddressTakeoverProps } from "./ip-address-takeover";
import { SingleHost, type SingleHostProps } from "./single-host";

/** The way in which a pair is highly available. One factory for each. */
export abstract class HighAvailability extends HighAvailabilityChoice {
  /** A virtual IP that scripts move between the two hosts. */
  static ipAddressTakeover(props: IpAddressTakeoverProps): IpAddressTakeover {
    return new IpAddressTakeover(props);
  }

  /** A virtual server of an F5 BIG-IP before a pool of the two servers. */
  static bigIp(props: BigIpPoolProps): BigIpPool {
    return new BigIpPool(props);
  }

  /** Both servers on one host, for 100 seats or fewer: nothing moves, and the loss of the host is not survived. */
  static singleHost(props: SingleHostProps): SingleHost {
    return new SingleHost(props);
  }
}
