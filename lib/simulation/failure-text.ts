import type { CourseFailure } from "./result";

/** What failed, with the events that repeat. */
export function failureText({ pace, message, loop = [] }: CourseFailure): string {
  return `at the ${pace} pace ${message}${loop.length === 0 ? "" : `: ${loop.join(", then ")}, and so on`}`;
}
