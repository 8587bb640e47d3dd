import { environmentDiff } from "../../lib/diff/environment-diff";
import { snapshotOf } from "../../lib/diff/snapshot";
import { topologyOf } from "../topology-of";

/** The steps from one declaration to another. */
export function stepsOf(was: object, is: object): readonly string[] {
  return environmentDiff(snapshotOf(topologyOf(was)), snapshotOf(topologyOf(is))).order;
}

/** The first line of each step. */
export function firstLinesOf(was: object, is: object): string[] {
  return stepsOf(was, is).map((step) => step.split("\n")[0]!);
}

/** What has to be true before a switchover of a pair without http ports. */
export const READY =
  "both servers are ready for a switchover (one minute after the HA link is up at the earliest; a switchover before that counts as a double failure, documented), which they report if `ports.http` is declared";
