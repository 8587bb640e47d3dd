import type { EnvironmentRule } from "../rule";

/** A TLS port is given if TLS is used, and only then. */
export const tlsPort: EnvironmentRule = {
  code: "tls-port",
  level: "error",
  title: "tlsPort is given if the transports include tls, and only then",
  why: "TLS needs a port of its own. If no transport uses the port, the port or the transports are wrong.",
  *evaluate(topology) {
    for (const { name, sip } of topology.pairs.values()) {
      const speaksTls = sip.transports.includes("tls");
      if (speaksTls && sip.tlsPort === undefined)
        yield {
          path: ["pairs", name, "sip"],
          message: "the transports include tls, but there is no tlsPort",
          found: "no tlsPort",
          fix: "add tlsPort, e.g. 5061",
        };
      if (!speaksTls && sip.tlsPort !== undefined)
        yield {
          path: ["pairs", name, "sip", "tlsPort"],
          message: "there is a tlsPort, but the transports do not include tls",
          found: String(sip.tlsPort),
          fix: "add tls to the transports, or remove tlsPort",
        };
    }
  },
};
