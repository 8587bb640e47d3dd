import { describe, expect, test } from "vitest";
import {
  allOf,
  counted,
  keyThere,
  meantKey,
  nearest,
  oneOf,
  oneOfNearest,
  show,
  showPath,
  someOf,
} from "../../lib/text/wording";

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `word-${index + 1}`);

describe("a value in a message", () => {
  class Entry {}
  test.each<[unknown, string]>([
    [undefined, "nothing"],
    ["sip-a", "sip-a"],
    ["two words", '"two words"'],
    [[1], "a list"],
    [{ one: 1 }, "a mapping"],
    [Object.create(null), "a mapping"],
    [new Map(), "a Map"],
    [new Entry(), "an Entry"],
    [new (class {})(), "an object of a class"],
    [() => 1, "a function"],
    [Symbol("one"), "a symbol"],
    [5, "5"],
    [5n, "5n"],
    [null, "null"],
  ])("is described in a word if it is not plain text: %#", (value, text) => {
    expect(show(value)).toBe(text);
  });

  test("is complete up to 60 characters, and is shortened from 61 on", () => {
    const [whole, long] = [`a ${"b".repeat(56)}`, `a ${"b".repeat(57)}`];
    expect(show(whole)).toBe(`"${whole}"`);
    expect(show(long)).toBe(`"${long.slice(0, 56)}...`);
  });

  test("is not shown if it has a password in it, also as a path", () => {
    const hidden = "text with a password or a private key, which is not shown";
    expect(show("https://me:secret@repository/")).toBe(hidden);
    expect(showPath("https://me:secret@repository/")).toBe(hidden);
  });
});

test("a path is complete as far as Windows accepts it, and shows its end if it is longer", () => {
  expect(showPath("C:\\one (2)\\three.yaml")).toBe('"C:\\\\one (2)\\\\three.yaml"');
  expect(showPath("C:\\one(2)\\three.yaml")).toBe("C:\\one(2)\\three.yaml");
  expect(showPath("p".repeat(260))).toBe("p".repeat(260));
  expect(showPath(`start${"p".repeat(256)}`)).toBe(`...t${"p".repeat(256)}`);
});

test("things are counted in the singular if there is one", () => {
  expect([0, 1, 2].map((count) => counted(count, "error"))).toEqual(["0 errors", "1 error", "2 errors"]);
});

test("words are listed as a person reads them, and an empty list is named as such", () => {
  const lists = [[], ["udp"], ["udp", "tcp"], ["udp", "tcp", "tls"]];
  expect(lists.map(oneOf)).toEqual(["nothing", "udp", "udp or tcp", "udp, tcp or tls"]);
  expect(lists.map(allOf)).toEqual(["nothing", "udp", "udp and tcp", "udp, tcp and tls"]);
});

test("of more than twelve words the first are listed, and the rest are counted", () => {
  const twelve = numbered(12).join(", ");
  expect(someOf(numbered(12))).toBe(twelve);
  expect(someOf(numbered(13))).toBe(`${twelve} and 1 more`);
});

test("of more than twelve words the nearest are listed, whatever their case", () => {
  expect(oneOfNearest("word-13", numbered(12))).toBe(oneOf(numbered(12)));
  const known = [...numbered(12), "ADDRESS"];
  expect(oneOfNearest("address", known)).toBe(`ADDRESS, ${numbered(11).join(", ")} or one of 1 more`);
  expect(oneOfNearest("ADDRESS", [...numbered(12), "address"])).toBe(
    `address, ${numbered(11).join(", ")} or one of 1 more`,
  );
});

describe("the word that was meant", () => {
  test.each<[string, string, readonly string[], string | undefined]>([
    ["has one wrong letter of three", "uda", ["udp", "tcp"], "udp"],
    ["does not have two wrong letters of three", "uaa", ["udp", "tcp"], undefined],
    ["has two wrong letters of four", "host", ["hear", "tcp"], undefined],
    ["has two letters too many of five", "hosts", ["hos", "abcdef"], "hos"],
    ["does not have two letters too many of four", "host", ["ho", "abcdef"], undefined],
    ["has a third of its letters wrong", "networxyz", ["networks", "hosts"], "networks"],
    ["has its letters in another order, which counts as one mistake", "dpu", ["udp"], "udp"],
    ["has another case, which does not count as a mistake", "UDP", ["udp", "dpu"], "udp"],
    ["has another case in the list", "udp", ["UDP"], "UDP"],
    ["is found by its beginning", "net", ["networkInterface", "hosts"], "networkInterface"],
    ["is found by its beginning, whatever its case", "net", ["NetworkInterface", "hosts"], "NetworkInterface"],
    ["is not found by two letters of its beginning", "ne", ["networkInterface", "hosts"], undefined],
    ["is not found by a beginning that two words have", "net", ["networkInterface", "networkAddress"], undefined],
    ["is not found if two words are equally near", "hosta", ["hostb", "hostc"], undefined],
    ["is not the word itself", "udp", ["udp"], undefined],
    ["is not searched for if the text is long", "a".repeat(101), ["a".repeat(102)], undefined],
    ["is searched for up to a hundred letters", "a".repeat(100), ["a".repeat(101)], "a".repeat(101)],
  ])("%s", (_, word, candidates, meant) => {
    expect(nearest(word, candidates)).toBe(meant);
  });

  test("is a key that the mapping does not have, unless one that it has is much nearer", () => {
    const allowed = ["hosts", "posts"];
    expect(meantKey("hosst", {}, allowed)).toBe("hosts");
    expect(meantKey("networks1", { networks: {} }, ["networks", "netwoabs1"])).toBe("netwoabs1");
    expect(meantKey("networks1", { networks: {} }, ["networks", "netwabcs1"])).toBeUndefined();
    expect(keyThere("hosst", { hosts: {} }, allowed)).toBe("hosts");
    expect(keyThere("hosst", {}, allowed)).toBeUndefined();
  });
});
