import { onceFor } from "../model/once-for";
import type { Role } from "../model/pair";
import type { World } from "../operation/world";
import { copyOf } from "../operation/world";
import { worldKey } from "../operation/world-key";
import { startScript } from "./actors/control-scripts";
import { Run } from "./run";
import type { Setting } from "./setting";

/** More events than two control scripts have: a rehearsal with more is a loop. */
const MOST_EVENTS = 500;

/** The host of the one server that has the role; undefined if neither or both have it. */
export function hostWithRole({ servers }: World, role: Role): string | undefined {
  const found = Object.values(servers).filter((server) => server.role === role && server.process === "running");
  return found.length === 1 ? found[0]!.host : undefined;
}

/**
 * What differs after control scripts were run on a host, one after the other, and everything has settled: the place in the world, such as
 * `hosts.sip-a.addresses`. Undefined if nothing differs. The world stays as it is.
 */
export function differenceAfter(
  setting: Setting,
  world: World,
  host: string,
  actions: readonly string[],
): string | undefined {
  const known = differences(setting);
  // Recent announcements are over by the time that everything has settled.
  const key = `${host} ${actions.join()} ${worldKey({ ...world, announcements: [] })}`;
  if (!known.has(key)) known.set(key, rehearse(setting, world, host, actions));
  return known.get(key);
}

/** Repaired worlds are mostly the same few, and a sweep asks about them again and again. */
const differences = onceFor((_: Setting) => new Map<string, string | undefined>());

function rehearse(setting: Setting, world: World, host: string, actions: readonly string[]): string | undefined {
  const run = Run.begin(setting, "typical", copyOf(world));
  for (const action of actions) {
    run.act({ kind: "script-run", on: host }, (turn) => startScript(turn, setting, host, action));
    for (let events = 0; run.happenings.next !== undefined; events += 1) {
      if (events === MOST_EVENTS) return "the pair for ever: events lead to each other";
      // Events that only tidy up afterwards come after the last script.
      if (run.isSettled && action !== actions.at(-1)) break;
      run.step();
    }
  }
  const { now: _, announcements: __, ...after } = run.world;
  const { now: ___, announcements: ____, ...before } = world;
  return differenceOf(before, after, "");
}

/** The first place where two values of plain data are not the same. */
function differenceOf(one: unknown, other: unknown, path: string): string | undefined {
  if (one === other) return undefined;
  const areRecords = typeof one === "object" && typeof other === "object" && one !== null && other !== null;
  if (!areRecords || Array.isArray(one) || Array.isArray(other))
    return JSON.stringify(one) === JSON.stringify(other) ? undefined : path;
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = differenceOf(
      (one as Record<string, unknown>)[key],
      (other as Record<string, unknown>)[key],
      path === "" ? key : `${path}.${key}`,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}
