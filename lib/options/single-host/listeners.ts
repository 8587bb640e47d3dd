import type { Host } from "../../model/host";
import { type OperatingSystem, operatingSystemNames } from "../../model/operating-system";
import { asRoot } from "../../scripts/as-root";
import { block } from "../../text/markdown";
import { oneOf } from "../../text/wording";

type ListCommand = (host: Host, ports: readonly number[]) => string;

/** What lists them on each system; undefined where no command was found that tells the process. */
const LIST_COMMANDS: Readonly<Record<OperatingSystem, ListCommand | undefined>> = {
  linux: (host, ports) => asRoot(host, `ss -Hlntup '${ports.map((port) => `sport = :${port}`).join(" or ")}'`),
  windows: (_, ports) => `netstat -ano | findstr /r ${ports.map(listeningLines).join(" ")}`,
  solaris: undefined,
  aix: undefined,
};

/** A command that lists who listens on these ports of a host, by process; undefined on systems of which none was found. */
export function listCommand(host: Host, ports: readonly number[]): string | undefined {
  return LIST_COMMANDS[host.os]?.(host, ports);
}

/** What findstr looks for: behind the port there is nobody yet, which is written 0 for TCP and a star for UDP in every display language. */
function listeningLines(port: number): string {
  return `/c:":${port} .*:0 " /c:":${port} .*:\\* "`;
}

/** How a step of a runbook has somebody make that list: what follows a clause, up to what the list shows. */
export function listing(host: Host, ports: readonly number[]): string {
  const { title } = operatingSystemNames[host.os];
  const command = listCommand(host, ports);
  if (command === undefined)
    return `. By the means of ${title}, for which no command was found, list what listens on port ${oneOf(ports.map(String))} with the number of its process; it shows`;
  return host.os === "windows"
    ? `:\n${block("bat", [command])}\nprints, each with the number of its process at its end,`
    : `:\n${block("sh", [command])}\nprints`;
}
