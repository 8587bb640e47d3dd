import type { DrillPart } from "../drill-part";

/** A drill behind a pool: it is not known what a SIP Proxy answers by itself while no server answers, so only calls show it. */
export const sipProxyDrill: DrillPart = { callers: undefined, runLogs: [], bringBack: [] };
