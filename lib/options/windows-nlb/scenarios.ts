import type { CatalogueScenario } from "../../operation/catalogue-scenario";

/** S27. Port rules that are not in force on exactly one host. */
export const NLB_PORT_RULES: readonly CatalogueScenario[] = [
  {
    number: "S27",
    name: "nlb-not-converged",
    title:
      "the primary's host does not hear the backup's heartbeats, so that the backup's does not converge; then somebody orders a switchover",
    steps: [
      { inject: "heartbeats-unheard", on: "primary" },
      { after: "settled", inject: "switchover" },
    ],
    drill: { whyNot: "the two hosts would be a cluster each, and both serve the ports" },
  },
  {
    number: "S27",
    name: "nlb-ports-enabled-on-both",
    title: "somebody enables the port rules on the backup's host by hand",
    steps: [{ inject: "port-rules-enabled", on: "backup" }],
    drill: { whyNot: "calls would be spread over both servers" },
  },
  {
    number: "S27",
    name: "nlb-ports-enabled-on-none",
    title: "somebody disables the port rules on the primary's host by hand",
    steps: [{ inject: "port-rules-disabled", on: "primary" }],
    drill: { whyNot: "nobody would answer until somebody enables the ports again" },
  },
];

/** S28. A host that restarts with its port rules still enabled, as they were when it was lost. */
export const NLB_RESTARTS: readonly CatalogueScenario[] = [
  {
    number: "S28",
    name: "nlb-restart-with-enabled-ports",
    title: "the primary's host loses its power, and comes back with its port rules enabled",
    steps: [
      { inject: "host-power-loss", on: "primary" },
      { after: "settled", heal: "host-power-loss", on: "primary" },
    ],
    drill: { whyNot: "primary-host-power-loss does the same" },
  },
  {
    number: "S28",
    name: "nlb-restart-without-boot-task",
    title:
      "the primary's host loses its power, and comes back with its port rules enabled and no task that disables them",
    steps: [
      { inject: "boot-task-missing", on: "primary" },
      { inject: "host-power-loss", on: "primary" },
      { after: "settled", heal: "host-power-loss", on: "primary" },
    ],
    drill: { whyNot: "a task that is removed on purpose may stay removed" },
  },
  {
    number: "S28",
    name: "nlb-restart-forgets-disabled-ports",
    title:
      "the backup's host restarts with its port rules enabled, though they were disabled, and no task that disables them",
    steps: [
      { inject: "boot-task-missing", on: "backup" },
      { inject: "port-rules-forgotten", on: "backup" },
      { inject: "host-reboot", on: "backup" },
    ],
    drill: { whyNot: "a task that is removed on purpose may stay removed" },
  },
];

/** The scenarios of a Windows NLB cluster, beyond those of every pair. */
export const windowsNlbScenarios: readonly CatalogueScenario[] = [...NLB_PORT_RULES, ...NLB_RESTARTS];
