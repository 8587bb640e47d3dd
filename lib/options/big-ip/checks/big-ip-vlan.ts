import type { EnvironmentRule } from "../../../checks/rule";
import { BIG_IP_SIDES, networkOn } from "../../../model/big-ip";
import { devicesInUse } from "../model";

/** The two sides of a device are two VLANs that it can tell apart. */
export const bigIpVlan: EnvironmentRule = {
  code: "big-ip-vlan",
  level: "error",
  title: "The two sides of a BIG-IP are two networks, on two interfaces or on one with tags",
  why: "The device routes between them (documented), and tells two VLANs on one interface apart only by their tags. If an interface is not the one in the rack, the pair is off the network.",
  *evaluate(topology) {
    for (const device of devicesInUse(topology)) {
      const { name, network } = device;
      const path = ["bigIps", name, "network"];
      if (network.inside === network.outside)
        yield {
          path: [...path, "outside"],
          message: `both sides of BIG-IP ${name} are on network ${network.inside}`,
          found: network.outside,
          allowed: "a network other than the inside",
          fix: "name the network that virtual IPs belong to",
        };
      const vlan = networkOn(topology, device, "outside").vlan;
      if (
        network.inside !== network.outside &&
        vlan !== undefined &&
        vlan === networkOn(topology, device, "inside").vlan
      )
        yield {
          path: ["networks", network.outside, "vlan"],
          message: `both sides of BIG-IP ${name}, network ${network.inside} and network ${network.outside}, are in VLAN ${vlan}`,
          found: String(vlan),
          allowed: "a VLAN other than that of the inside",
          fix: "correct the number that is wrong, or give the outside a VLAN of its own",
        };
      const { insideInterface, outsideInterface, tagged } = network;
      if (insideInterface === undefined || outsideInterface === undefined)
        yield {
          path,
          notEvaluated:
            "insideInterface and outsideInterface are not both declared; a missing one is written as 1.2 inside, 1.1 outside, as in F5's examples",
          fix: "declare the interfaces or trunks that the cables are in",
        };
      else if (insideInterface === outsideInterface && !tagged)
        yield {
          path: [...path, "outsideInterface"],
          message: `both sides of BIG-IP ${name} are on interface ${insideInterface}, without tags`,
          found: outsideInterface,
          allowed: "two interfaces, or tagged: true",
          fix: "add tagged: true, and vlan to both networks; or name the second interface",
        };
      if (!tagged) continue;
      for (const side of BIG_IP_SIDES) {
        const { name: untold, vlan } = networkOn(topology, device, side);
        if (vlan === undefined)
          yield {
            path: ["networks", untold],
            message: `frames of network ${untold} have a tag on BIG-IP ${name}, but its vlan is not declared`,
            found: "no vlan",
            allowed: "1 to 4094",
            fix: "add vlan, the tag",
          };
      }
    }
  },
};
