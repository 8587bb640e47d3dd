/**
 * Configuration Layer objects in the open JSON shape that `mutagen` (github.com/nuecho/mutagen) exports and imports: references are
 * names, enumerations are the vendor's constants without `CFG` and in lower case (so `htcoldstanby`, as the vendor spells it).
 *
 * A list or an Annex that an import gives to an object which exists already takes the place of the whole list there (`import-replaces-lists`),
 * so nothing here carries an Annex, and a field that is not known is left out rather than guessed.
 */

import { sortedBy } from "../text/sorted";

/** What an alarm condition looks at: one application, all of a type, or any. */
export type SelectionMode = "smbyappdbid" | "smapptype" | "smbyany";
/** How grave an alarm is. */
export type AlarmCategory = "accritical" | "acmajor" | "acminor";
/** How a server and its backup work together, as the vendor spells it. */
export type RedundancyType = "htcoldstanby" | "htwarmstanby" | "hthotstanby";

/** A machine as Solution Control Server reaches it. */
export interface HostObject {
  /** The object's name. */
  readonly name: string;
  /** A machine in the network. */
  readonly type: "networkserver";
  /** Its own address. */
  readonly ipAddress: string;
  /** A number as text. */
  readonly lcaPort: string;
  /** The operating system, as the vendor names it. */
  readonly osInfo: { readonly type: string };
  /** Objects that are made are enabled. */
  readonly state: "enabled";
}

/** A listening port of an application. */
export interface PortInfo {
  /** The name of the port: `default`. */
  readonly id: string;
  /** A number as text. */
  readonly port: string;
  /** A line on what it is; left out where nothing is said. */
  readonly description?: string | undefined;
}

/** A connection of an application to a server. */
export interface Connection {
  /** The server, by name. */
  readonly appServer: string;
  /** Which listening port of the server. */
  readonly id: string;
  /** The protocol that watches the connection; left out where none does. */
  readonly connProtocol?: "addp" | undefined;
  /** The trace mode of the connection, as the vendor names it. */
  readonly mode: "tmnone" | "tmlocal" | "tmremote" | "tmboth";
  /** Seconds, the timeout of the side that connects; left out where nothing watches. */
  readonly timeoutLocal?: number | undefined;
  /** Seconds, the timeout of the other side; left out where nothing watches. */
  readonly timeoutRemote?: number | undefined;
}

/** An application; which fields it has depends on how much of it is this library's. */
export interface ApplicationObject {
  /** The object's name. */
  readonly name: string;
  /** Left out where the template is not known; the import then only completes an application that exists. */
  readonly appPrototype?: string | undefined;
  /** Whether the Management Layer starts it again. */
  readonly autoRestart: boolean;
  /** How it works with its backup; left out where Configuration Server copies it from the primary. */
  readonly redundancyType?: RedundancyType | undefined;
  /** The host that it runs on, and its backup where it has one. */
  readonly serverInfo: { readonly host: string; readonly backupServer?: string | undefined };
  /** The folder that it is started in; left out where an application that exists has it. */
  readonly workDirectory?: string | undefined;
  /** The command that starts it; left out where an application that exists has it. */
  readonly commandLine?: string | undefined;
  /** What follows the command; left out where an application that exists has it. */
  readonly commandLineArguments?: string | undefined;
  /** Its listening ports; left out where they stay as they are. */
  readonly portInfos?: readonly PortInfo[] | undefined;
  /** The servers that it connects to; left out where they stay as they are. */
  readonly appServers?: readonly Connection[] | undefined;
  /** The tenants that it serves; left out where they stay as they are. */
  readonly tenants?: readonly string[] | undefined;
  /** Objects that are made are enabled. */
  readonly state: "enabled";
}

/** A Script object; only alarm reactions are made here. */
export interface ScriptObject {
  /** The object's name. */
  readonly name: string;
  /** Its tenant. */
  readonly tenant: string;
  /** An alarm reaction. */
  readonly type: "alarmreaction";
  /** Objects that are made are enabled. */
  readonly state: "enabled";
}

/** An Alarm Condition object: the log event that raises the alarm, and what is done about it. */
export interface AlarmConditionObject {
  /** The object's name. */
  readonly name: string;
  /** A line on what it is. */
  readonly description: string;
  /** How grave the alarm is. */
  readonly category: AlarmCategory;
  /** The log event, by its number, that raises the alarm, and of which application. */
  readonly alarmDetectEvent: {
    readonly logEventID: number;
    readonly selectionMode: SelectionMode;
    readonly app?: string | undefined;
  };
  /** The log event, by its number, that clears it; left out where none does. */
  readonly alarmRemovalEvent?: { readonly logEventID: number; readonly selectionMode: SelectionMode } | undefined;
  /** Seconds until an alarm is cleared by itself: the Cancel Timeout of the user interface. */
  readonly clearanceTimeout: number;
  /** The reactions, by name and tenant; left out where there are none. */
  readonly reactionScripts?: readonly { readonly name: string; readonly tenant: string }[] | undefined;
  /** False: the alarm is shown, and its reactions run. */
  readonly isMasked: boolean;
  /** Objects that are made are enabled. */
  readonly state: "enabled";
}

/** A DN of a Switch; only those that stand for an outbound proxy are made here. */
export interface DnObject {
  /** The number, as text. */
  readonly number: string;
  /** The switch that it belongs to. */
  readonly switch: string;
  /** Its tenant. */
  readonly tenant: string;
  /** A Voice over IP Service. */
  readonly type: "voipservice";
  /** The default one. */
  readonly routeType: "default";
  /** The field of that name; always 1 in what is made here. */
  readonly switchSpecificType: 1;
  /** Objects that are made are enabled. */
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
    dns: dns.length === 0 ? undefined : sortedBy(dns, ({ number }) => number),
  };
}

/** The file that `mutagen config import` reads, of objects that were merged: the same bytes, in whatever order and parts they came. */
export function renderObjects(objects: ConfigurationObjects): string {
  const file = { __metadata__: { formatName: "JSON", formatVersion: "1.0.0" }, ...objects };
  // The importer replaces ${NAME} in the text of the file by an environment variable; the escaped dollar sign is the same JSON and safe from it.
  return `${JSON.stringify(file, null, 2).replaceAll("${", "\\u0024{")}\n`;
}

function byName<T extends { readonly name: string }>(objects: readonly T[]): T[] {
  return sortedBy(objects, ({ name }) => name);
}
