// Only advice needs this; it is loaded when advice is first asked for: see when-synthesized.ts.
export { advise } from "../advice/advice";
export { readRequirements } from "../advice/read-requirements";
