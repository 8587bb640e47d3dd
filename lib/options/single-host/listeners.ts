import type { Host } from "../../model/host";
import { operatingSystemNames } from "../../model/operating-system";
import { asRoot } from "../../scripts/as-root";
import { block } from "../../text/markdown";
import { oneOf } from "../../text/wording";

/** How a step of a runbook has somebody list who listens on these ports, by process: what follows a clause, up to what the list shows. */
export function listeners(host: Host, ports: readonly number[]): string {
  switch (host.os) {
    case "linux": {
      const filter = ports.map((port) => `sport = :${port}`).join(" or ");
      return `:\n${block("sh", [asRoot(host, `ss -Hlntup '${filter}'`)])}\nprints`;
    }
    case "windows":
      return `:\n${block("bat", [`netstat -ano | findstr /r ${ports.map(listeningLines).join(" ")}`])}\nprints, each with the number of its process at its end,`;
    case "solaris":
    case "aix": {
      const { title } = operatingSystemNames[host.os];
      return `. By the means of ${title}, for which no command was found, list what listens on port ${oneOf(ports.map(String))} with the number of its process; it shows`;
    }
  }
}

/** What findstr looks for: behind the port there is nobody yet, which is written 0 for TCP and a star for UDP in every display language. */
function listeningLines(port: number): string {
  return `/c:":${port} .*:0 " /c:":${port} .*:\\* "`;
}
