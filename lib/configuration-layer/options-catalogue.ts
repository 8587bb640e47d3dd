import { oneOf } from "../errors";
import { parseAddress } from "../model/address";
import { grouped } from "../model/grouped";
import { type CatalogueOption, LARGEST, type OptionLevel, type OptionValue } from "./catalogue-option";
import { type Evidence, weakest } from "./evidence";
import { OUTBOUND_PROXY_OPTIONS, SIP_PROXY_OPTIONS } from "./sip-proxy-options";

/** The result of checking an option's value. */
export type Verdict =
  | { readonly verdict: "valid" }
  | { readonly verdict: "invalid"; readonly allowed: string }
  | { readonly verdict: "unknown"; readonly reason: string };

const DOCS = "https://docs.genesys.com/Documentation";
const HA_OPTIONS = `${DOCS}/SIPS/latest/HADeployment/ConfOptionsHA`;
const BACKUP_SYNC = `${DOCS}/TS/8.1.1/TSCSTA/TCBackupSyncSection, of another T-Server`;
const BUSINESS_CONTINUITY = `${DOCS}/SIPS/8.1.0/HADeployment/ConfOptionsforSIPBC`;
const HOST_ADDP = `${DOCS}:FR:CORM:HostADDPSect:Current`;
const INIT_CHECK_SINCE = "8.1.103.64";
const TRACE = {
  kind: "enum",
  values: ["off", "false", "no", "local", "on", "true", "yes", "remote", "full", "both"],
} as const;
const HA_LINK_SECONDS = { kind: "whole-number", minimum: 0, maximum: 3600, unit: "s" } as const;
const ADDP_SECONDS = { kind: "whole-number", minimum: 0, maximum: LARGEST, unit: "s" } as const;

/** An option known only from memory, with the confidence in its name and purpose; nothing else about it is stated. */
function remembered(option: string, confidence: "high" | "medium" | "low", section = "TServer"): CatalogueOption {
  const source = `from memory, with ${confidence} confidence`;
  return { level: "sip-server", section, option, source, evidence: "unverified" };
}

