import type { Topology } from "../model/topology";
import type { FactId } from "./facts";
import type { AlarmCategory, AlarmConditionObject } from "./objects";

/** The parts of an alarm condition. */
export interface AlarmCondition {
  readonly name: string;
  readonly description: string;
  readonly category: AlarmCategory;
  /** The log event that raises the alarm, by number. */
  readonly detectEvent: number;
  /** The log event that clears the alarm, by number; undefined if no such event is known. */
  readonly cancelEvent: number | undefined;
  /** The application that both events are about; any application if not given. */
  readonly application?: string | undefined;
  /** Seconds after which the alarm clears by itself. */
  readonly cancelTimeout: number;
  /** Names of reaction Scripts, in the order in which they are meant to run. */
  readonly reactions: readonly string[];
}

/** The cancel timeout that a new alarm condition has, in seconds. */
const DEFAULT_CANCEL_TIMEOUT = 86_400;

/** Makes the object; the reactions' Scripts belong to the given tenant. Without reactions the list is left out, so that the site's own reactions stay. */
export function alarmCondition(condition: AlarmCondition, tenant: string): AlarmConditionObject {
  const { name, description, category, detectEvent, cancelEvent, application, cancelTimeout, reactions } = condition;
  const selectionMode = application === undefined ? "smbyany" : "smbyappdbid";
  return {
    name,
    description,
    category,
    alarmDetectEvent: { logEventID: detectEvent, selectionMode, app: application },
    alarmRemovalEvent: cancelEvent === undefined ? undefined : { logEventID: cancelEvent, selectionMode },
    clearanceTimeout: cancelTimeout,
    reactionScripts: reactions.length === 0 ? undefined : reactions.map((reaction) => ({ name: reaction, tenant })),
    isMasked: false,
    state: "enabled",
  };
}

/** The facts that the health alarms rest on. */
export const HEALTH_ALARM_FACTS = [
  "health-events",
  "brain-events",
  "message-server-connection",
  "log-event-outputs",
  "control-server-versions",
] as const satisfies readonly FactId[];

/**
 * The alarms that show when an environment's roles are not as they should be. They have no reaction: a person decides. Each name starts with the
 * environment's name, because names of alarm conditions are unique in a Configuration Database.
 */
export function healthAlarmConditions(topology: Topology): AlarmConditionObject[] {
  const condition = (
    ending: string,
    category: AlarmCategory,
    detectEvent: number,
    cancelEvent: number | undefined,
    description: string,
  ) =>
    alarmCondition(
      {
        name: `${topology.environment}_${ending}`,
        description,
        category,
        detectEvent,
        cancelEvent,
        cancelTimeout: DEFAULT_CANCEL_TIMEOUT,
        reactions: [],
      },
      topology.genesys.tenant,
    );
  const split = "Solution Control Servers may have lost each other.";
  const alone = "Solution Control Server is without its backup. No event clears it: clear it when the backup is back.";
  const controlServerPair = [
    condition("SCS_SPLIT_BRAIN", "accritical", 10329, 10330, split),
    condition("SCS_WITHOUT_BACKUP", "acmajor", 10331, undefined, alone),
  ];
  const switchover = "A switchover may raise it for a second. Solution Control Server 8.5.100.31 or later.";
  return [
    condition("NO_PRIMARY", "accritical", 20621, 20623, `Both servers of a pair are backup. ${switchover}`),
    condition("ROLE_FLAPPING", "acmajor", 10327, 10328, "The role of an application changes too often."),
    ...(topology.managementLayer.backupSolutionControlServer === undefined ? [] : controlServerPair),
    condition("TWO_PRIMARIES", "accritical", 20622, 20623, `Both servers of a pair are primary. ${switchover}`),
  ];
}
