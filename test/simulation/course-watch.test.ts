import { expect, test } from "vitest";
import type { World } from "../../lib/operation/world";
import { CourseWatch } from "../../lib/simulation/course-watch";

/** What is recorded about who held the virtual IP at these moments. */
function told(...moments: readonly (readonly [at: number, hosts: readonly string[]])[]) {
  let hosts: readonly string[] = [];
  const watch = new CourseWatch(undefined, () => hosts);
  for (const [now, then] of moments) {
    hosts = then;
    watch.look({ now, servers: {} } as unknown as World);
  }
  return watch.holders.map((one) => [one.at, one.hosts]);
}

test("each change of the holder is recorded at its time; a state that lasts no time is not, except at the start", () => {
  expect(told([0, ["a"]], [0, []], [5, []], [9, ["b"]], [9, ["a", "b"]])).toEqual([
    [0, ["a"]],
    [0, []],
    [9, ["a", "b"]],
  ]);
});

test("nothing is recorded if the virtual IP is gone for no time", () => {
  expect(told([0, ["a"]], [9, []], [9, ["a"]], [20, ["b"]])).toEqual([
    [0, ["a"]],
    [20, ["b"]],
  ]);
});
