import { expect, test } from "vitest";
import { prerequisites, sourceOf } from "./prerequisites";

test("a tool that is missing is named with its package", () => {
  expect(prerequisites({ tools: ["no-such-tool"] })).toEqual(["no-such-tool (Debian package no-such-tool)"]);
});

test("Terraform, which is in no Debian, is of its maker's package", () => {
  expect(sourceOf("terraform")).toBe("HashiCorp's package");
  expect(sourceOf("sipp")).toBe("Debian package sip-tester");
});

test("nothing is missing where nothing is needed", () => {
  expect(prerequisites({})).toEqual([]);
});
