import { Construct } from "constructs";
import type { BigIpDeployment } from "../model/big-ip";
import { constructId } from "./construct-id";
import { DECLARED, type Declares } from "./declares";
import { Environment } from "./environment";
import type { INetwork } from "./network";

/** Where a BIG-IP stands in the network: the SIP Server hosts on its inside, everybody else on its outside. */
export interface BigIpNetworkProps {
  /** The network of the SIP Server hosts; the device is their gateway (documented). Its name is that of the device's VLAN.
   * @source big-ip-router */
  readonly inside: INetwork | string;
  /** The network that virtual IPs belong to. Its gateway is the device's default route, its name that of the device's VLAN. */
  readonly outside: INetwork | string;
  /** The device's address on the inside: the gateway of that network. */
  readonly insideSelfIp: string;
  /** The device's own address on the outside; no virtual IP. */
  readonly outsideSelfIp: string;
  /** The device's interface or trunk on the inside.
   * @default - "1.2" is written, as in F5's examples; that nobody has said so is reported */
  readonly insideInterface?: string | undefined;
  /** The device's interface or trunk on the outside.
   * @default - "1.1" is written, as in F5's examples; that nobody has said so is reported */
  readonly outsideInterface?: string | undefined;
  /** Whether frames carry the VLAN's tag on both; needed where both sides have one interface.
   * @default false */
  readonly tagged?: boolean | undefined;
}

/** How a BIG-IP is reached, what runs on it, and which networks it is between. */
export interface BigIpProps {
  /** The address that the device's configuration is reached at. */
  readonly management: string;
  /** The version of its operating system, e.g. `17.1.0`. */
  readonly version: string;
  /** The version of AS3 that the declaration is written for; the one on the device may be later.
   * @default "3.50.0" */
  readonly as3Version?: string | undefined;
  /** AS3's tenant, and with it the partition of the device, that belongs to this environment and to nothing else.
   * @default - the environment's name */
  readonly tenant?: string | undefined;
  /** Who brings the declaration to the device: a person with the command that is written beside it, or Terraform.
   * @default "operator" */
  readonly deployment?: BigIpDeployment | undefined;
  /** Whether the device is one of two that back each other up, which Genesys has not validated with SIP Server.
   * @default false */
  readonly redundant?: boolean | undefined;
  /** The account that the declaration is posted with, of the role Administrator. Its password is asked for, and stands in no file.
   * @default "admin" */
  readonly user?: string | undefined;
  /** The file with the certificate of the authority that signed the device's, PEM.
   * @default - the authorities that the machine trusts which posts; where Terraform posts, it has to be given */
  readonly certificateAuthorityFile?: string | undefined;
  /** Where it stands in the network. */
  readonly network: BigIpNetworkProps;
}

/** Something that plays the role of a BIG-IP where one is asked for. */
export interface IBigIp extends Declares {
  /** The name by which the environment knows it. */
  readonly bigIpName: string;
}

/** An F5 BIG-IP Local Traffic Manager of an environment; its id is its name. */
export class BigIp extends Construct implements IBigIp {
  /** A device that is declared elsewhere in the same environment. */
  static fromName(bigIpName: string): IBigIp {
    return { bigIpName, [DECLARED]: () => bigIpName };
  }

  /** The name, which is its id. */
  readonly bigIpName: string;

  /** @throws InvalidEnvironment where the scope is in no Environment, no construct can have the id, or the app is being written already */
  constructor(scope: Construct, id: string, props: BigIpProps) {
    super(scope, constructId(id, "a BIG-IP"));
    this.bigIpName = id;
    Environment.of(this).declareElement("bigIps", id, props, this);
  }

  /** Its name, which stands for it in a declaration. */
  [DECLARED](): string {
    return this.bigIpName;
  }
}
