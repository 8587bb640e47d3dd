/** The place where breaches by one or two faults are reported and acknowledged: below the pair, `pairs.inbound.single-faults`. */
export const SWEEP_PLACES = ["single-faults", "double-faults"] as const;
