/** How often each scenario is run: ten times, unless SIP_HA_FIELD_RUNS sets another number. */
export const TIMES = Number(process.env.SIP_HA_FIELD_RUNS ?? 10);
