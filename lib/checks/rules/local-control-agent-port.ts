import type { EnvironmentRule } from "../rule";

/** The largest port that a Host object takes. */
const LARGEST_PORT = 9_999;

/** The Configuration Layer takes the port of every Local Control Agent. */
export const localControlAgentPort: EnvironmentRule = {
  code: "local-control-agent-port",
  level: "error",
  acknowledgeable: true,
  title: `The port of a Local Control Agent is at most ${LARGEST_PORT}`,
  why: "The field LCAPort of a Host object takes 0 to 9999 (documented in the Platform SDK). An agent whose port is not in its Host object is not reached, and its host counts as lost (deduced).",
  *evaluate(topology) {
    for (const { name, localControlAgent } of topology.hosts.values()) {
      const { port } = localControlAgent;
      if (port <= LARGEST_PORT) continue;
      yield {
        path: ["hosts", name, "localControlAgent", "port"],
        message: `the Host object of ${name} does not take the port of its Local Control Agent`,
        found: String(port),
        allowed: `1 to ${LARGEST_PORT}`,
        fix: "have the agent listen on a port that is allowed, as on 4999, the default; or acknowledge this where your Configuration Layer takes it",
      };
    }
  },
};
