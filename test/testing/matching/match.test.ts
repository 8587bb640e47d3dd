import { describe, expect, test } from "vitest";
import { Capture } from "../../../lib/testing/matching/capture";
import { Match } from "../../../lib/testing/matching/match";
import { matchPattern } from "../../../lib/testing/matching/pattern";
import { misuseOf } from "../message-of";

/** What is wrong with a value, each as `path: message`. */
function wrong(pattern: unknown, actual: unknown): string[] {
  return matchPattern(pattern, actual, "may have more").mismatches.map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );
}

const application = {
  name: "SIP_In_P",
  autoRestart: true,
  serverInfo: { host: "sip-a", backupServer: "SIP_In_B" },
  portInfos: [
    { id: "default", port: "3000" },
    { id: "http", port: "8080" },
  ],
  tenants: ["Environment"],
  workDirectory: undefined,
};

describe("a pattern that is matched", () => {
  test.each<[string, unknown, unknown]>([
    ["a text", "udp", "udp"],
    ["a number", 5060, 5060],
    ["null", null, null],
    ["a part of a mapping, deep down", { serverInfo: { host: "sip-a" } }, application],
    ["a list of mappings of which parts are given", { portInfos: [{ port: "3000" }, { id: "http" }] }, application],
    ["a regular expression, found anywhere in the text", /IP_I/, "SIP_In_P"],
    ["a regular expression that remembers where it ended, each time", { a: /x/g, b: /x/y }, { a: "x", b: "x" }],
    ["objectLike", Match.objectLike({ name: "SIP_In_P", serverInfo: { host: "sip-a" } }), application],
    ["objectEquals, for which an undefined key does not exist", Match.objectEquals({ a: 1 }), { a: 1, b: undefined }],
    ["arrayWith entries that are apart", Match.arrayWith(["a", "c"]), ["a", "b", "c"]],
    ["arrayWith one entry twice", Match.arrayWith(["a", "a"]), ["a", "b", "a"]],
    ["arrayWith nothing", Match.arrayWith([]), []],
    ["arrayEquals", Match.arrayEquals(["a", { b: 1 }]), ["a", { b: 1 }]],
    ["stringLikeRegexp of several lines, by line", Match.stringLikeRegexp("^exit 0$"), "#!/bin/sh\nexit 0\n"],
    ["serializedJson", Match.serializedJson({ a: [1] }), '{ "a": [1], "b": 2 }'],
    ["absent for a missing key", { appPrototype: Match.absent() }, application],
    ["absent for a key that is undefined", { workDirectory: Match.absent() }, application],
    ["anyValue for false", { a: Match.anyValue() }, { a: false }],
    ["not", { name: Match.not("SIP_In_B") }, application],
    ["not, if there is no value", { appPrototype: Match.not("x") }, application],
    ["matchers in matchers", Match.objectLike({ portInfos: Match.arrayWith([{ port: Match.not("1") }]) }), application],
  ])("%s", (_, pattern, actual) => {
    expect(wrong(pattern, actual)).toEqual([]);
  });
});