/** The options that high availability touches. */
export const OPTIONS: readonly CatalogueOption[] = [
  {
    level: "sip-server",
    section: "TServer",
    option: "backup-init-check",
    default: "false",
    values: { kind: "boolean" },
    takesEffect: "after restart",
    since: INIT_CHECK_SINCE,
    source: HA_OPTIONS,
    evidence: "documented",
  },
  {
    level: "sip-server",
    section: "TServer",
    option: "backup-init-check-timeout",
    default: "60",
    values: { kind: "whole-number", minimum: 15, maximum: 3600, unit: "s" },
    takesEffect: "after restart",
    since: INIT_CHECK_SINCE,
    source: HA_OPTIONS,
    evidence: "documented",
  },
  {
    level: "sip-server",
    section: "TServer",
    option: "backup-sip-port-check",
    default: "true",
    values: { kind: "boolean" },
    takesEffect: "after restart",
    since: INIT_CHECK_SINCE,
    source: HA_OPTIONS,
    evidence: "documented",
  },
  {
    level: "sip-server",
    section: "TServer",
    option: "http-port",
    values: { kind: "whole-number", minimum: 1, maximum: 65_535 },
    source: `the name: ${DOCS}/SIPS/8.1.1/HADeployment/Upgrade; the interface that it opens, from 8.1.102.13 on: ${DOCS}/SIPS/latest/Dep/HTTPMonitoring; the section is deduced`,
    evidence: "inferred",
  },
  {
    ...remembered("ha-max-calls-sync-at-once", "high"),
    since: "8.1.102.58",
    source: `the name is from memory, with high confidence; an option for this, with the default 500 and from 200 to 1000 calls, which takes effect when the HA link is there, is on ${DOCS}/SIPS/8.1.1/HADeployment/Upgrade, of which no copy with the option's name was seen`,
  },
  remembered("control-vip-scripts", "medium"),
  {
    level: "sip-server",
    section: "TServer",
    option: "dr-forward",
    default: "off",
    values: { kind: "enum", values: ["off", "no-agent", "oos"] },
    takesEffect: "immediately",
    source: BUSINESS_CONTINUITY,
    evidence: "documented",
  },
  {
    level: "sip-server",
    section: "TServer",
    option: "dr-peer-trunk",
    values: { kind: "text" },
    takesEffect: "immediately",
    source: BUSINESS_CONTINUITY,
    evidence: "documented",
  },
  remembered("internal-registrar-enabled", "medium"),
  remembered("internal-registrar-persistent", "medium"),
  remembered("network-monitoring-timeout", "low"),
  {
    level: "sip-server",
    section: "TServer",
    option: "shutdown-sip-reject-code",
    default: "603",
    values: { kind: "whole-number", minimum: 300, maximum: 603 },
    takesEffect: "immediately",
    source: BUSINESS_CONTINUITY,
    evidence: "documented",
  },
  remembered("sip-address", "high"),
  {
    level: "sip-server",
    section: "TServer",
    option: "sip-enable-tcp-keep-alive",
    default: "false",
    values: { kind: "boolean" },
    takesEffect: "after restart",
    source: `${DOCS}:SIPS:Dep:KeepAlive:8.1.1`,
    evidence: "documented",
  },
  remembered("sip-interface", "medium"),
  remembered("sip-iptakeover-monitoring", "medium"),
  remembered("sip-nic-address", "medium"),
  remembered("sip-nic-monitoring", "medium"),
  {
    level: "sip-server",
    section: "TServer",
    option: "sip-outbound-proxy",
    source: `${DOCS}:SIPS:Dep:SRV:8.1.1, which sets it to true on the application; the section is deduced`,
    evidence: "documented",
    sectionEvidence: "inferred",
  },
  {
    level: "sip-server",
    section: "TServer",
    option: "sip-pass-check",
    source: `the name: ${DOCS}/SIPS/latest/HADeployment/OtherSIPServerHAEnhancements; the section is from memory`,
    evidence: "documented",
    sectionEvidence: "unverified",
  },
  {
    level: "sip-server",
    section: "TServer",
    option: "sip-port",
    source: `${DOCS}/IW/latest/Dep/InteractionWorkspaceAndGenesys8, of Workspace, according to which endpoints register there; its values were not seen anywhere`,
    evidence: "documented",
  },
  remembered("sip-port-tls", "medium"),
  remembered("sip-vip-script-down", "medium"),
  remembered("sip-vip-script-up", "medium"),
  remembered("tlib-nic-monitoring", "medium"),
  remembered("vip-state-change-timeout", "low"),
  {
    level: "sip-server",
    section: "backup-sync",
    option: "addp-remote-timeout",
    default: "0",
    values: HA_LINK_SECONDS,
    takesEffect: "immediately",
    source: BACKUP_SYNC,
    evidence: "analogous",
  },
  {
    level: "sip-server",
    section: "backup-sync",
    option: "addp-timeout",
    default: "0",
    values: HA_LINK_SECONDS,
    takesEffect: "immediately",
    source: BACKUP_SYNC,
    evidence: "analogous",
  },
  {
    level: "sip-server",
    section: "backup-sync",
    option: "addp-trace",
    default: "off",
    values: TRACE,
    takesEffect: "immediately",
    source: BACKUP_SYNC,
    evidence: "analogous",
  },
  {
    level: "sip-server",
    section: "backup-sync",
    option: "protocol",
    default: "default",
    values: { kind: "enum", values: ["default", "addp"] },
    takesEffect: "at the next connection",
    source: BACKUP_SYNC,
    evidence: "analogous",
  },
  remembered("sync-reconnect-tout", "high", "backup-sync"),
  {
    level: "sip-server",
    section: "common",
    option: "enable-ipv6",
    source: `${DOCS}:FR:Dep:IPv6exp:8.5.0, of all applications of the Framework; its values were not seen anywhere`,
    evidence: "documented",
  },
  {
    level: "sip-server",
    section: "log",
    option: "haflip-detect-timeout",
    // The older copies allow 1 and more, the newer copies -1 and 10 and more: a value that neither allows is refused.
    values: { kind: "whole-number", minimum: 1, maximum: LARGEST, unit: "s", also: [-1] },
    takesEffect: "immediately",
    source: `${DOCS}/RN/latest/scs85rn/scs8510039, of which some copies do not have it: for this application it takes precedence over the option of Solution Control Server; in 8.5.100.31: ${DOCS}/RN/latest/scs85rn/scs8510031; the -1: ${DOCS}/RN/8.5.x/scs85rn/scs85KI`,
    evidence: "documented",
  },
  {
    level: "host",
    section: "addp",
    option: "addp-remote-timeout",
    default: "0",
    values: ADDP_SECONDS,
    takesEffect: "at the next connection",
    source: HOST_ADDP,
    evidence: "documented",
  },
  {
    level: "host",
    section: "addp",
    option: "addp-timeout",
    default: "9",
    values: ADDP_SECONDS,
    takesEffect: "at the next connection",
    source: HOST_ADDP,
    evidence: "documented",
  },
  {
    level: "host",
    section: "addp",
    option: "addp-trace",
    default: "off",
    values: TRACE,
    takesEffect: "after restart",
    source: HOST_ADDP,
    evidence: "documented",
  },
  {
    level: "solution-control-server",
    section: "general",
    option: "disconnect-switchover-timeout",
    values: { kind: "whole-number", minimum: 1, maximum: LARGEST, unit: "s" },
    source: `${DOCS}/FR/Current/MLUG/AvoidSO`,
    evidence: "documented",
  },
  {
    level: "solution-control-server",
    section: "general",
    option: "haflip-detect-timeout",
    default: "10",
    values: { kind: "whole-number", minimum: 10, maximum: LARGEST, unit: "s", also: [-1] },
    takesEffect: "immediately",
    source: `${DOCS}/RN/8.5.x/scs85rn/scs85KI; in this section from Solution Control Server 8.5.100.39 on: ${DOCS}/RN/latest/scs85rn/scs8510039`,
    evidence: "documented",
  },
  ...SIP_PROXY_OPTIONS,
  ...OUTBOUND_PROXY_OPTIONS,
];

