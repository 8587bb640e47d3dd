import { isAlive, isLinked } from "./reach";
import type { World } from "./world";

/**
 * Why a SIP Server answers no calls, as a clause; undefined if it answers.
 *
 * @param sipInterface the interface of its host through which calls come in
 */
export function silenceOf(world: World, application: string, sipInterface: string): string | undefined {
  const { host, process, role } = world.servers[application]!;
  if (!isAlive(world, host)) return `${host} does not run`;
  if (!isLinked(world, host, sipInterface)) return `the SIP interface of ${host} is cut off`;
  if (process === "hung") return `${application} hangs`;
  if (process === "stopped") return `${application} does not run`;
  return role === "primary" ? undefined : `${application} is not primary`;
}
