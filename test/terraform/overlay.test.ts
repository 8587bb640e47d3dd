import { TerraformVariable } from "cdktf";
import { expect, test } from "vitest";
import { overlay, removals } from "../../lib/terraform/overlay";
import { sampleEnvironment } from "../sample-environment";
import { testingApp } from "../testing-app";

test("mappings are merged key by key, anything else is replaced, and neither argument is changed", () => {
  const below = { a: { x: 1, y: 2 }, b: "text", c: { z: 1 } };
  const above = { a: { y: 3, w: null }, b: { now: "a mapping" }, c: "text" };
  const copies = structuredClone([below, above]);
  expect(overlay(below, above)).toEqual({ a: { x: 1, y: 3, w: null }, b: { now: "a mapping" }, c: "text" });
  expect([below, above]).toEqual(copies);
});

test("a list or a mapping is added to a list, and a value under a number goes to that entry", () => {
  const below = { list: [{ a: 1 }, { b: 2 }] };
  const laid = (list: unknown) => overlay(below, { list }).list;
  expect(laid([{ c: 3 }])).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }]);
  expect(laid({ c: 3 })).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }]);
  expect(laid({ 1: { b: 4 }, 2: { c: 3 } })).toEqual([{ a: 1 }, { b: 4 }, { c: 3 }]);
  expect(laid({})).toEqual(below.list);
  expect(laid("text")).toBe("text");
  expect(below).toEqual({ list: [{ a: 1 }, { b: 2 }] });
});

test("undefined removes a value, at any depth, and among overrides only undefined is kept", () => {
  const overrides = { a: { x: undefined, y: 3 }, list: { 0: undefined }, b: 1 };
  expect(removals(overrides)).toEqual({ a: { x: undefined }, list: { 0: undefined } });
  expect(overlay({ a: { x: 1, y: 2 }, list: [1, 2] }, removals(overrides))).toEqual({ a: { y: 2 }, list: [2] });
});

test("values that are not looked into contain no removals", () => {
  const { value } = new TerraformVariable(sampleEnvironment(testingApp()).environment, "later", {});
  expect(removals({ a: value, b: [undefined], c: null })).toEqual({});
});
