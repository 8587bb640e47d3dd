import { HighAvailabilityChoice } from "./high-availability-choice";
import { IpAddressTakeover, type IpAddressTakeoverProps } from "./ip-address-takeover";
import { SingleHost, type SingleHostProps } from "./single-host";
import { SipProxyGroup, type SipProxyProps } from "./sip-proxy-group";

/** The way in which a pair is highly available. One factory for each. */
export abstract class HighAvailability extends HighAvailabilityChoice {
  /** A virtual IP that scripts move between the two hosts. */
  static ipAddressTakeover(props: IpAddressTakeoverProps): IpAddressTakeover {
    return new IpAddressTakeover(props);
  }

  /** A pool of SIP Proxies, which callers find by DNS; the servers may be in different subnets. */
  static sipProxy(props: SipProxyProps): SipProxyGroup {
    return new SipProxyGroup(props);
  }

  /** Both servers on one host, for 100 seats or fewer: nothing moves, and the loss of the host is not survived. */
  static singleHost(props: SingleHostProps): SingleHost {
    return new SingleHost(props);
  }
}
