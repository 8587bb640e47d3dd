// What only advice needs, loaded when some is asked for: see when-synthesized.ts.
export { advise } from "../advice/advice";
export { readRequirements } from "../advice/read-requirements";
