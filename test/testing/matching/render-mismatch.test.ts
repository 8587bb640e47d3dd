import { describe, expect, test } from "vitest";
import { Match } from "../../../lib/testing/matching/match";
import { matchPattern } from "../../../lib/testing/matching/pattern";
import { renderMismatch } from "../../../lib/testing/matching/render-mismatch";

const rendered = (pattern: unknown, actual: unknown) =>
  renderMismatch(actual, matchPattern(pattern, actual, "may have more").mismatches);

describe("a value that is missed", () => {
  test("has each mismatch before its place, and the matching parts in one line", () => {
    const actual = {
      name: "SIP_In_P",
      serverInfo: { host: "sip-a", backupServer: "SIP_In_B" },
      portInfos: [
        { id: "default", port: "3000" },
        { id: "http", port: "8080" },
      ],
      "sip-port": 5060,
      tenants: undefined,
    };
    const pattern = {
      name: "SIP_In_P",
      serverInfo: { host: "sip-b" },
      portInfos: Match.arrayWith([{ id: "http", port: "80" }]),
      "sip-port": 5070,
      tenants: ["Environment"],
      state: "enabled",
    };
    expect(rendered(pattern, actual)).toBe(
      `   {
     name: "SIP_In_P",
     serverInfo: {
!!     Expected "sip-b" but received "sip-a"
       host: "sip-a",
       backupServer: "SIP_In_B",
     },
!!   Expected an entry { id: "http", port: "80" } but none of 2 matches
     portInfos: [
       { id: "default", port: "3000" },
       {
         id: "http",
!!       Expected "80" but received "8080"
         port: "8080",
       },
     ],
!!   Expected 5070 but received 5060
     "sip-port": 5060,
!!   tenants: Expected ["Environment"] but received nothing
!!   state: Expected "enabled" but received nothing
   }`,
    );
  });

  test("is shortened if it is long: texts, mappings and lists, and a text of several lines to its first line", () => {
    const long = "x".repeat(100);
    const actual = {
      text: long,
      mapping: { a: long, b: long },
      list: [long, long],
      script: "#!/bin/sh\nexit 0\n",
      nothing: [{}, []],
      other: 1,
    };
    expect(rendered({ other: 2 }, actual)).toBe(
      `   {
     text: "${"x".repeat(69)}...",
     mapping: { ... },
     list: [ ... ] (2),
     script: "#!/bin/sh" ... (2 lines),
     nothing: [ {}, [] ],
!!   Expected 2 but received 1
     other: 1,
   }`,
    );
  });

  test("may be a single value, or missing", () => {
    expect(rendered("b", "a")).toBe('!! Expected "b" but received "a"\n   "a"');
    expect(rendered("b", undefined)).toBe('!! Expected "b" but received nothing');
  });
});
