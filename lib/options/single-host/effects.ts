import { type EffectTable, FOR_CHECKS_ALONE } from "../effect";

/** What changes of this option's keys do to service. */
export const singleHostEffects: EffectTable = { seats: FOR_CHECKS_ALONE };
