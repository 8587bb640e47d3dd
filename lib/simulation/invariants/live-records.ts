import type { Invariant } from "./invariant";

/** I14. Whoever follows the record of a proxy that no longer runs waits for its own timeout first, or finds nobody. */
export const liveRecords: Invariant = {
  number: "I14",
  name: "live-records",
  title: "name servers, and callers that keep their answers, know only proxies that run, once records could follow",
  applies: ({ behaviour }) => behaviour.views.records !== undefined,
  tolerance: ({ behaviour }) => behaviour.views.recordsFollow ?? 0,
  breach: (world, { behaviour }) => {
    const { answered, alive } = behaviour.views.records!(world);
    // If no proxy runs, no record is better than another.
    const gone = alive.length === 0 ? [] : answered.filter((one) => !alive.includes(one));
    return gone.length === 0 ? undefined : `callers still get ${gone.join(" and ")}, where nobody answers`;
  },
};