const byName = grouped(OPTIONS, ({ option }) => [option]);

/** The catalogue's entry for an option; undefined if it has none. */
export function findOption(
  section: string,
  option: string,
  level: OptionLevel = "sip-server",
): CatalogueOption | undefined {
  return byName.get(option)?.find((one) => one.section === section && one.level === level);
}

/** How well an option is known, including its section; unverified if the catalogue does not have it. */
export function optionEvidence(section: string, option: string, level: OptionLevel): Evidence {
  const known = findOption(section, option, level);
  return known === undefined ? "unverified" : weakest([known.evidence, known.sectionEvidence ?? known.evidence]);
}

/** Whether an option accepts a value. A value is only checked against documentation; everything else is unknown. */
export function validateOption(
  section: string,
  option: string,
  value: string,
  level: OptionLevel = "sip-server",
): Verdict {
  const known = findOption(section, option, level);
  if (known === undefined)
    return { verdict: "unknown", reason: `the option ${section}/${option} is not in the catalogue` };
  if (known.values === undefined)
    return {
      verdict: "unknown",
      reason: `the values of the option ${section}/${option} are not documented in any source that was read`,
    };
  return takes(known.values, value)
    ? { verdict: "valid" }
    : { verdict: "invalid", allowed: allowedValues(known.values) };
}

/** The values in words, for messages. */
export function allowedValues(values: OptionValue): string {
  if (values.kind === "boolean") return "true or false";
  if (values.kind === "enum") return oneOf(values.values);
  if (values.kind === "address") return "an IP address";
  if (values.kind === "text") return "text";
  const { minimum, maximum, unit, also = [] } = values;
  const bounds =
    maximum === LARGEST ? `a whole number, ${minimum} or more` : `a whole number from ${minimum} to ${maximum}`;
  return `${bounds}${unit === undefined ? "" : ", in seconds"}${also.map((one) => `; or ${one}`).join("")}`;
}

/** Whether a version such as 8.1.104.10 is the given one or later. */
export function isAtLeast(version: string, least: string): boolean {
  const [has, needs] = [version.split(".").map(Number), least.split(".").map(Number)];
  for (let index = 0; index < Math.max(has.length, needs.length); index++) {
    const difference = (has[index] ?? 0) - (needs[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function takes(values: OptionValue, value: string): boolean {
  switch (values.kind) {
    case "boolean":
      return value === "true" || value === "false";
    case "enum":
      return values.values.includes(value);
    case "address":
      return parseAddress(value) !== undefined;
    case "text":
      return true;
    case "whole-number": {
      if (!/^-?\d{1,10}$/.test(value)) return false;
      const number = Number(value);
      return (number >= values.minimum && number <= values.maximum) || (values.also?.includes(number) ?? false);
    }
  }
}
