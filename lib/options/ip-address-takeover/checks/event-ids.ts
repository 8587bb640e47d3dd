import type { EnvironmentRule } from "../../../checks/rule";
import { takeoverPairs } from "../model";

/** The two role changes are told apart. */
export const eventIds: EnvironmentRule = {
  code: "event-ids",
  level: "error",
  title: "The events of becoming primary and of becoming backup differ",
  why: "With one event for both, every role change would bring the virtual IP up on both hosts.",
  *evaluate(topology) {
    for (const pair of takeoverPairs(topology)) {
      const { events, option } = pair.highAvailability;
      if (events.becamePrimary === events.becameBackup)
        yield {
          path: ["pairs", pair.name, "highAvailability", option, "events"],
          message: "becamePrimary and becameBackup are the same event",
          found: String(events.becamePrimary),
          allowed: "two different log event ids",
          fix: "use 5150 and 5151, the defaults",
        };
    }
  },
};
