import type { EnvironmentRule } from "../rule";

/** The ports that Windows uses for the two kinds of listeners, with and without https. */
const PORT_WITH_HTTPS = 5986;
const PORT_WITHOUT = 5985;

/** The listener at the port uses the same protocol as Terraform. */
export const winrmPort: EnvironmentRule = {
  code: "winrm-port",
  level: "error",
  acknowledgeable: true,
  title: "The port of Windows Remote Management is not that of the other kind of listener",
  why: "Windows' own port is 5986 for a listener with https, and 5985 for a listener without (documented: MS-WSMV, 2.2.4.35). Terraform gets no answer from the other kind, in the maintenance window.",
  *evaluate(topology) {
    for (const { name, connection } of topology.hosts.values()) {
      if (connection?.type !== "winrm") continue;
      const { https, port } = connection;
      if (port !== (https ? PORT_WITHOUT : PORT_WITH_HTTPS)) continue;
      yield {
        path: ["hosts", name, "connection", "winrm", "port"],
        message: `Terraform connects to host ${name} ${https ? "with" : "without"} https, but ${port} is Windows' port for a listener ${https ? "without" : "with"} it`,
        found: String(port),
        allowed: `${https ? PORT_WITH_HTTPS : PORT_WITHOUT}, or what the host's listener ${https ? "with" : "without"} https has`,
        fix: https ? "remove port, so that it is 5986" : "remove https: false, so that the connection is encrypted",
      };
    }
  },
};
