import type {
  AlarmConditionObject,
  ApplicationObject,
  ConfigurationObjects,
  EventSelection,
} from "./configuration-objects";

/** A log event of Solution Control Server about an application. */
export interface LogEvent {
  readonly id: number;
  readonly application: string;
}

/** What alarms lead to. */
export interface AlarmActions {
  /** Starts an application on its host. */
  start(application: string): void;
  alarm(condition: string, is: "raised" | "cleared"): void;
  /** Something on the way from an event to a program is missing or wrong. */
  fault(text: string): void;
  /** Calls back after a time in milliseconds; returns a function that cancels that. */
  after(milliseconds: number, then: () => void): () => void;
}

/**
 * Matches log events against the Alarm Conditions and runs their reactions. An alarm that is still active does not run its reactions again.
 *
 * Solution Control Server logs the role changes (5150, 5151), so only its own connection to Message Server counts. The objects do not contain
 * that server, so they cannot break the connection.
 */
export class MessageServer {
  /** The active alarms by condition, with a function that stops waiting for the cancel timeout. */
  private readonly active = new Map<string, { readonly application: string; readonly forget: () => void }>();

  constructor(
    private readonly objects: ConfigurationObjects,
    private readonly actions: AlarmActions,
  ) {}

  log(event: LogEvent): void {
    const conditions = this.objects.alarmConditions.filter((condition) => condition.state === "enabled");
    for (const condition of conditions) {
      const alarm = this.active.get(condition.name);
      const removal = condition.alarmRemovalEvent;
      // A removal event that names no application means the application that raised the alarm.
      if (alarm !== undefined && removal !== undefined && matches({ app: alarm.application, ...removal }, event))
        this.clear(condition.name);
    }
    for (const condition of conditions) if (matches(condition.alarmDetectEvent, event)) this.raise(condition, event);
  }

  private raise(condition: AlarmConditionObject, { application }: LogEvent): void {
    const { name, clearanceTimeout = 0, reactionScripts = [] } = condition;
    if (this.active.has(name)) return;
    this.actions.alarm(name, "raised");
    const forget = this.actions.after(clearanceTimeout * 1_000, () => this.clear(name));
    this.active.set(name, { application, forget });
    for (const script of reactionScripts) this.react(name, script.name);
  }

  private clear(condition: string): void {
    this.active.get(condition)?.forget();
    if (this.active.delete(condition)) this.actions.alarm(condition, "cleared");
  }

  private react(condition: string, script: string): void {
    const found = this.applicationOf(script);
    if ("wrong" in found) this.actions.fault(`${condition}: ${found.wrong}`);
    else this.actions.start(found.name);
  }

  /** The application that a reaction's Script starts, or why it starts none. */
  private applicationOf(name: string): ApplicationObject | { readonly wrong: string } {
    const { scripts, reactions, applications } = this.objects;
    const script = scripts.find((one) => one.name === name);
    if (script?.type !== "alarmreaction") return { wrong: `there is no alarm reaction ${name}` };
    if (script.state !== "enabled") return { wrong: `the script ${name} is disabled` };
    const reaction = reactions.find((one) => one.script === name);
    if (reaction?.type !== "start a specified application") return { wrong: `the script ${name} starts nothing` };
    const application = applications.find((one) => one.name === reaction.startsApplication);
    if (application === undefined) return { wrong: `there is no application ${reaction.startsApplication}` };
    if (application.state !== "enabled") return { wrong: `the application ${application.name} is disabled` };
    return application;
  }
}

function matches(selection: EventSelection, event: LogEvent): boolean {
  if (selection.logEventID !== event.id) return false;
  return selection.selectionMode === "smbyany" || selection.app === event.application;
}
