import type { Host } from "../../model/host";
import { type OperatingSystem, operatingSystemNames } from "../../model/operating-system";
import { asRoot } from "../../scripts/as-root";
import { block } from "../../text/markdown";
import { oneOf } from "../../text/wording";

type ListCommand = (host: Host, ports: readonly number[]) => string;

/** The command that lists listeners on each system; undefined if no command was found that names the process. */
const LIST_COMMANDS: Readonly<Record<OperatingSystem, ListCommand | undefined>> = {
  linux: (host, ports) => asRoot(host, `ss -Hlntup '${ports.map((port) => `sport = :${port}`).join(" or ")}'`),
  windows: (_, ports) => `netstat -ano | findstr /r ${ports.map(listeningLines).join(" ")}`,
  solaris: undefined,
  aix: undefined,
};

/** A command that lists who listens on these ports of a host, by process; undefined on systems for which none was found. */
export function listCommand(host: Host, ports: readonly number[]): string | undefined {
  return LIST_COMMANDS[host.os]?.(host, ports);
}

/** The pattern for findstr. A listening port has no peer yet, which is written 0 for TCP and a star for UDP in every display language. */
function listeningLines(port: number): string {
  return `/c:":${port} .*:0 " /c:":${port} .*:\\* "`;
}

/** How a runbook step tells the reader to make that list: the words that follow a clause, up to what the list shows. */
export function listing(host: Host, ports: readonly number[]): string {
  const { title } = operatingSystemNames[host.os];
  const command = listCommand(host, ports);
  if (command === undefined)
    return `. By the means of ${title}, for which no command was found, list what listens on port ${oneOf(ports.map(String))} with the number of its process; it shows`;
  return host.os === "windows"
    ? `:\n${block("bat", [command])}\nThe number at the end of each line is that of its process. The command prints`
    : `:\n${block("sh", [command])}\nIt prints`;
}
