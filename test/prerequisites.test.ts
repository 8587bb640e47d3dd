import { expect, test } from "vitest";
import { prerequisites } from "./prerequisites";

test("a tool that is missing is named with its package", () => {
  expect(prerequisites({ tools: ["no-such-tool"] })).toEqual(["no-such-tool (Debian package no-such-tool)"]);
});

test("nothing is missing where nothing is needed", () => {
  expect(prerequisites({})).toEqual([]);
});
