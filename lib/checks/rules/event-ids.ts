import type { FindRoleScripts } from "../role-scripts";
import type { EnvironmentRule } from "../rule";

/** The two role changes are told apart. */
export const eventIds = (roleScriptsOf: FindRoleScripts): EnvironmentRule => ({
  code: "event-ids",
  level: "error",
  title: "The events of becoming primary and of becoming backup differ",
  why: "With one event for both, every role change would have both hosts serve the virtual IP.",
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
    }
  },
});
