// Only a simulation needs this; it is loaded when the first simulation is asked for: see when-synthesized.ts.
export { applicableScenarios, whyNotApplicable } from "../simulation/applicability";
export { checkScenario } from "../simulation/check-scenario";
export { invariants } from "../simulation/invariants";
export { knobs } from "../simulation/knob";
export { checkMeasuredTime, spanOf } from "../simulation/measured-time";
export { scenarioDeclaration } from "../simulation/scenario-declaration";
export { scenarioNamed, scenarios } from "../simulation/scenarios";
export { settingOf } from "../simulation/setting";
export { simulate } from "../simulation/simulate";
export { sweep } from "../simulation/sweep";
export { shapeOf } from "../synth/shape";
