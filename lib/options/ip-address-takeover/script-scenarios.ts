import type { CatalogueScenario } from "../../operation/catalogue-scenario";

/** What can happen to the control scripts of a virtual IP that moves between hosts. */
export const scriptScenarios: readonly CatalogueScenario[] = [
  {
    number: "S17",
    name: "up-fails-on-backup",
    title: "a switchover in which the backup's host does not get the virtual IP",
    steps: [
      { inject: "script-fails", on: "backup up" },
      { inject: "switchover" },
      { after: "10m", heal: "script-fails", on: "backup up" },
    ],
    drill: { whyNot: "a script that is broken on purpose may stay broken" },
  },
  {
    number: "S17",
    name: "up-hangs-on-backup",
    title: "a switchover in which the script that takes the virtual IP hangs until it is ended",
    steps: [
      { inject: "script-hangs", on: "backup up" },
      { inject: "switchover" },
      { after: "10m", heal: "script-hangs", on: "backup up" },
    ],
    drill: { whyNot: "a script that is broken on purpose may stay broken" },
  },
  {
    number: "S18",
    name: "down-fails-on-primary",
    title: "a switchover in which the primary's host does not release the virtual IP",
    steps: [
      { inject: "script-fails", on: "primary down" },
      { inject: "switchover" },
      { after: "10m", heal: "script-fails", on: "primary down" },
    ],
    drill: { whyNot: "a script that is broken on purpose may stay broken" },
  },
  {
    number: "S18",
    name: "down-hangs-on-primary",
    title: "a switchover in which the script that releases the virtual IP hangs until it is ended",
    steps: [
      { inject: "script-hangs", on: "primary down" },
      { inject: "switchover" },
      { after: "10m", heal: "script-hangs", on: "primary down" },
    ],
    drill: { whyNot: "a script that is broken on purpose may stay broken" },
  },
  {
    number: "S19",
    name: "up-before-down",
    title: "a switchover in which the virtual IP is taken on one host before it is released on the other",
    steps: [
      { inject: "script-slow", on: "primary down" },
      { inject: "switchover" },
      { after: "10m", heal: "script-slow", on: "primary down" },
    ],
    drill: { whyNot: "a script that is broken on purpose may stay broken" },
  },
  {
    number: "S19",
    name: "scripts-in-wrong-order",
    title: "somebody takes the virtual IP on the backup's host, and releases it there again",
    steps: [
      { inject: "script-run", on: "backup up" },
      { after: "10s", inject: "script-run", on: "backup down" },
    ],
    drill: { whyNot: "both hosts would have the virtual IP" },
  },
  {
    number: "S19",
    name: "scripts-overlap",
    title: "a switchover back while the script of the one before still runs",
    steps: [
      { inject: "script-slow", on: "primary down" },
      { inject: "switchover" },
      { after: "2s", inject: "switchover" },
      { after: "10m", heal: "script-slow", on: "primary down" },
    ],
    drill: { whyNot: "a script that is broken on purpose may stay broken" },
  },
  {
    number: "S20",
    name: "scripts-run-twice",
    title: "each control script is run once more after its work is done",
    steps: [
      { inject: "script-run", on: "primary up" },
      { inject: "script-run", on: "primary up" },
      { inject: "script-run", on: "backup down" },
      { inject: "script-run", on: "backup down" },
    ],
    drill: { whyNot: "the proof on the hosts does it, see the runbook" },
  },
];
