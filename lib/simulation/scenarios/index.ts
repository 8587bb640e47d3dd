import type { CatalogueScenario } from "./catalogue-scenario";

export const scenarios: readonly CatalogueScenario[] = [
  {
    number: "S01",
    name: "switchover-by-hand",
    title: "somebody orders a switchover",
    steps: [{ inject: "switchover" }],
  },
  {
    number: "S02",
    name: "primary-process-crash",
    title: "the process of the primary ends",
    steps: [{ inject: "process-crash", on: "primary" }],
  },
  {
    number: "S04",
    name: "primary-host-power-loss",
    title: "the host of the primary loses its power",
    steps: [{ inject: "host-power-loss", on: "primary" }],
  },
];

/** The scenario of the catalogue that has the name. */
export function scenarioNamed(name: string): CatalogueScenario | undefined {
  return scenarios.find((scenario) => scenario.name === name);
}
