import type { DrillPart } from "../drill-part";

/** A drill behind a pool: what a SIP Proxy answers by itself while no server does is not known, so that only calls tell. */
export const sipProxyDrill: DrillPart = { callers: undefined, runLogs: [], bringBack: [] };
