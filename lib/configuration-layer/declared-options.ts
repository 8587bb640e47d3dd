import { type Duration, wholeSeconds } from "../model/duration";
import type { Path } from "../model/origin";
import type { OptionValues } from "../model/pair";
import type { Topology } from "../model/topology";
import type { OptionLevel } from "./catalogue-option";

/** The section that the Management Layer reads in an application's Annex, never in its options. */
export const ANNEX_SECTION = "sml";

/** A value in the declaration that becomes the value of an option. */
export interface DeclaredOption {
  readonly level: OptionLevel;
  readonly section: string;
  readonly option: string;
  readonly value: string;
  readonly path: Path;
  /** The value in the declaration, if that is a duration and not the option's value itself. */
  readonly duration?: Duration;
}

/** The options that users wrote as options, each with its place in the declaration. */
export function userOptions(topology: Topology): DeclaredOption[] {
  return [...topology.pairs.values()].flatMap((pair) => [
    ...optionsAt(pair.options, ["pairs", pair.name, "options"]),
    ...optionsAt(pair.primary.options, ["pairs", pair.name, "primary", "options"]),
    ...optionsAt(pair.backup.options, ["pairs", pair.name, "backup", "options"]),
  ]);
}

/** The options that users declared by a word of the model: heartbeats and timeouts. A Management Layer timeout of 0s is off. */
export function timerOptions(topology: Topology): DeclaredOption[] {
  const { failureDetection } = topology.managementLayer;
  const links = [...topology.pairs.values()].flatMap(({ name, haLink }) => [
    timer("sip-server", "backup-sync", "addp-timeout", haLink.addpTimeout, ["pairs", name, "haLink", "addpTimeout"]),
    timer("sip-server", "backup-sync", "addp-remote-timeout", haLink.addpRemoteTimeout, [
      "pairs",
      name,
      "haLink",
      "addpRemoteTimeout",
    ]),
  ]);
  const at = (key: keyof typeof failureDetection): Path => ["managementLayer", "failureDetection", key];
  const { disconnectSwitchoverTimeout: disconnect } = failureDetection;
  const disconnectPath = at("disconnectSwitchoverTimeout");
  return [
    ...links,
    timer("host", "addp", "addp-timeout", failureDetection.addpTimeout, at("addpTimeout")),
    timer("host", "addp", "addp-remote-timeout", failureDetection.addpRemoteTimeout, at("addpRemoteTimeout")),
    timer(
      "solution-control-server",
      "general",
      "haflip-detect-timeout",
      failureDetection.haFlipDetectTimeout,
      at("haFlipDetectTimeout"),
    ),
    ...(wholeSeconds(disconnect) === 0
      ? []
      : [timer("solution-control-server", "general", "disconnect-switchover-timeout", disconnect, disconnectPath)]),
  ];
}

function optionsAt(options: OptionValues, path: Path): DeclaredOption[] {
  return Object.entries(options).flatMap(([section, values]) =>
    Object.entries(values).map(([option, value]) => ({
      level: "sip-server",
      section,
      option,
      value,
      path: [...path, section, option],
    })),
  );
}

function timer(level: OptionLevel, section: string, option: string, duration: Duration, path: Path): DeclaredOption {
  return { level, section, option, value: String(wholeSeconds(duration)), path, duration };
}
