import { Construct } from "constructs";
import { constructId } from "./construct-id";
import { DECLARED, type Declares } from "./declares";
import { Environment } from "./environment";

/** What the switches of a network do with the announcements that a moving address needs. */
export interface SwitchingProps {
  /** Whether the equipment updates its tables on gratuitous ARP.
   * @default - not known; the check on it is reported as not evaluated */
  readonly acceptsGratuitousArp?: boolean | undefined;
  /** ARP packets per second that a port accepts before it is limited or shut down.
   * @default - not known; the check on it is reported as not evaluated */
  readonly arpPacketsPerSecond?: number | undefined;
}

/** A network's addresses, and what its switches do with the announcements of a moving address. */
export interface NetworkProps {
  /** The network in CIDR notation, e.g. `10.120.0.0/24`. */
  readonly cidr: string;
  /** The address of the network's router.
   * @default - none: the network is not routed */
  readonly gateway?: string | undefined;
  /** The VLAN id, 1 to 4094.
   * @default - none is mentioned */
  readonly vlan?: number | undefined;
  /** Whether the network is a VLAN that carries only the cluster of one pair; Windows NLB floods it.
   * @default - not declared, which is a finding for a Windows NLB cluster */
  readonly dedicated?: boolean | undefined;
  /** What the switches do with announcements.
   * @default - not known */
  readonly switching?: SwitchingProps | undefined;
}

/** Anything that can be passed as a network. */
export interface INetwork extends Declares {
  /** Its name in the environment. */
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

  /** @throws InvalidEnvironment if the scope is in no Environment, no construct can have the id, or the app is already being written */
  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, constructId(id, "a network"));
    this.networkName = id;
    Environment.of(this).declareElement("networks", id, props, this);
  }

  /** The name that stands for it in a declaration. */
  [DECLARED](): string {
    return this.networkName;
  }
}
