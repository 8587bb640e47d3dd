import { count, span } from "./control-script-settings";
import { placeText, type Sourced } from "./import-note";
import { pairOfOwnScript, type SeenPair, type SeenServer, settingOf } from "./seen-pair";
import type { SurveyedFile } from "./surveyed-files";
import { type Branch, branchOrNothing, type Leaf, leaf } from "./written";

type Settings = Readonly<Record<string, Leaf | Branch | undefined>>;

/** The settings of this package's control scripts for a cluster, on either host. */
export function nlbScriptSettings({ primary, backup, programs }: SeenPair): Settings {
  const filesOn = (server: SeenServer) =>
    programs
      .filter(({ command, host }) => pairOfOwnScript(command) !== undefined && host === server.host)
      .flatMap(({ files }) => files);
  const [first, second] = [filesOn(primary), filesOn(backup)];
  const all = [...first, ...second];
  const priorities = branchOrNothing({
    primary: count(settingOf(first, "HOST_PRIORITY")),
    backup: count(settingOf(second, "HOST_PRIORITY")),
  });
  return {
    ...(priorities === undefined ? {} : { hostPriorities: priorities }),
    convergenceTimeout: span(all, "CONVERGENCE"),
    lockTimeout: span(all, "LOCK"),
  };
}

const MODES: Readonly<Record<string, string>> = {
  Unicast: "unicast",
  Multicast: "multicast",
  IgmpMulticast: "igmpMulticast",
};

/** The settings of this package's script that makes a cluster, by the ports that have a rule anyway; undefined if it was not read. */
export function readBuildScript(
  files: readonly SurveyedFile[],
): ((sipPorts: ReadonlySet<number>) => Settings) | undefined {
  const build = files.find(({ path, state }) => path.endsWith("-nlb-build.ps1") && state === "read");
  if (build === undefined) return undefined;
  const mode = assigned(build, "OperationMode");
  const operationMode = mode && MODES[mode.value];
  const name = assigned(build, "ClusterName");
  const affinity = assigned(build, "Affinity");
  const rules = build.lines.flatMap(({ text, position }) => {
    const [, start, end, protocol] =
      /^@\{ StartPort = (\d+); EndPort = (\d+); Protocol = '(Both|Tcp|Udp)' \}$/.exec(text) ?? [];
    if (start === undefined) return [];
    return [{ startPort: Number(start), endPort: Number(end), protocol: protocol!.toLowerCase(), position }];
  });
  return (sipPorts) => {
    const further = rules.filter(({ startPort, endPort }) => startPort !== endPort || !sipPorts.has(startPort));
    return {
      operationMode: operationMode === undefined ? undefined : leaf(operationMode, placeText(mode!.position)),
      clusterName: name && leaf(name.value, placeText(name.position)),
      affinity: affinity && leaf(affinity.value.toLowerCase(), placeText(affinity.position)),
      portRules:
        further.length === 0
          ? undefined
          : leaf(
              further.map(({ position: _, ...rule }) => rule),
              placeText(further[0]!.position),
            ),
    };
  };
}

/** `$ClusterName = 'sip.example.com'` */
function assigned({ lines }: SurveyedFile, name: string): Sourced<string> | undefined {
  for (const { text, position } of lines) {
    const [, variable, value] = /^\$(\w+) = '([^']*)'$/.exec(text) ?? [];
    if (variable === name) return { value: value!, position };
  }
  return undefined;
}
