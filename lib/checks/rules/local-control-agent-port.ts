import type { EnvironmentRule } from "../rule";

/** The smallest port that an agent listens on; for a smaller one it uses its default. */
const SMALLEST_PORT = 2_000;
/** The largest port that a Host object accepts. */
const LARGEST_PORT = 9_999;

/** Every Local Control Agent listens on the declared port, and the Configuration Layer accepts that port. */
export const localControlAgentPort: EnvironmentRule = {
  code: "local-control-agent-port",
  level: "error",
  acknowledgeable: true,
  title: `The port of a Local Control Agent is from ${SMALLEST_PORT} to ${LARGEST_PORT}`,
  why: "The port of an agent in its Host object is from 2000 to 9999, and an agent with a smaller port starts on 4999 instead (documented: the help of GAX on Host objects; the second also in FR/Current/Dep/DepLCA). An agent whose port is not in its Host object is not reached, and its host counts as lost (deduced).",
  *evaluate(topology) {
    for (const { name, localControlAgent } of topology.hosts.values()) {
      const { port } = localControlAgent;
      if (port >= SMALLEST_PORT && port <= LARGEST_PORT) continue;
      yield {
        path: ["hosts", name, "localControlAgent", "port"],
        message:
          port < SMALLEST_PORT
            ? `the Local Control Agent of ${name} would start on 4999, and not be reached at this port`
            : `the Host object of ${name} does not take the port of its Local Control Agent`,
        found: String(port),
        allowed: `${SMALLEST_PORT} to ${LARGEST_PORT}`,
        fix: "make the agent listen on an allowed port, e.g. 4999, the default; or acknowledge this if your installation takes the port",
      };
    }
  },
};
