import type { CatalogueScenario } from "../../operation/catalogue-scenario";

/** What can happen to the Management Layer, and between it and the pair. */
export const managementLayerScenarios: readonly CatalogueScenario[] = [
  {
    number: "S11",
    name: "primary-crash-without-control-server",
    title: "Solution Control Server ends, then the primary's process; then Solution Control Server is back",
    steps: [
      { inject: "solution-control-server-loss", on: "primary" },
      { after: "10s", inject: "process-crash", on: "primary" },
      { after: "1m", heal: "solution-control-server-loss", on: "primary" },
    ],
    drill: { whyNot: "Solution Control Server serves more than this pair, and nobody would decide meanwhile" },
  },
  {
    number: "S12",
    name: "primary-management-partition",
    title: "the primary's host and Solution Control Server do not reach each other, and everything else goes on",
    needs: "a Solution Control Server on another host than the primary's",
    steps: [
      { inject: "management-partition", on: "primary" },
      { after: "10m", heal: "management-partition", on: "primary" },
    ],
    drill: { whyNot: "it takes a rule in a router or firewall, which serves more than this pair" },
  },
  {
    number: "S13",
    name: "primary-one-way-loss",
    title: "Solution Control Server hears nothing from the primary's host, but the host hears Solution Control Server",
    needs: "a Solution Control Server on another host than the primary's",
    steps: [
      { inject: "one-way-loss", on: "primary" },
      { after: "10m", heal: "one-way-loss", on: "primary" },
    ],
    drill: { whyNot: "it takes a rule in a router or firewall, which serves more than this pair" },
  },
  {
    number: "S14",
    name: "control-servers-split",
    title: "two Solution Control Servers do not see each other, and both decide; then the primary's process ends",
    needs: "a backup Solution Control Server on another host",
    steps: [
      { inject: "control-servers-split" },
      { after: "1m", inject: "process-crash", on: "primary" },
      { after: "settled", heal: "control-servers-split" },
    ],
    drill: { whyNot: "it takes a rule in a router or firewall, which serves more than this pair" },
  },
  {
    number: "S15",
    name: "primary-crash-without-message-server",
    title: "Message Server ends, then the primary's process: no alarm is raised",
    steps: [
      { inject: "message-server-loss" },
      { after: "10s", inject: "process-crash", on: "primary" },
      { after: "10m", heal: "message-server-loss" },
    ],
    drill: { whyNot: "Message Server serves more than this pair, and nobody would get its alarms meanwhile" },
  },
  {
    number: "S16",
    name: "alarm-still-active",
    title: "a switchover while the alarm of an earlier one is still active",
    needs: "an alarm that starts control scripts",
    steps: [
      { inject: "alarm-active", on: "backup" },
      { inject: "switchover" },
      { after: "10m", heal: "alarm-active", on: "backup" },
    ],
    drill: { whyNot: "callers would wait until the alarm is cleared, or somebody runs the script by hand" },
  },
];
