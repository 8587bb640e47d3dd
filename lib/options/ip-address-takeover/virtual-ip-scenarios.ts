import type { CatalogueScenario } from "../../operation/catalogue-scenario";

/** What can happen to a virtual IP that moves between hosts, and on its network. */
export const virtualIpScenarios: readonly CatalogueScenario[] = [
  {
    number: "S21",
    name: "announcements-lost",
    title: "the primary's process ends while announcements get lost",
    steps: [
      { inject: "announcements-lost" },
      { inject: "process-crash", on: "primary" },
      { after: "1h", heal: "announcements-lost" },
    ],
    drill: { whyNot: "it takes a change of the network that others use too" },
  },
  {
    number: "S21",
    name: "only-replies-accepted",
    title: "the primary's process ends, and neighbours take only announcements that are ARP replies",
    needs: "an IPv4 virtual IP",
    steps: [
      { inject: "announcing-requests-lost" },
      { inject: "process-crash", on: "primary" },
      { after: "1h", heal: "announcing-requests-lost" },
    ],
    drill: { whyNot: "it takes a change of the network that others use too" },
  },
  {
    number: "S22",
    name: "arp-limit-shuts-port",
    title: "a switchover with a switch that shuts down ports at its ARP limit",
    needs: "arpPacketsPerSecond in the network of an IPv4 virtual IP",
    steps: [{ inject: "dai-limit" }, { inject: "switchover" }, { after: "10m", heal: "dai-limit" }],
    drill: { whyNot: "it would shut a port of the switch" },
  },
  {
    number: "S23",
    name: "address-conflict",
    title: "a switchover while a machine that is not part of the pair has the virtual IP",
    steps: [
      { inject: "address-conflict" },
      { after: "1m", inject: "switchover" },
      { after: "10m", heal: "address-conflict" },
    ],
    drill: { whyNot: "two machines would have the virtual IP" },
  },
  {
    number: "S24",
    name: "virtual-ip-persistent",
    title: "the virtual IP is made persistent on the primary's host, which is rebooted and comes back as backup",
    steps: [
      { inject: "virtual-ip-persistent", on: "primary" },
      { inject: "host-reboot", on: "primary" },
      { after: "settled", heal: "virtual-ip-persistent", on: "primary" },
    ],
    drill: { whyNot: "what is written into the configuration of a host may stay there" },
  },
  {
    number: "S37",
    name: "neighbour-advertisements-lost",
    title: "the primary's process ends while neighbour advertisements get lost",
    needs: "an IPv6 virtual IP",
    steps: [
      { inject: "neighbour-advertisements-lost" },
      { inject: "process-crash", on: "primary" },
      { after: "1h", heal: "neighbour-advertisements-lost" },
    ],
    drill: { whyNot: "it takes a change of the network that others use too" },
  },
  {
    name: "virtual-ip-taken-off",
    title: "a network service takes the virtual IP off the primary's host; after ten minutes somebody runs `up` there",
    steps: [
      { inject: "virtual-ip-taken-off", on: "primary" },
      { after: "10m", heal: "virtual-ip-taken-off", on: "primary" },
    ],
    drill: { whyNot: "the system's own tools would take the address off, past the control script" },
  },
];
