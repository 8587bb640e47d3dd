export type { Scenario, ScenarioStep } from "../operation/scenario";
