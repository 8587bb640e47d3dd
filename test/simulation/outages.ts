import type { Course } from "../../lib/simulation/course";

/** The length of each time in which nobody answered new calls, in milliseconds; `for ever` if it did not end. */
export function outagesOf({ run: { services } }: Course): (number | "for ever")[] {
  return services.flatMap(({ at, by }, index): (number | "for ever")[] => {
    if (by !== undefined) return [];
    const end = services[index + 1]?.at;
    if (end === undefined) return ["for ever"];
    return end === at ? [] : [end - at];
  });
}
