import { wholeSeconds } from "../model/duration";
import { type Host, SUDO, startsBySudo } from "../model/host";
import { peerOf, type Role, type SipServer, type SipServerPair, serversOf } from "../model/pair";
import type { RoleScriptSettings } from "../model/role-script-settings";
import type { Topology } from "../model/topology";
import { alarmCondition } from "./alarm-conditions";
import type { ApplicationName } from "./application-names";
import type { FactId } from "./facts";
import type { AlarmConditionObject, ApplicationObject, ConfigurationObjects, ScriptObject } from "./objects";
import type { Reaction } from "./reactions-file";

/** The facts that the objects rest on, whatever the scripts do. */
export const ROLE_REACTION_FACTS = [
  "scripts-are-applications",
  "third-party-server",
  "lca-environment",
  "absolute-command-line",
  "no-auto-restart",
  "script-application-port",
  "role-events",
  "role-events-select-application",
  "role-events-8-1-1",
  "message-server-connection",
  "log-event-outputs",
  "cancel-timeout",
  "cancel-event-of-same-application",
  "reaction-types",
  "reaction-keys",
  "reaction-order",
  "disconnected-host-keeps-address",
  "release-on-became-backup",
] as const satisfies readonly FactId[];

/** What a change of a server's role triggers: an alarm, and the scripts that it starts, in the order in which they are meant to run. */
export interface RoleReaction<Action extends string> {
  readonly description: string;
  /** Each script runs on the host of the server itself, or on its peer's host. */
  readonly starts: readonly (readonly [side: "own" | "peer", action: Action])[];
}

/** The control scripts of a pair, which role changes start: one program on each host, with one application for each of its actions. */
export interface RoleReactions<Action extends string> extends Omit<RoleScriptSettings, "lockTimeout"> {
  /** The word before the action in the applications' names: `VIP`. */
  readonly word: string;
  readonly actions: readonly Action[];
  /** The absolute path of the control script on that host. */
  readonly path: (host: Host) => string;
  readonly onChange: (role: Role, server: SipServer, peer: SipServer) => RoleReaction<Action>;
}

/** `SIP_In_P_VIP_UP`, the application that runs a control script on the server's host. */
export function scriptApplicationName(word: string, server: SipServer, action: string): string {
  return `${server.application}_${word}_${action.toUpperCase()}`;
}

/** `SIP_In_P_VIP_UP_REACTION`, the Script object that starts that application. */
function reactionName(word: string, server: SipServer, action: string): string {
  return `${scriptApplicationName(word, server, action)}_REACTION`;
}

/** `SIP_In_P_BECAME_PRIMARY`, the alarm condition on that role change of the server. */
export function roleAlarmName(server: SipServer, role: Role): string {
  return `${server.application}_BECAME_${role === "primary" ? "PRIMARY" : "BACKUP"}`;
}

/**
 * What a person has to choose by hand in GAX after the import, for each reaction: open the Script, choose the type "start a specified application", and
 * choose the application (fact `reaction-keys`).
 */
export function roleReactions<Action extends string>(
  pair: SipServerPair,
  { word, actions }: Pick<RoleReactions<Action>, "word" | "actions">,
): Reaction[] {
  return serversOf(pair).flatMap((server) =>
    actions.map((action) => ({
      script: reactionName(word, server, action),
      startsApplication: scriptApplicationName(word, server, action),
      host: server.host,
    })),
  );
}

/**
 * The objects with which the Management Layer runs the control scripts: an application for each action and host, a reaction for each application, and an
 * alarm condition for each role change of each server.
 */
export function roleConfiguration<Action extends string>(
  topology: Topology,
  pair: SipServerPair,
  scripts: RoleReactions<Action>,
): Partial<ConfigurationObjects> {
  return {
    applications: serversOf(pair).flatMap((server) =>
      scripts.actions.map((action) => scriptApplication(topology, server, scripts, action)),
    ),
    scripts: roleReactions(pair, scripts).map(({ script }) => reactionScript(topology, script)),
    alarmConditions: serversOf(pair).flatMap((server) => [
      roleAlarm(topology, pair, server, scripts, "primary"),
      roleAlarm(topology, pair, server, scripts, "backup"),
    ]),
  };
}

/** Not restarted automatically: a host must never begin to serve before the roles are decided (fact `no-auto-restart`). */
function scriptApplication<Action extends string>(
  topology: Topology,
  server: SipServer,
  { word, path: pathOn }: RoleReactions<Action>,
  action: Action,
): ApplicationObject {
  const host = topology.hosts.get(server.host)!;
  const path = pathOn(host);
  const usesSudo = startsBySudo(host.localControlAgent);
  return {
    name: scriptApplicationName(word, server, action),
    appPrototype: topology.genesys.templates.thirdPartyServer,
    autoRestart: false,
    redundancyType: "htcoldstanby",
    serverInfo: { host: host.name },
    workDirectory: host.installDirectory,
    commandLine: usesSudo ? SUDO : path,
    commandLineArguments: usesSudo ? `-n ${path} ${action}` : action,
    state: "enabled",
  };
}

/** Without an Annex: otherwise a second import would delete the application that was chosen by hand in the meantime, and with it the failover. */
function reactionScript(topology: Topology, name: string): ScriptObject {
  return { name, tenant: topology.genesys.tenant, type: "alarmreaction", state: "enabled" };
}

function roleAlarm<Action extends string>(
  topology: Topology,
  pair: SipServerPair,
  server: SipServer,
  { word, events, cancelTimeout, onChange }: RoleReactions<Action>,
  role: Role,
): AlarmConditionObject {
  const peer = peerOf(pair, server);
  const { description, starts } = onChange(role, server, peer);
  const { becamePrimary, becameBackup } = events;
  return alarmCondition(
    {
      application: server.application,
      cancelTimeout: wholeSeconds(cancelTimeout),
      category: "acmajor",
      name: roleAlarmName(server, role),
      description,
      detectEvent: role === "primary" ? becamePrimary : becameBackup,
      cancelEvent: role === "primary" ? becameBackup : becamePrimary,
      reactions: starts.map(([side, action]) => reactionName(word, side === "own" ? server : peer, action)),
    },
    topology.genesys.tenant,
  );
}

/** The applications that run the control scripts; their names derive from those of the servers. */
export function scriptApplicationNames<Action extends string>(
  pair: SipServerPair,
  { word, actions }: Pick<RoleReactions<Action>, "word" | "actions">,
): ApplicationName[] {
  return serversOf(pair).flatMap((server) => {
    const role = server === pair.primary ? "primary" : "backup";
    return actions.map((action) => ({
      name: scriptApplicationName(word, server, action),
      path: ["pairs", pair.name, role, "application"],
      what: `the application that runs ${action} on ${server.host} for pair ${pair.name}`,
      host: server.host,
      existing: false,
    }));
  });
}