describe("a pattern that is missed", () => {
  test.each<[string, unknown, unknown, string[]]>([
    ["a text", "udp", "tcp", [': Expected "udp" but received "tcp"']],
    ["a number for a text", 5060, "5060", [': Expected 5060 but received "5060"']],
    ["NaN for a number", Number.NaN, 1, [": Expected NaN but received 1"]],
    ["null for nothing", null, undefined, [": Expected null but received nothing"]],
    [
      "every key of a mapping",
      { name: "x", autoRestart: false },
      application,
      ['name: Expected "x" but received "SIP_In_P"', "autoRestart: Expected false but received true"],
    ],
    [
      "a key that does not exist",
      { state: "enabled" },
      application,
      ['state: Expected "enabled" but received nothing'],
    ],
    ["a mapping that does not exist", { a: { b: 1 } }, {}, ["a: Expected { b: 1 } but received nothing"]],
    ["a mapping for a text", { name: { b: 1 } }, application, ['name: Expected a mapping but received "SIP_In_P"']],
    [
      "a mapping for a list",
      { tenants: {} },
      application,
      ['tenants: Expected a mapping but received [ "Environment" ]'],
    ],
    ["a list for a mapping", ["x"], {}, [": Expected a list but received {}"]],
    [
      "a list that is longer, and an entry",
      { tenants: ["x"] },
      { tenants: ["y", "z"] },
      ["tenants: Expected 1 entry but received 2", 'tenants.0: Expected "x" but received "y"'],
    ],
    [
      "a key that JavaScript's objects inherit",
      { toString: Match.anyValue() },
      {},
      ["toString: Expected any value but received nothing"],
    ],
    [
      "objectEquals",
      Match.objectEquals({ a: { b: 1 } }),
      { a: { b: 1, c: 2 }, d: 3 },
      ["a.c: Unexpected key", "d: Unexpected key"],
    ],
    [
      "arrayWith",
      Match.arrayWith(["a", "x"]),
      ["a", "b"],
      [': Expected an entry "x" after entry 1 but none of 1 matches'],
    ],
    [
      "arrayWith in another order",
      Match.arrayWith(["b", "a"]),
      ["a", "b"],
      [': Expected "a" after entry 2, but it is entry 1: the order counts'],
    ],
    [
      "arrayWith, reported in the nearest entry",
      { portInfos: Match.arrayWith([{ id: "http", port: "80" }]) },
      application,
      [
        'portInfos: Expected an entry { id: "http", port: "80" } but none of 2 matches',
        'portInfos.1.port: Expected "80" but received "8080"',
      ],
    ],
    ["arrayWith for a text", Match.arrayWith(["a"]), "a", [': Expected a list but received "a"']],
    ["arrayEquals, also in mappings", Match.arrayEquals([{ a: 1 }]), [{ a: 1, b: 2 }], ["0.b: Unexpected key"]],
    ["a regular expression in a line", /^tcp$/, "udp", [': Expected text like /^tcp$/ but received "udp"']],
    ["a regular expression in no text", /5060/, 5060, [": Expected text like /5060/ but received 5060"]],
    [
      "a regular expression in a long text: the nearest line",
      /ADDRESS='10\.1\.0\.11'/,
      "#!/bin/sh\nADDRESS='10.1.0.10'\n",
      [
        ": Expected text like /ADDRESS='10\\.1\\.0\\.11'/, which is nowhere in the 2 lines; the nearest is line 2: ADDRESS='10.1.0.10'",
      ],
    ],
    [
      "a regular expression that no line resembles",
      /gratuitous/,
      "#!/bin/sh\nexit\n",
      [": Expected text like /gratuitous/, which is nowhere in the 2 lines"],
    ],
    [
      "a text of several lines: the first that differs",
      "a\nb\nc\n",
      "a\nx\nc\n",
      [': Expected a different text; the first difference is in line 2: expected "b" but received "x"'],
    ],
    [
      "a text of several lines that continues",
      "a\n",
      "a\nb\n",
      [': Expected a different text; the first difference is in line 2: expected "" but received "b"'],
    ],
    [
      "serializedJson, with the place in it",
      Match.serializedJson({ a: [{ b: 1 }] }),
      '{"a":[{"b":2}]}',
      [": Expected 1 but received 2, at a.0.b in the JSON"],
    ],
    [
      "serializedJson for a value that is not text",
      Match.serializedJson({}),
      {},
      [": Expected JSON as text but received {}"],
    ],
    ["absent", { name: Match.absent() }, application, ['name: Expected no value but received "SIP_In_P"']],
    ["anyValue", { x: Match.anyValue() }, application, ["x: Expected any value but received nothing"]],
    ["not", { name: Match.not(/^SIP/) }, application, ['name: Expected anything but /^SIP/ but received "SIP_In_P"']],
    [
      "a Capture with a pattern",
      { name: new Capture(/^X/) },
      application,
      ['name: Expected text like /^X/ but received "SIP_In_P"'],
    ],
  ])("%s", (_, pattern, actual, messages) => {
    expect(wrong(pattern, actual)).toEqual(messages);
  });

  test("serializedJson for text that is not JSON, with the engine's reason", () => {
    expect(wrong(Match.serializedJson({}), "{")).toEqual([
      expect.stringMatching(/^: Expected JSON but received text that is not JSON: .*JSON/),
    ]);
  });
});

describe("what is not a pattern", () => {
  test("undefined is refused, because it may be a slip", () => {
    expect(misuseOf(() => wrong({ a: undefined }, {}))).toBe(
      [
        "undefined is not a pattern: it may be a slip or intended",
        "  fix:     leave the key out, or write Match.absent() if there must be no value",
      ].join("\n"),
    );
  });

  test.each([
    ["a function", () => 1, "a function"],
    ["a Map", new Map(), "an object of class Map"],
    ["a Date", new Date(0), "an object of class Date"],
  ])("%s is refused", (_, pattern, found) => {
    expect(misuseOf(() => wrong(pattern, "x"))).toBe(
      [
        "a pattern that nothing can match",
        `  found:   ${found}`,
        "  allowed: a text, number, boolean, null, list, mapping, regular expression or Match",
        "  fix:     write what the value looks like",
      ].join("\n"),
    );
  });

  test.each([
    ["objectLike", '"x"', () => Match.objectLike("x" as never), "a mapping"],
    ["objectEquals", "[1]", () => Match.objectEquals([1] as never), "a mapping"],
    ["arrayEquals", "{}", () => Match.arrayEquals({} as never), "a list"],
    ["objectLike", "/x/", () => Match.objectLike(/x/ as never), "a mapping"],
  ])("Match.%s accepts its own kind, and not %s", (name, found, make, allowed) => {
    expect(misuseOf(make)).toBe(
      [
        `Match.${name} takes ${allowed}`,
        `  found:   ${found}`,
        `  allowed: ${allowed}`,
        "  fix:     if it is a single value, write the pattern itself",
      ].join("\n"),
    );
  });

  test("Match.arrayWith accepts a list", () => {
    expect(misuseOf(() => Match.arrayWith("a" as never))).toBe(
      [
        "Match.arrayWith takes a list",
        '  found:   "a"',
        "  allowed: a list",
        "  fix:     put the entry in brackets",
      ].join("\n"),
    );
  });

  test("a text that is not a regular expression is refused when the matcher is made", () => {
    expect(misuseOf(() => Match.stringLikeRegexp("("))).toBe(
      [
        "not a regular expression: Invalid regular expression: /(/m: Unterminated group",
        '  found:   "("',
        "  fix:     put \\ before a character that is meant literally",
      ].join("\n"),
    );
  });
});
