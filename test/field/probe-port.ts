/** The port on which the probe is answered. */
export const PROBE_PORT = 7_000;
