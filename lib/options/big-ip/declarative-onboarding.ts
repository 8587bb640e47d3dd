import { prefixLength } from "../../model/address";
import { BIG_IP_SIDES, type BigIp, type BigIpSide, networkOn, selfIp } from "../../model/big-ip";
import type { Topology } from "../../model/topology";

/** The interfaces of F5's own examples; a check reports if nobody has declared others. */
const EXAMPLE_INTERFACES: Readonly<Record<BigIpSide, string>> = { outside: "1.1", inside: "1.2" };

/** The names of the device's own addresses. */
export const SELF_IP_NAMES: Readonly<Record<BigIpSide, string>> = { inside: "self-inside", outside: "self-outside" };

/** The first schema version: each version of Declarative Onboarding accepts its own and all earlier ones, but no later one (fact `onboarding-versions`). */
const SCHEMA_VERSION = "1.0.0";

export const DEFAULT_ROUTE = "default-route";

/** What the tenant Common of a device has besides what is declared under our names. */
export const DEVICE_KEYS = ["class", "label", "hostname"];

/** The device's interface on a side. */
export function interfaceOf({ network }: BigIp, side: BigIpSide): string {
  return (side === "inside" ? network.insideInterface : network.outsideInterface) ?? EXAMPLE_INTERFACES[side];
}

/** `10.50.0.1/24` */
export function selfIpWithPrefix(topology: Topology, device: BigIp, side: BigIpSide): string {
  return `${selfIp(device, side)}/${prefixLength(networkOn(topology, device, side).cidr)}`;
}

/** An address moves with the traffic to the other of two devices; on a single device it stays. */
export function trafficGroup({ redundant }: BigIp): string {
  return redundant ? "traffic-group-1" : "traffic-group-local-only";
}

/** What is posted to Declarative Onboarding: the VLANs and addresses of a device's two sides, and its default route. AS3 has none of these. */
export function declarativeOnboarding(topology: Topology, device: BigIp): Readonly<Record<string, unknown>> {
  const { gateway } = networkOn(topology, device, "outside");
  const sides = BIG_IP_SIDES.map((side) => ({ side, network: networkOn(topology, device, side) }));
  return {
    schemaVersion: SCHEMA_VERSION,
    class: "Device",
    async: true,
    label: "The two sides of a BIG-IP before SIP Servers",
    Common: {
      class: "Tenant",
      ...Object.fromEntries(
        sides.map(({ side, network: { name, vlan } }) => [
          name,
          {
            class: "VLAN",
            ...(vlan === undefined ? {} : { tag: vlan }),
            interfaces: [{ name: interfaceOf(device, side), tagged: device.network.tagged }],
          },
        ]),
      ),
      ...Object.fromEntries(
        sides.map(({ side, network: { name } }) => [
          SELF_IP_NAMES[side],
          {
            class: "SelfIp",
            address: selfIpWithPrefix(topology, device, side),
            vlan: name,
            allowService: "none",
            trafficGroup: trafficGroup(device),
          },
        ]),
      ),
      ...(gateway === undefined ? {} : { [DEFAULT_ROUTE]: { class: "Route", gw: gateway, network: "default" } }),
    },
  };
}
