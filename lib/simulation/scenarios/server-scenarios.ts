import type { CatalogueScenario } from "../../operation/catalogue-scenario";

/** For pairs whose alarms start scripts, and for pairs without such alarms. */
const FLAPPING = "the Management Layer may count the roles as flapping, and what it does then is not known well enough";

/** What can happen to the SIP Servers, and what people do to them. */
export const serverScenarios: readonly CatalogueScenario[] = [
  {
    number: "S01",
    name: "switchover-by-hand",
    title: "somebody orders a switchover, and another one back",
    steps: [{ inject: "switchover" }, { after: "1m", inject: "switchover" }],
    drill: { measures: ["neighbours-follow", "role-order"] },
  },
  {
    number: "S02",
    name: "primary-process-crash",
    title: "the primary's process ends",
    steps: [{ inject: "process-crash", on: "primary" }],
    drill: { measures: ["connection-loss-detection"] },
  },
  {
    number: "S03",
    name: "primary-process-hang",
    title: "the primary's process hangs with its ports open, until it goes on",
    steps: [
      { inject: "process-hang", on: "primary" },
      { after: "10m", heal: "process-hang", on: "primary" },
    ],
    drill: { whyNot: "nothing notices a server that hangs: callers would wait until somebody ends it" },
  },
  {
    number: "S07",
    name: "backup-crash-then-primary-crash",
    title: "the backup's process ends, and the primary's process ends before the backup is back",
    steps: [
      { inject: "process-crash", on: "backup" },
      { after: "50ms", inject: "process-crash", on: "primary" },
    ],
    drill: { whyNot: "it would leave both servers down" },
  },
  {
    number: "S25",
    name: "switchover-flap",
    title: "three switchovers within a minute",
    steps: [{ inject: "switchover" }, { after: "20s", inject: "switchover" }, { after: "20s", inject: "switchover" }],
    drill: { whyNot: FLAPPING },
  },
  {
    number: "S25",
    name: "switchover-flap-at-once",
    title: "three switchovers, faster than an alarm is cleared",
    steps: [{ inject: "switchover" }, { after: "2s", inject: "switchover" }, { after: "2s", inject: "switchover" }],
    drill: { whyNot: FLAPPING },
  },
  {
    number: "S36",
    name: "configuration-server-unreachable",
    title: "the primary's process ends while Configuration Server cannot be reached",
    steps: [
      { inject: "configuration-server-loss" },
      { after: "1m", inject: "process-crash", on: "primary" },
      { after: "settled", heal: "configuration-server-loss" },
    ],
    drill: { whyNot: "Configuration Server serves more than this pair" },
  },
  {
    number: "S38",
    name: "rolling-server-restart",
    title: "both servers are restarted one after the other, as for an upgrade, with a switchover between",
    steps: [
      { inject: "server-restart", on: "backup" },
      // Not before both are ready for it, even at the slowest pace: the backup starts, and a minute passes on the HA link.
      { after: "5m", inject: "switchover" },
      // Not before the alarms of the switchover are cleared, however quick the switchover was.
      { after: "1m", inject: "server-restart", on: "primary" },
    ],
    drill: { measures: ["neighbours-follow", "role-order"] },
  },
];
