import { type CatalogueOption, LARGEST } from "./catalogue-option";

const DOCS = "https://docs.genesys.com/Documentation";
const SOURCE =
  "https://enu.docs.genesys.com/index.php?direction=next&oldid=537271&title=Documentation%3ASIPS%3ASIPProxyDeployment%3AConfigurationOptions%3A8.1.1; the section is from memory";

/** An option of SIP Proxy: name, values and effect are documented, the section that it stands in is remembered. */
function documented(
  option: string,
  known: Pick<CatalogueOption, "default" | "values" | "takesEffect">,
): CatalogueOption {
  const words = { source: SOURCE, evidence: "documented", sectionEvidence: "unverified" } as const;
  return { level: "sip-proxy", section: "sipproxy", option, ...known, ...words };
}

/** The options of a SIP Proxy application. What the page has after `sip-ip-tos` was not seen. */
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
];

function ofOutboundProxy(option: string, source: string): CatalogueOption {
  return { level: "outbound-proxy", section: "TServer", option, source, evidence: "unverified" };
}

/** The options in the Annex of the DN by which a SIP Server finds its outbound proxy. */
export const OUTBOUND_PROXY_OPTIONS: readonly CatalogueOption[] = [
  ...["contact", "external-contact"].map((option) =>
    ofOutboundProxy(option, `the name: ${DOCS}/SIPC/latest/Solution/ConfDNSRecords; the section is from memory`),
  ),
  ofOutboundProxy("service-type", "from memory, with high confidence"),
];
