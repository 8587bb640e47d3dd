/**
 * Configuration Layer objects in the open JSON shape that `mutagen` (github.com/nuecho/mutagen) exports and imports: references are
 * names, enumerations are the vendor's constants without `CFG` and in lower case (so `htcoldstanby`, as the vendor spells it).
 *
 * A list or an Annex that an import gives to an object which exists already takes the place of the whole list there (`import-replaces-lists`),
 * so nothing here carries an Annex, and a field that is not known is left out rather than guessed.
 */

export type SelectionMode = "smbyappdbid" | "smapptype" | "smbyany";
export type AlarmCategory = "accritical" | "acmajor" | "acminor";
export type RedundancyType = "htcoldstanby" | "htwarmstanby" | "hthotstanby";

/** A machine as Solution Control Server reaches it. */
export interface HostObject {
  readonly name: string;
  readonly type: "networkserver";
  readonly ipAddress: string;
  /** A number as text. */
  readonly lcaPort: string;
  readonly osInfo: { readonly type: string };
  readonly state: "enabled";
}

/** A listening port of an application. */
export interface PortInfo {
  readonly id: string;
  /** A number as text. */
  readonly port: string;
  readonly description?: string | undefined;
}

/** A connection of an application to a server. */
export interface Connection {
  readonly appServer: string;
  /** Which listening port of the server. */
  readonly id: string;
  readonly connProtocol?: "addp" | undefined;
  readonly mode: "tmnone" | "tmlocal" | "tmremote" | "tmboth";
  /** Seconds. */
  readonly timeoutLocal?: number | undefined;
  /** Seconds. */
  readonly timeoutRemote?: number | undefined;
}

/** An application; which fields it has depends on how much of it is this library's. */
export interface ApplicationObject {
  readonly name: string;
  /** Left out where the template is not known; the import then only completes an application that exists. */
  readonly appPrototype?: string | undefined;
  readonly autoRestart: boolean;
  readonly redundancyType?: RedundancyType | undefined;
  readonly serverInfo: { readonly host: string; readonly backupServer?: string | undefined };
  readonly workDirectory?: string | undefined;
  readonly commandLine?: string | undefined;
  readonly commandLineArguments?: string | undefined;
  readonly portInfos?: readonly PortInfo[] | undefined;
  readonly appServers?: readonly Connection[] | undefined;
  readonly tenants?: readonly string[] | undefined;
  readonly state: "enabled";
}

/** A Script object; only alarm reactions are made here. */
export interface ScriptObject {
  readonly name: string;
  readonly tenant: string;
  readonly type: "alarmreaction";
  readonly state: "enabled";
}

export interface AlarmConditionObject {
  readonly name: string;
  readonly description: string;
  readonly category: AlarmCategory;
  readonly alarmDetectEvent: {
    readonly logEventID: number;
    readonly selectionMode: SelectionMode;
    readonly app?: string | undefined;
  };
  readonly alarmRemovalEvent: { readonly logEventID: number; readonly selectionMode: SelectionMode };
  /** Seconds until an alarm is cleared by itself: the Cancel Timeout of the user interface. */
  readonly clearanceTimeout: number;
  readonly reactionScripts?: readonly { readonly name: string; readonly tenant: string }[] | undefined;
  readonly isMasked: boolean;
  readonly state: "enabled";
}

/** A DN of a Switch; only those that stand for an outbound proxy are made here. */
export interface DnObject {
  readonly number: string;
  readonly switch: string;
  readonly tenant: string;
  readonly type: "voipservice";
  readonly routeType: "default";
  readonly switchSpecificType: 1;
  readonly state: "enabled";
}

/** Objects of an environment, or a part of them. */
export interface ConfigurationObjects {
  readonly hosts: readonly HostObject[];
  readonly scripts: readonly ScriptObject[];
  readonly applications: readonly ApplicationObject[];
  readonly alarmConditions: readonly AlarmConditionObject[];
  /** Not given where there are none. */
  readonly dns?: readonly DnObject[] | undefined;
}

/** The objects of each pair beyond the servers themselves, by the pair's name. */
export type PairObjects = ReadonlyMap<string, Partial<ConfigurationObjects>>;

/** All objects of the parts, each kind sorted by name. */
export function mergeObjects(...parts: readonly Partial<ConfigurationObjects>[]): ConfigurationObjects {
  const dns = parts.flatMap((part) => part.dns ?? []);
  return {
    hosts: byName(parts.flatMap((part) => part.hosts ?? [])),
    scripts: byName(parts.flatMap((part) => part.scripts ?? [])),
    applications: byName(parts.flatMap((part) => part.applications ?? [])),
    alarmConditions: byName(parts.flatMap((part) => part.alarmConditions ?? [])),
    dns: dns.length === 0 ? undefined : [...dns].sort((a, b) => (a.number < b.number ? -1 : 1)),
  };
}

/** The file that `mutagen config import` reads, of objects that were merged: the same bytes, in whatever order and parts they came. */
export function renderObjects(objects: ConfigurationObjects): string {
  const file = { __metadata__: { formatName: "JSON", formatVersion: "1.0.0" }, ...objects };
  // The importer replaces ${NAME} in the text of the file by an environment variable; the escaped dollar sign is the same JSON and safe from it.
  return `${JSON.stringify(file, null, 2).replaceAll("${", "\\u0024{")}\n`;
}

function byName<T extends { readonly name: string }>(objects: readonly T[]): T[] {
  return [...objects].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
