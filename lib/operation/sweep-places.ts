/** Where what one or two faults break is told and acknowledged: below the pair, `pairs.inbound.single-faults`. */
export const SWEEP_PLACES = ["single-faults", "double-faults"] as const;
