import { alarmCondition } from "../../configuration-layer/alarm-conditions";
import type { ApplicationName } from "../../configuration-layer/application-names";
import type { FactId } from "../../configuration-layer/facts";
import type {
  AlarmConditionObject,
  ApplicationObject,
  ConfigurationObjects,
  ScriptObject,
} from "../../configuration-layer/objects";
import type { Reaction } from "../../configuration-layer/reactions-file";
import { wholeSeconds } from "../../model/duration";
import { peerOf, type SipServer, serversOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { controlScriptPath, type TakeoverPair } from "./model";

/** What the objects rest on. */
export const TAKEOVER_CONFIGURATION_FACTS = [
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
  "cancel-timeout",
  "cancel-event-of-same-application",
  "reaction-types",
  "reaction-keys",
  "reaction-order",
  "disconnected-host-keeps-address",
  "release-on-became-backup",
  "announce-after-release",
] as const satisfies readonly FactId[];

/** What a control script is asked to do. */
export const SCRIPT_ACTIONS = ["up", "down", "announce"] as const;
export type ScriptAction = (typeof SCRIPT_ACTIONS)[number];

/** `SIP_In_P_VIP_UP`, the application that runs a control script on the server's host. */
export function scriptApplicationName(server: SipServer, action: ScriptAction): string {
  return `${server.application}_VIP_${action.toUpperCase()}`;
}

/** `SIP_In_P_VIP_UP_REACTION`, the Script object that starts that application. */
export function reactionName(server: SipServer, action: ScriptAction): string {
  return `${scriptApplicationName(server, action)}_REACTION`;
}

/** `SIP_In_P_BECAME_PRIMARY`, the alarm condition on that role change of the server. */
export function roleAlarmName(server: SipServer, role: "primary" | "backup"): string {
  return `${server.application}_BECAME_${role === "primary" ? "PRIMARY" : "BACKUP"}`;
}

/**
 * What has to be chosen by hand in GAX after the import, for each reaction: open the Script, choose the type "start a specified
 * application", and choose the application (fact `reaction-keys`).
 */
export function takeoverReactions(pair: TakeoverPair): Reaction[] {
  return serversOf(pair).flatMap((server) =>
    SCRIPT_ACTIONS.map((action) => ({
      script: reactionName(server, action),
      startsApplication: scriptApplicationName(server, action),
      host: server.host,
    })),
  );
}

/**
 * The objects by which the Management Layer moves the virtual IP: an application for each script and host, a reaction for each of them,
 * and an alarm condition for each role change of each server.
 */
export function takeoverConfiguration(topology: Topology, pair: TakeoverPair): Partial<ConfigurationObjects> {
  return {
    applications: serversOf(pair).flatMap((server) =>
      SCRIPT_ACTIONS.map((action) => scriptApplication(topology, pair, server, action)),
    ),
    scripts: takeoverReactions(pair).map(({ script }) => reactionScript(topology, script)),
    alarmConditions: serversOf(pair).flatMap((server) => roleAlarms(topology, pair, server)),
  };
}

/** Not restarted automatically: a virtual IP must never come up without a decision on the roles (fact `no-auto-restart`). */
function scriptApplication(
  topology: Topology,
  pair: TakeoverPair,
  server: SipServer,
  action: ScriptAction,
): ApplicationObject {
  const host = topology.hosts.get(server.host)!;
  const path = controlScriptPath(host, pair);
  const usesSudo = host.localControlAgent.becomeRoot === "sudo";
  return {
    name: scriptApplicationName(server, action),
    appPrototype: topology.genesys.templates.thirdPartyServer,
    autoRestart: false,
    redundancyType: "htcoldstanby",
    serverInfo: { host: host.name },
    workDirectory: host.installDirectory,
    commandLine: usesSudo ? "/usr/bin/sudo" : path,
    commandLineArguments: usesSudo ? `-n ${path} ${action}` : action,
    state: "enabled",
  };
}

/** Without an Annex: a second import would wipe out the application that was chosen by hand in the meantime, and with it the failover. */
function reactionScript(topology: Topology, name: string): ScriptObject {
  return { name, tenant: topology.genesys.tenant, type: "alarmreaction", state: "enabled" };
}

/**
 * Both scripts hang on the event of the server that has become primary, as a dead peer tells nothing; the release hangs on the server's
 * own event besides, for a server that is ordered back after a reconnection (fact `release-on-became-backup`). While it was cut off both
 * answered for the virtual IP; so the peer announces it again, and only announces: that puts it nowhere (fact `announce-after-release`).
 */
function roleAlarms(topology: Topology, pair: TakeoverPair, server: SipServer): AlarmConditionObject[] {
  const { events, cancelTimeout, virtualIp } = pair.highAvailability;
  const peer = peerOf(pair, server);
  const { application } = server;
  const seconds = wholeSeconds(cancelTimeout);
  return [
    alarmCondition(
      {
        application,
        cancelTimeout: seconds,
        category: "acmajor",
        name: roleAlarmName(server, "primary"),
        description: `${server.application} has become primary: ${virtualIp} leaves ${peer.host} and comes to ${server.host}.`,
        detectEvent: events.becamePrimary,
        cancelEvent: events.becameBackup,
        reactions: [reactionName(peer, "down"), reactionName(server, "up")],
      },
      topology.genesys.tenant,
    ),
    alarmCondition(
      {
        application,
        cancelTimeout: seconds,
        category: "acmajor",
        name: roleAlarmName(server, "backup"),
        description: `${server.application} has become backup: ${virtualIp} leaves ${server.host}, and ${peer.host} announces it again.`,
        detectEvent: events.becameBackup,
        cancelEvent: events.becamePrimary,
        reactions: [reactionName(server, "down"), reactionName(peer, "announce")],
      },
      topology.genesys.tenant,
    ),
  ];
}

/** The applications that run the control scripts; their names come from those of the servers. */
export function scriptApplicationNames(pair: TakeoverPair): ApplicationName[] {
  return serversOf(pair).flatMap((server) => {
    const role = server === pair.primary ? "primary" : "backup";
    return SCRIPT_ACTIONS.map((action) => ({
      name: scriptApplicationName(server, action),
      path: ["pairs", pair.name, role, "application"],
      what: `the application that runs ${action} on ${server.host} for pair ${pair.name}`,
      existing: false,
    }));
  });
}
