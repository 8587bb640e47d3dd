import fc from "fast-check";

// The same commit gets the same seed everywhere, so a test that passed before a merge passes after it. Without a seed, every run draws new values.
const { SIP_HA_SEED } = process.env;
if (SIP_HA_SEED !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(SIP_HA_SEED) });
