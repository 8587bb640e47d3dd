import type { BigIp } from "../../model/big-ip";
import { as3Delivery } from "./as3-delivery";
import { runsAs3 } from "./as3-support";
import type { Delivery } from "./delivery";
import { tmshDelivery } from "./tmsh-delivery";

/** By AS3 if the device runs it, otherwise by commands of its own shell. */
export function deliveryOf(device: BigIp): Delivery {
  return runsAs3(device) ? as3Delivery : tmshDelivery;
}
