import { expect, test } from "vitest";
import { DECLARED, declared } from "../../lib/constructs/declares";

test("nouns are replaced by what they declare, at every depth, and undefined values are left out", () => {
  const noun = { [DECLARED]: () => ({ name: "sip-a", port: undefined }) };
  expect(declared({ hosts: [noun, "sip-b"], description: undefined })).toStrictEqual({
    hosts: [{ name: "sip-a" }, "sip-b"],
  });
});

test("__proto__ is a key like any other, which the checks refuse, and sets no prototype", () => {
  const result = declared(JSON.parse('{ "__proto__": { "polluted": 1 } }')) as object;
  expect(Object.keys(result)).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
});

test("a value that occurs in several places is not a value that contains itself", () => {
  const shared = { a: 1 };
  expect(declared({ one: shared, two: [shared, { three: shared }] })).toStrictEqual({
    one: { a: 1 },
    two: [{ a: 1 }, { three: { a: 1 } }],
  });
});
