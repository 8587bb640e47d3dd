import { describe, expect, test } from "vitest";
import type { World } from "../../../lib/operation/world";
import { eligibleMembers, type PoolScene } from "../../../lib/options/big-ip/pool-scene";

/** Who gets new calls among the members that are up, with these priority groups and this minimum of the first. */
function eligible(
  priorities: readonly [number, number],
  minimumMembersActive: number,
  up = { P: true, B: true },
  serving: "active" | "none" = "active",
): string[] {
  const scene = { members: ["P", "B"], distribution: { priorities, minimumMembersActive } };
  const option = { up, serving: serving === "none" ? undefined : serving };
  return eligibleMembers(scene as unknown as PoolScene, { option } as unknown as World);
}

describe("among the members that are up, new calls go", () => {
  test("to the one of the higher priority group", () => {
    expect(eligible([10, 5], 1)).toEqual(["P"]);
    expect(eligible([5, 10], 1)).toEqual(["B"]);
  });

  test("to both if they have one priority", () => {
    expect(eligible([5, 5], 1)).toEqual(["P", "B"]);
  });

  test("to both if priorities do not count, or if one member is too few", () => {
    expect(eligible([10, 5], 0)).toEqual(["P", "B"]);
    expect(eligible([10, 5], 2)).toEqual(["P", "B"]);
  });
});

test("a member that alone is up gets them, whatever its priority; without a serving unit nobody does", () => {
  expect(eligible([10, 5], 1, { P: false, B: true })).toEqual(["B"]);
  expect(eligible([10, 5], 1, { P: true, B: true }, "none")).toEqual([]);
});
