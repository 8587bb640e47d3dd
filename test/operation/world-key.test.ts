import { expect, test } from "vitest";
import { copyOf, type World } from "../../lib/operation/world";
import { worldKey } from "../../lib/operation/world-key";
import { initialWorld } from "../../lib/simulation/initial-world";
import { settingOf } from "../../lib/simulation/setting";
import { samplePair, sampleTopology } from "../sample-topology";

const topology = sampleTopology();
const world: World = {
  ...initialWorld(settingOf(topology, samplePair(topology))),
  runs: [{ id: 1, application: "X", host: "sip-a", action: "up", phase: "running" }],
  scriptDefects: { "sip-a up": "fails" },
  cuts: ["sip-a>mgmt-1"],
  faults: ["message-server-loss "],
  announcements: [{ at: -200, host: "sip-a", packets: 4 }],
};

/** Every place of a value that is no record or list, with a way to change it in a copy. */
function* places(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== "object" || value === null) yield path;
  else for (const [key, one] of Object.entries(value)) yield* places(one, [...path, key]);
}

function changed(path: readonly string[]): World {
  const copy = copyOf(world);
  let at = copy as unknown as Record<string, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  const last = path.at(-1)!;
  const value = at[last];
  at[last] = typeof value === "boolean" ? !value : typeof value === "number" ? value + 1 : `${String(value)}x`;
  return copy;
}

test("a change of anything but the time makes another key", () => {
  const all = [...places(world)].filter(([first]) => first !== "now");
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter((path) => worldKey(changed(path)) === worldKey(world))).toEqual([]);
});

test("worlds of different times are the same where all that can still happen is", () => {
  const later = copyOf(world);
  later.now += 5_000;
  later.announcements = world.announcements.map((one) => ({ ...one, at: one.at + 5_000 }));
  expect(worldKey(later)).toBe(worldKey(world));
  expect(worldKey({ ...world, now: 5_000 })).not.toBe(worldKey(world));
});
