import type { FindRoleScripts } from "../role-scripts";
import type { EnvironmentRule } from "../rule";

/** Events of a server that has become backup, or primary: those that Solution Control Server logs for it, and the server's own in warm and hot standby. */
const MEANS = { becameBackup: [5151, 4560, 4561], becamePrimary: [5150, 4562, 4563] } as const;
const OTHER = { becameBackup: "becamePrimary", becamePrimary: "becameBackup" } as const;
const ROLE = { becameBackup: "backup", becamePrimary: "primary" } as const;

/** The two role changes can be told apart. */
export const eventIds = (roleScriptsOf: FindRoleScripts): EnvironmentRule => ({
  code: "event-ids",
  level: "error",
  title: "The events of becoming primary and of becoming backup differ, and are not swapped",
  why: "With one event for both, every role change would make both hosts serve the virtual IP. With the events of the other role, each switchover would move it to the backup's host: 5150, 4562 and 4563 are events of becoming primary, 5151, 4560 and 4561 of becoming backup (documented).",
  *evaluate(topology) {
    for (const pair of topology.pairs.values()) {
      const events = roleScriptsOf(topology, pair)?.events;
      if (events !== undefined && events.becamePrimary === events.becameBackup)
        yield {
          path: ["pairs", pair.name, "highAvailability", pair.highAvailability.option, "events"],
          message: "becamePrimary and becameBackup are the same event",
          found: String(events.becamePrimary),
          allowed: "two different log event ids",
          fix: "use 5150 and 5151, the defaults",
        };
      else if (events !== undefined)
        for (const key of ["becamePrimary", "becameBackup"] as const)
          if ((MEANS[OTHER[key]] as readonly number[]).includes(events[key]))
            yield {
              path: ["pairs", pair.name, "highAvailability", pair.highAvailability.option, "events", key],
              message: `${events[key]} is the event of a server that has become ${ROLE[OTHER[key]]}`,
              found: String(events[key]),
              allowed: `an event of becoming ${ROLE[key]}`,
              fix: `use ${MEANS[key][0]}, the default`,
            };
    }
  },
});
