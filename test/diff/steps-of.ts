import { environmentDiff } from "../../lib/diff/environment-diff";
import { snapshotOf } from "../../lib/diff/snapshot";
import { topologyOf } from "../topology-of";

/** The steps from one declaration to another. */
export function stepsOf(was: object, is: object): readonly string[] {
  return environmentDiff(snapshotOf(topologyOf(was)), snapshotOf(topologyOf(is))).order;
}

/** How each of them begins. */
export function firstLinesOf(was: object, is: object): string[] {
  return stepsOf(was, is).map((step) => step.split("\n")[0]!);
}

/** Until when a pair without http ports is waited for before a switchover. */
export const READY =
  "both are ready for a switchover (a minute after the HA link is there at the earliest; one before that counts as a double failure, documented), which the servers tell where `ports.http` is declared";
