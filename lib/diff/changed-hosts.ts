import { scriptHosts } from "../checks/script-hosts";
import type { Host } from "../model/host";
import { renamedHosts } from "../model/renamed-hosts";
import type { Topology } from "../model/topology";
import { runsScripts } from "../options";
import { deploymentOrder } from "../synth/deployment-order";
import type { FileChange } from "./changed-files";
import { counterpartOf } from "./counterpart";
import { hostsToClear } from "./forgotten-hosts";
import type { PairWork } from "./pair-work";

/** The hosts on which something is installed or removed. */
export interface ChangedHosts {
  /** The hosts that come first: the backups' hosts, and hosts that a server is away from, because that server is started before the other servers are switched over. */
  readonly first: readonly Host[];
  readonly later: readonly Host[];
  /** The hosts, as they were, that Terraform does not reach and that get no more files. */
  readonly left: readonly Host[];
}

/** The hosts whose files change or are removed, or that get them in another way, the backups' hosts before the primaries'. */
export function changedHosts(
  was: Topology,
  is: Topology,
  files: readonly FileChange[],
  works: readonly PairWork[],
): ChangedHosts {
  const names = new Set(files.flatMap(({ file }) => /^hosts\/([^/]+)\//.exec(file.path)?.[1] ?? []));
  for (const { name, connection } of is.hosts.values())
    if ((connection === undefined) !== (was.hosts.get(name)?.connection === undefined)) names.add(name);
  const withFiles = new Set(scriptHosts(is, runsScripts).map(({ name }) => name));
  const changed = [...is.hosts.values()].filter(
    ({ name, connection }) => names.has(name) && (connection !== undefined || withFiles.has(name)),
  );
  const away = awayFrom(was, is, works);
  const { before } = deploymentOrder(is);
  const isLater = ({ name }: Host) => !away.has(name) && (before.get(name)?.some((other) => names.has(other)) ?? false);
  const renamed = renamedHosts(was, is);
  const left = scriptHosts(was, runsScripts).filter(
    ({ name, connection }) =>
      connection === undefined &&
      is.hosts.get(name)?.connection === undefined &&
      !withFiles.has(name) &&
      !renamed.has(name),
  );
  return {
    first: [...hostsToClear(was, is), ...changed.filter((host) => !isLater(host))],
    later: changed.filter(isLater),
    left,
  };
}

/** The hosts, now and before, of servers that are away while the other server of their pair serves. */
function awayFrom(was: Topology, is: Topology, works: readonly PairWork[]): ReadonlySet<string> {
  const servers = works.flatMap(({ name, away }) => {
    const now = is.pairs.get(name);
    if (away === undefined || now === undefined) return [];
    return [now, counterpartOf(now, is, was)].flatMap((pair) => pair?.[away].host ?? []);
  });
  return new Set(servers);
}
