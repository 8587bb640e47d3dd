import type { EnvironmentRule } from "../rule";

/** A TLS port is given if TLS is used, and only then. */
export const tlsPort: EnvironmentRule = {
  code: "tls-port",
  level: "error",
  title: "tlsPort is given where the transports have tls, and only there",
  why: "TLS needs a port of its own; a port that no transport uses is a slip of one of the two.",
  *evaluate(topology) {
    for (const { name, sip } of topology.pairs.values()) {
      const speaksTls = sip.transports.includes("tls");
      if (speaksTls && sip.tlsPort === undefined)
        yield {
          path: ["pairs", name, "sip"],
          message: "the transports have tls, but there is no tlsPort",
          found: "no tlsPort",
          fix: "add tlsPort, e.g. 5061",
        };
      if (!speaksTls && sip.tlsPort !== undefined)
        yield {
          path: ["pairs", name, "sip", "tlsPort"],
          message: "there is a tlsPort, but no tls among the transports",
          found: String(sip.tlsPort),
          fix: "add tls to the transports, or remove tlsPort",
        };
    }
  },
};
