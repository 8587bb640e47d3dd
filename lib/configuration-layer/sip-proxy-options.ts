import { type CatalogueOption, LARGEST } from "./catalogue-option";
import type { Evidence } from "./evidence";
import { KEEP_ALIVE_PAGE } from "./sip-proxy-facts";

const DOCS = "https://docs.genesys.com/Documentation";
const SOURCE = `https://enu.docs.genesys.com/index.php?direction=next&oldid=537271&title=Documentation%3ASIPS%3ASIPProxyDeployment%3AConfigurationOptions%3A8.1.1; the section, which was read of another option: ${KEEP_ALIVE_PAGE}`;

/** An option of SIP Proxy whose name, values and effect are documented; the section is documented for another of its options. */
function documented(
  option: string,
  known: Pick<CatalogueOption, "default" | "values" | "takesEffect">,
): CatalogueOption {
  const words = { source: SOURCE, evidence: "documented", sectionEvidence: "inferred" } as const;
  return { level: "sip-proxy", section: "sipproxy", option, ...known, ...words };
}

/** The options of a SIP Proxy application. The part of the page after `sip-ip-tos` was not seen. */
export const SIP_PROXY_OPTIONS: readonly CatalogueOption[] = [
  documented("applications", { values: { kind: "text" }, takesEffect: "after restart" }),
  documented("oos-check", {
    default: "5",
    values: { kind: "whole-number", minimum: 0, maximum: 300, unit: "s" },
    takesEffect: "immediately",
  }),
  documented("oos-force", {
    default: "5",
    values: { kind: "whole-number", minimum: 1, maximum: 32, unit: "s" },
    takesEffect: "immediately",
  }),
  documented("overload-ctrl-dialog-rate", {
    default: "0",
    values: { kind: "whole-number", minimum: 0, maximum: LARGEST },
    takesEffect: "immediately",
  }),
  documented("resolve-host", { default: "false", values: { kind: "boolean" }, takesEffect: "after restart" }),
  documented("serving-sipserver", { values: { kind: "text" }, takesEffect: "after restart" }),
  documented("sip-address", { values: { kind: "address" }, takesEffect: "after restart" }),
  {
    level: "sip-proxy",
    section: "sipproxy",
    option: "sip-enable-tcp-keep-alive",
    default: "false",
    values: { kind: "boolean" },
    takesEffect: "after restart",
    source: `${KEEP_ALIVE_PAGE}, from SIP Proxy 8.1.100.88 on`,
    evidence: "documented",
  },
];

/** The page that describes another DN of the type. */
const CLUSTER_SWITCH = `${DOCS}/SIPC/latest/Solution/ConfigureClusterSwitch`;

/** An option of the DN. That the section is TServer was read about another DN of the same type, in SIP Cluster. */
function ofOutboundProxy(option: string, evidence: Evidence, source: string): CatalogueOption {
  const section = `the section: ${CLUSTER_SWITCH}, written for SIP Cluster`;
  return { level: "outbound-proxy", section: "TServer", option, source: `${source}; ${section}`, evidence };
}

/** The options in the Annex of the DN with which a SIP Server finds its outbound proxy. */
export const OUTBOUND_PROXY_OPTIONS: readonly CatalogueOption[] = [
  {
    ...ofOutboundProxy("contact", "documented", `the name: ${DOCS}/SIPS/latest/SIPProxyDeployment/TLS`),
    sectionEvidence: "analogous",
  },
  ofOutboundProxy("external-contact", "analogous", `the name: ${DOCS}/SIPC/latest/Solution/ConfDNSRecords`),
  ofOutboundProxy("service-type", "inferred", `the name: the same page, of another DN of this type`),
];
