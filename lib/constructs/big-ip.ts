import { Construct } from "constructs";
import type { BigIpDeployment } from "../model/big-ip";
import { constructId } from "./construct-id";
import { DECLARED, type Declares } from "./declares";
import { Environment } from "./environment";
import type { INetwork } from "./network";

/** Where a BIG-IP stands in the network: the SIP Server hosts are on its inside, everything else is on its outside. */
export interface BigIpNetworkProps {
  /** The network of the SIP Server hosts; the device is their gateway (documented). The device's VLAN has the same name.
   * @source big-ip-router */
  readonly inside: INetwork | string;
  /** The network that virtual IPs belong to. Its gateway is the device's default route, and the device's VLAN has the same name. */
  readonly outside: INetwork | string;
  /** The device's address on the inside; it is the gateway of that network. */
  readonly insideSelfIp: string;
  /** The device's own address on the outside; not a virtual IP. */
  readonly outsideSelfIp: string;
  /** The device's interface or trunk on the inside.
   * @default - "1.2", as in F5's examples; a finding reports that it is not declared */
  readonly insideInterface?: string | undefined;
  /** The device's interface or trunk on the outside.
   * @default - "1.1", as in F5's examples; a finding reports that it is not declared */
  readonly outsideInterface?: string | undefined;
  /** Whether frames on both sides carry the VLAN's tag; needed if both sides share one interface.
   * @default false */
  readonly tagged?: boolean | undefined;
}

/** How a BIG-IP is reached, what runs on it, and which networks it connects. */
export interface BigIpProps {
  /** The address at which the device's configuration is reached. */
  readonly management: string;
  /** The version of the device's operating system, e.g. `17.1.0`. */
  readonly version: string;
  /** The version of AS3 that the declaration is written for; the device may have a later one.
   * @default "3.50.0" */
  readonly as3Version?: string | undefined;
  /** The AS3 tenant, and so the device's partition, that belongs to this environment and to nothing else.
   * @default - the environment's name */
  readonly tenant?: string | undefined;
  /** Who posts the declaration to the device: a person, with the command that is written beside the declaration, or Terraform.
   * @default "operator" */
  readonly deployment?: BigIpDeployment | undefined;
  /** Whether the device is one of two that back each other up, which Genesys has not validated with SIP Server.
   * @default false */
  readonly redundant?: boolean | undefined;
  /** The account that posts the declaration, with the role Administrator. Its password is asked for, and is written to no file.
   * @default "admin" */
  readonly user?: string | undefined;
  /** The file with the certificate of the authority that signed the device's certificate, PEM.
   * @default - the authorities that the posting machine trusts; required if Terraform posts */
  readonly certificateAuthorityFile?: string | undefined;
  /** Where the device stands in the network. */
  readonly network: BigIpNetworkProps;
}

/** Anything that can be passed as a BIG-IP. */
export interface IBigIp extends Declares {
  /** Its name in the environment. */
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

  /** @throws InvalidEnvironment if the scope is in no Environment, no construct can have the id, or the app is already being written */
  constructor(scope: Construct, id: string, props: BigIpProps) {
    super(scope, constructId(id, "a BIG-IP"));
    this.bigIpName = id;
    Environment.of(this).declareElement("bigIps", id, props, this);
  }

  /** The name that stands for it in a declaration. */
  [DECLARED](): string {
    return this.bigIpName;
  }
}
