import type { CatalogueScenario } from "../../operation/catalogue-scenario";

/** What can happen to a pair behind a BIG-IP, beyond what can happen to any pair. */
export const bigIpScenarios: readonly CatalogueScenario[] = [
  {
    number: "S29",
    name: "monitor-finds-all-up",
    title: "the monitor finds both members up, whoever answers, when somebody orders a switchover",
    steps: [
      { inject: "monitor-finds-all-up" },
      { after: "settled", inject: "switchover" },
      { after: "1m", heal: "monitor-finds-all-up" },
    ],
    drill: { whyNot: "the device serves more than this pair" },
  },
  {
    number: "S29",
    name: "monitor-finds-all-down",
    title: "the monitor takes no answer of any member for a minute",
    steps: [{ inject: "monitor-finds-all-down" }, { after: "1m", heal: "monitor-finds-all-down" }],
    drill: { whyNot: "the device serves more than this pair" },
  },
  {
    number: "S29",
    name: "monitor-flap",
    title: "the monitor misses the answers of the member that serves, three times",
    steps: [
      { inject: "monitor-flap" },
      { after: "settled", inject: "monitor-flap" },
      { after: "settled", inject: "monitor-flap" },
    ],
    drill: { whyNot: "the device serves more than this pair" },
  },
  {
    number: "S30",
    name: "flow-kept-on-lost-member",
    title: "the primary's host is lost while the device keeps the flows of callers",
    needs: "callers by UDP",
    steps: [
      { inject: "flows-kept" },
      { after: "settled", inject: "host-power-loss", on: "primary" },
      { after: "2m", inject: "caller-pauses" },
      { after: "settled", heal: "flows-kept" },
      { after: "settled", heal: "host-power-loss", on: "primary" },
    ],
    drill: { whyNot: "the device serves more than this pair" },
  },
  {
    number: "S31",
    name: "connections-on-switchover",
    title: "somebody orders a switchover while peers hold connections",
    steps: [{ inject: "switchover" }],
    drill: { whyNot: "switchover-by-hand does the same, and back" },
  },
  {
    number: "S31",
    name: "connections-on-process-crash",
    title: "the primary's process ends while peers hold connections",
    steps: [{ inject: "process-crash", on: "primary" }],
    drill: { whyNot: "primary-process-crash does the same" },
  },
  {
    number: "S31",
    name: "connections-on-host-loss",
    title: "the primary's host is lost while peers hold connections",
    steps: [
      { inject: "host-power-loss", on: "primary" },
      { after: "settled", heal: "host-power-loss", on: "primary" },
    ],
    drill: { whyNot: "primary-host-power-loss does the same" },
  },
  {
    name: "device-loss",
    title: "the unit of the device that serves is lost, and comes back",
    steps: [
      { inject: "device-loss", on: "active" },
      { after: "5m", heal: "device-loss", on: "active" },
    ],
    drill: { whyNot: "the device serves more than this pair" },
  },
];
