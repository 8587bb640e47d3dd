/**
 * Configuration Layer objects in the open JSON shape that `mutagen` (github.com/nuecho/mutagen) exports and imports. References are names; enumerations are
 * the vendor's constants without `CFG` and in lower case (so `htcoldstanby`, as the vendor spells it).
 *
 * If an import gives a list or an Annex to an existing object, the import replaces all of it there (`import-replaces-lists`). So nothing here carries an Annex,
 * and a field that is not known is left out, not guessed.
 */

import { sortedBy } from "../text/sorted";

/** Which applications an alarm condition watches: one application, all of a type, or any. */
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
  /** The operating system, as the vendor spells it. */
  readonly osInfo: { readonly type: string };
  /** Every object that is created is enabled. */
  readonly state: "enabled";
}

/** A listening port of an application. */
export interface PortInfo {
  /** The name of the port: `default`. */
  readonly id: string;
  /** A number as text. */
  readonly port: string;
  /** A line about the port; left out if nothing is said. */
  readonly description?: string | undefined;
}

/** A connection of an application to a server. */
export interface Connection {
  /** The server, by name. */
  readonly appServer: string;
  /** The listening port of the server that the connection uses. */
  readonly id: string;
  /** The protocol that watches the connection; left out if none does. */
  readonly connProtocol?: "addp" | undefined;
  /** The trace mode of the connection, as the vendor names it. */
  readonly mode: "tmnone" | "tmlocal" | "tmremote" | "tmboth";
  /** Seconds, the timeout of the side that connects; left out if nothing watches. */
  readonly timeoutLocal?: number | undefined;
  /** Seconds, the timeout of the other side; left out if nothing watches. */
  readonly timeoutRemote?: number | undefined;
}

/** An application; its fields depend on how much of it this library sets. */
export interface ApplicationObject {
  /** The object's name. */
  readonly name: string;
  /** Left out if the template is not known; the import then only completes an application that exists. */
  readonly appPrototype?: string | undefined;
  /** Whether the Management Layer restarts it. */
  readonly autoRestart: boolean;
  /** How it works with its backup; left out if Configuration Server copies it from the primary. */
  readonly redundancyType?: RedundancyType | undefined;
  /** The host that it runs on, and its backup if it has one. */
  readonly serverInfo: { readonly host: string; readonly backupServer?: string | undefined };
  /** The folder that it starts in; left out if the existing application has it. */
  readonly workDirectory?: string | undefined;
  /** The command that starts it; left out if the existing application has it. */
  readonly commandLine?: string | undefined;
  /** The arguments of the command; left out if the existing application has them. */
  readonly commandLineArguments?: string | undefined;
  /** Its listening ports; left out if they stay as they are. */
  readonly portInfos?: readonly PortInfo[] | undefined;
  /** The servers that it connects to; left out if they stay as they are. */
  readonly appServers?: readonly Connection[] | undefined;
  /** The tenants that it serves; left out if they stay as they are. */
  readonly tenants?: readonly string[] | undefined;
  /** Every object that is created is enabled. */
  readonly state: "enabled";
}

/** A Script object; this library creates only alarm reactions. */
export interface ScriptObject {
  /** The object's name. */
  readonly name: string;
  /** Its tenant. */
  readonly tenant: string;
  /** An alarm reaction. */
  readonly type: "alarmreaction";
  /** Every object that is created is enabled. */
  readonly state: "enabled";
}

/** An Alarm Condition object: the log event that raises the alarm, and the reactions to it. */
export interface AlarmConditionObject {
  /** The object's name. */
  readonly name: string;
  /** A line that says what it is. */
  readonly description: string;
  /** How grave the alarm is. */
  readonly category: AlarmCategory;
  /** The log event, by its number, that raises the alarm, and the application that it comes from. */
  readonly alarmDetectEvent: {
    readonly logEventID: number;
    readonly selectionMode: SelectionMode;
    readonly app?: string | undefined;
  };
  /** The log event, by its number, that clears the alarm; left out if none does. */
  readonly alarmRemovalEvent?: { readonly logEventID: number; readonly selectionMode: SelectionMode } | undefined;
  /** Seconds until an alarm clears by itself: the Cancel Timeout of the user interface. */
  readonly clearanceTimeout: number;
  /** The reactions, by name and tenant; left out if there are none. */
  readonly reactionScripts?: readonly { readonly name: string; readonly tenant: string }[] | undefined;
  /** False: the alarm is shown, and its reactions run. */
  readonly isMasked: boolean;
  /** Every object that is created is enabled. */
  readonly state: "enabled";
}

/** A DN of a Switch; this library creates only DNs that stand for an outbound proxy. */
export interface DnObject {
  /** The number, as text. */
  readonly number: string;
  /** The switch that it belongs to. */
  readonly switch: string;
  /** Its tenant. */
  readonly tenant: string;
  /** A Voice over IP Service. */
  readonly type: "voipservice";
  /** The default route type. */
  readonly routeType: "default";
  /** The field of that name; this library always sets 1. */
  readonly switchSpecificType: 1;
  /** Every object that is created is enabled. */
  readonly state: "enabled";
}

/** The objects of an environment, or a part of them. */
export interface ConfigurationObjects {
  readonly hosts: readonly HostObject[];
  readonly scripts: readonly ScriptObject[];
  readonly applications: readonly ApplicationObject[];
  readonly alarmConditions: readonly AlarmConditionObject[];
  /** Left out if there are none. */
  readonly dns?: readonly DnObject[] | undefined;
}

/** The objects of each pair besides the servers themselves, by the pair's name. */
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

/** The file that `mutagen config import` reads, made of merged objects: the same bytes, whatever the order and the parts were. */
export function renderObjects(objects: ConfigurationObjects): string {
  const file = { __metadata__: { formatName: "JSON", formatVersion: "1.0.0" }, ...objects };
  // The importer replaces ${NAME} in the file's text by an environment variable. With an escaped dollar sign the JSON means the same, and nothing is
  // replaced.
  return `${JSON.stringify(file, null, 2).replaceAll("${", "\\u0024{")}\n`;
}

function byName<T extends { readonly name: string }>(objects: readonly T[]): T[] {
  return sortedBy(objects, ({ name }) => name);
}
