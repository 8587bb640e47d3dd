import type { Finding } from "../../lib/checks/finding";

/** A finding with every key that a finding may have. */
export const FINDING: Finding = {
  code: "tls-port",
  level: "error",
  kind: "rule",
  environment: "staging",
  path: ["pairs", "inbound", "sip"],
  part: "value",
  message: "the transports include tls, but there is no tlsPort",
  found: "no tlsPort",
  allowed: "a port",
  fix: "add tlsPort, e.g. 5061",
};
