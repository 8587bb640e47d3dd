// Declaring an environment does not need this. The package has it in a file of its own, which is loaded when the first environment is checked or
// written. Modules that import from here may use it only in functions. build/bundle.mjs has the list of such files.
export { evaluate } from "../checks/engine";
export { rules, virtualIpOf } from "../options";
export { invariants } from "../simulation/invariants";
export { environmentFileSchema } from "../synth/declaration";
export { plan } from "../synth/plan";
export { referredKind } from "../synth/references";
export { resolve } from "../synth/resolve";
export { unknownKey } from "../synth/shape";
