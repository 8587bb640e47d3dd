import { expect, test } from "vitest";
import { prerequisites, sourceOf } from "./prerequisites";

test("a missing tool is named with its package", () => {
  expect(prerequisites({ tools: ["no-such-tool"] })).toEqual(["no-such-tool (Debian package no-such-tool)"]);
});

test("Terraform, which Debian does not have, is named with its maker's package", () => {
  expect(sourceOf("terraform")).toBe("HashiCorp's package");
  expect(sourceOf("sipp")).toBe("Debian package sip-tester");
});

test("nothing is missing where nothing is needed", () => {
  expect(prerequisites({})).toEqual([]);
});
