import type { EnvironmentRule } from "../../../checks/rule";
import { contains } from "../../../model/address";
import { networkOn } from "../../../model/big-ip";
import { devicesInUse } from "../model";

/** The device is the router of its inside network, as it is meant to be. */
export const bigIpGateway: EnvironmentRule = {
  code: "big-ip-gateway",
  level: "error",
  acknowledgeable: true,
  title: "A BIG-IP is the gateway of its inside network, and its outside network has a gateway",
  why: "The hosts use the device as their default gateway (documented). An answer that leaves by another way has the host's own address, which the caller never called.",
  *evaluate(topology) {
    const devices = devicesInUse(topology);
    for (const device of devices) {
      const inside = networkOn(topology, device, "inside");
      const { insideSelfIp, outside } = device.network;
      // The rule for a self IP outside its network reports it.
      const isGateway = inside.gateway === insideSelfIp || !contains(inside.cidr, insideSelfIp);
      const other = isGateway ? undefined : devices.find((one) => one !== device && one.network.inside === inside.name);
      if (other !== undefined)
        yield {
          path: ["bigIps", device.name, "network", "inside"],
          message: `network ${inside.name} is the inside of BIG-IP ${device.name} and of BIG-IP ${other.name}, but a network has only one gateway`,
          found: inside.name,
          allowed: "a network that is the inside of no other device",
          fix: "give each device an inside network of its own; if they are units of one device, declare only that device, with redundant: true",
        };
      else if (!isGateway)
        yield {
          path: inside.gateway === undefined ? ["networks", inside.name] : ["networks", inside.name, "gateway"],
          message: `the hosts of network ${inside.name} are behind BIG-IP ${device.name}, which is not their gateway`,
          found: inside.gateway ?? "no gateway",
          allowed: insideSelfIp,
          fix: `set the gateway of network ${inside.name} to ${insideSelfIp}, the inside self IP, and the default route of its hosts too`,
        };
      if (networkOn(topology, device, "outside").gateway === undefined)
        yield {
          path: ["networks", outside],
          message: `network ${outside}, the outside of BIG-IP ${device.name}, has no gateway, so the device has no route to callers elsewhere`,
          found: "no gateway",
          fix: "add gateway, the router that the device sends to",
        };
    }
  },
};
