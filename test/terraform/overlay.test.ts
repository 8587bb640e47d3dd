import { expect, test } from "vitest";
import { overlay } from "../../lib/terraform/overlay";

test("mappings are merged key by key, anything else is replaced, and neither argument is changed", () => {
  const below = { a: { x: 1, y: [1, 2] }, b: "text", c: { z: 1 } };
  const above = { a: { y: [3], w: null }, b: { now: "a mapping" }, c: "text" };
  const copies = structuredClone([below, above]);
  expect(overlay(below, above)).toEqual({ a: { x: 1, y: [3], w: null }, b: { now: "a mapping" }, c: "text" });
  expect([below, above]).toEqual(copies);
});
