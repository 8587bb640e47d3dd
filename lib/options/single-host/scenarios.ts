import type { CatalogueScenario } from "../../operation/catalogue-scenario";

/** S35. The scenarios of a pair on one host, beyond those of every pair. */
export const singleHostScenarios: readonly CatalogueScenario[] = [
  {
    number: "S35",
    name: "single-host-port-clash",
    title: "the primary's process ends, another one takes its T-Library port, and then the backup's ends too",
    steps: [
      { inject: "port-taken", on: "primary tlib" },
      { inject: "process-crash", on: "primary" },
      { after: "settled", inject: "process-crash", on: "backup" },
    ],
    drill: { whyNot: "it would leave both servers down" },
  },
  {
    number: "S35",
    name: "single-host-loss",
    title: "the host of both servers loses its power, and gets it back after five minutes",
    steps: [
      { inject: "host-power-loss", on: "primary" },
      { after: "5m", heal: "host-power-loss", on: "primary" },
    ],
    drill: { whyNot: "it would leave both servers down" },
  },
];
