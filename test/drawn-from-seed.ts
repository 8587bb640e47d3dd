import fc from "fast-check";

// The same commit is given the same seed everywhere, so that what was seen to hold before a merge holds after it; without one, every run draws anew.
const { SIP_HA_SEED } = process.env;
if (SIP_HA_SEED !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(SIP_HA_SEED) });
