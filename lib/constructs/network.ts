import { Construct } from "constructs";
import { constructId } from "./construct-id";
import { DECLARED, type Declares } from "./declares";
import { Environment } from "./environment";

/** What the switches of a network do with the announcements that a moving address needs. */
export interface SwitchingProps {
  /** Whether the equipment updates its tables on gratuitous ARP.
   * @default - not known; the check on it is reported as not evaluated */
  readonly acceptsGratuitousArp?: boolean | undefined;
  /** ARP packets per second that a port takes before it is limited or shut.
   * @default - not known; the check on it is reported as not evaluated */
  readonly arpPacketsPerSecond?: number | undefined;
}

/** A network's addresses, and what its switches do with the announcements of an address that moves. */
export interface NetworkProps {
  /** The network in CIDR notation, e.g. `10.120.0.0/24`. */
  readonly cidr: string;
  /** The address of the router on it.
   * @default - none: the network is not routed */
  readonly gateway?: string | undefined;
  /** The VLAN id, 1 to 4094.
   * @default - none is mentioned */
  readonly vlan?: number | undefined;
  /** Whether it is a VLAN that carries nothing else than the cluster of one pair, as Windows NLB floods it.
   * @default - not declared, which is a finding for a Windows NLB cluster */
  readonly dedicated?: boolean | undefined;
  /** What the switches do with announcements.
   * @default - not known */
  readonly switching?: SwitchingProps | undefined;
}

/** Something that plays the role of a network where one is asked for. */
export interface INetwork extends Declares {
  /** The name by which the environment knows it. */
  readonly networkName: string;
}

/** One IP network of an environment; its id is its name. */
export class Network extends Construct implements INetwork {
  /** A network that is declared elsewhere in the same environment. */
  static fromName(networkName: string): INetwork {
    return { networkName, [DECLARED]: () => networkName };
  }

  /** The name, which is its id. */
  readonly networkName: string;

  /** @throws InvalidEnvironment where the scope is in no Environment, no construct can have the id, or the app is being written already */
  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, constructId(id, "a network"));
    this.networkName = id;
    Environment.of(this).declareElement("networks", id, props, this);
  }

  /** Its name, which stands for it in a declaration. */
  [DECLARED](): string {
    return this.networkName;
  }
}
