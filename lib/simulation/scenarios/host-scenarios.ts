import type { CatalogueScenario } from "../../operation/catalogue-scenario";
import { sipInterfacesOf } from "../../operation/reach";
import { hostOf, isOnOneHost } from "../faults/targets";

/** If both servers are on one host, what happens to one host and then to the other would happen to the same host twice. */
const ON_TWO_HOSTS: Pick<CatalogueScenario, "needs" | "isMet"> = {
  needs: "servers on two hosts",
  isMet: (world) => !isOnOneHost(world),
};

/** With one interface, losing either means losing both: `primary-host-isolation`. */
const WITH_TWO_INTERFACES: Pick<CatalogueScenario, "needs" | "isMet"> = {
  needs: "an interface for SIP besides the management interface on the primary's host",
  isMet: (world) => {
    const host = world.hosts[hostOf(world, "primary")]!;
    return !sipInterfacesOf(host).includes(host.managementInterface);
  },
};

/** The time that counts if nobody takes over from the host; if somebody does, the outage does not depend on it. */
const UNTIL_IT_IS_BACK = "boot";

/** What can happen to the hosts and their interfaces. */
export const hostScenarios: readonly CatalogueScenario[] = [
  {
    number: "S04",
    name: "primary-host-power-loss",
    title: "the primary's host loses its power, and gets it back",
    steps: [
      { inject: "host-power-loss", on: "primary" },
      { after: "settled", heal: "host-power-loss", on: "primary" },
    ],
    drill: { measures: ["host-loss-detection"] },
  },
  {
    number: "S05",
    name: "primary-host-reboot",
    title: "the primary's host is rebooted",
    steps: [{ inject: "host-reboot", on: "primary" }],
    drill: { measures: [UNTIL_IT_IS_BACK, "connection-loss-detection", "host-loss-detection"] },
  },
  {
    number: "S06",
    name: "both-hosts-boot-together",
    title: "both hosts lose their power, and boot together",
    ...ON_TWO_HOSTS,
    steps: [
      { inject: "host-power-loss", on: "primary" },
      { inject: "host-power-loss", on: "backup" },
      { after: "1m", heal: "host-power-loss", on: "primary" },
      { heal: "host-power-loss", on: "backup" },
    ],
    drill: { whyNot: "it would leave both hosts down" },
  },
  {
    number: "S08",
    name: "primary-sip-interface-loss",
    title: "the primary's host loses its SIP interface, and the management interface stays",
    ...WITH_TWO_INTERFACES,
    steps: [
      { inject: "sip-interface-loss", on: "primary" },
      { after: "10m", heal: "sip-interface-loss", on: "primary" },
    ],
    drill: { measures: ["connection-loss-detection"] },
  },
  {
    number: "S09",
    name: "primary-management-interface-loss",
    title: "the primary's host loses its management interface, and still serves",
    ...WITH_TWO_INTERFACES,
    steps: [
      { inject: "management-interface-loss", on: "primary" },
      { after: "10m", heal: "management-interface-loss", on: "primary" },
    ],
    drill: { measures: [] },
  },
  {
    number: "S10",
    name: "primary-host-isolation",
    title: "the primary's host is cut off from everything, and comes back as it was",
    steps: [
      { inject: "host-isolation", on: "primary" },
      { after: "10m", heal: "host-isolation", on: "primary" },
    ],
    drill: { measures: ["host-loss-detection"] },
  },
  {
    number: "S26",
    name: "primary-host-stun",
    title: "the primary's host stands still for a while, as during a snapshot",
    steps: [{ inject: "host-stun", on: "primary" }],
    drill: { whyNot: "whoever tries it cannot control how long a machine stands still" },
  },
  {
    number: "S38",
    name: "rolling-host-reboot",
    title: "both hosts are rebooted one after the other, with a switchover between",
    ...ON_TWO_HOSTS,
    steps: [
      { inject: "host-reboot", on: "backup" },
      // Not before both servers are ready for it, even at the slowest pace.
      { after: "15m", inject: "switchover" },
      { after: "settled", inject: "host-reboot", on: "primary" },
    ],
    drill: { measures: ["neighbours-follow", "role-order"] },
  },
  {
    number: "S39",
    name: "failback-after-host-loss",
    title: "the primary's host comes back, and somebody gives it the role again",
    ...ON_TWO_HOSTS,
    steps: [
      { inject: "host-power-loss", on: "primary" },
      { after: "settled", heal: "host-power-loss", on: "primary" },
      // Not before both servers are ready for it, even at the slowest pace.
      { after: "15m", inject: "switchover" },
    ],
    drill: { whyNot: "primary-host-power-loss ends the same way: its last step gives the role back" },
  },
];
