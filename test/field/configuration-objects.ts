import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A Host object. */
export interface HostObject {
  readonly name: string;
  readonly ipAddress: string;
  readonly lcaPort: string;
  readonly state: string;
}

/** An Application object: a SIP Server, or a control script as a Third Party Server. */
export interface ApplicationObject {
  readonly name: string;
  readonly appPrototype: string;
  readonly autoRestart: boolean;
  readonly redundancyType?: string;
  readonly serverInfo: { readonly host: string; readonly backupServer?: string };
  readonly workDirectory?: string;
  readonly commandLine?: string;
  readonly commandLineArguments?: string;
  readonly state: string;
}

/** A Script object. */
export interface ScriptObject {
  readonly name: string;
  readonly type: string;
  readonly state: string;
}

/** An Alarm Condition object. */
export interface AlarmConditionObject {
  readonly name: string;
  readonly alarmDetectEvent: EventSelection;
  readonly alarmRemovalEvent?: EventSelection;
  /** In seconds. */
  readonly clearanceTimeout?: number;
  readonly reactionScripts?: readonly { readonly name: string }[];
  readonly state: string;
}

/** Which log events count: events of one application, or of any. */
export interface EventSelection {
  readonly logEventID: number;
  readonly selectionMode: string;
  readonly app?: string;
}

/** What the Script of a reaction does. On a real site a person chooses that in the Configuration Layer. */
export interface Reaction {
  readonly script: string;
  readonly type: string;
  readonly startsApplication: string;
}

/** The synthesized Configuration Layer of an environment: only the files, nothing from the model. */
export interface ConfigurationObjects {
  readonly hosts: readonly HostObject[];
  readonly applications: readonly ApplicationObject[];
  readonly scripts: readonly ScriptObject[];
  readonly alarmConditions: readonly AlarmConditionObject[];
  readonly reactions: readonly Reaction[];
  /** The options of the Annex of every Host, by section and name. */
  readonly hostAnnex: OptionSections;
}

export type OptionSections = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Reads the objects from the folder of an environment. */
export function readConfigurationObjects(folder: string): ConfigurationObjects {
  const text = (name: string) => readFileSync(join(folder, "configuration-layer", name), "utf8");
  const { hosts, applications, scripts, alarmConditions } = JSON.parse(text("objects.json"));
  const { reactions } = JSON.parse(text("reactions.json"));
  return {
    hosts,
    applications,
    scripts,
    alarmConditions,
    reactions,
    hostAnnex: optionSections(text("hosts-annex.cfg")),
  };
}

/** The sections of an options file. */
export function optionSections(text: string): OptionSections {
  const sections: Record<string, Record<string, string>> = {};
  let section: Record<string, string> = {};
  for (const line of text.split("\n")) {
    const name = /^\[(.+)\]$/.exec(line)?.[1];
    const option = /^([^#=]+)=(.*)$/.exec(line);
    if (name !== undefined) section = sections[name] ??= {};
    else if (option !== null) section[option[1]!] = option[2]!;
  }
  return sections;
}
