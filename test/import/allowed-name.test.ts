import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allowedName } from "../../lib/import/allowed-name";
import { ELEMENT_NAME, isName, OBJECT_NAME } from "../../lib/model/name";

describe("a name of the site", () => {
  test.each([
    ["sip-1", "sip-1", false],
    ["sip-1.example.com", "sip-1", true],
    ["10.20.0.11", "host", true],
    ["Köln SIP 1", "Koln-SIP-1", true],
    ["-_-", "host", true],
    ["", "host", true],
    ["con", "host", true],
  ])("%j becomes %j in the file", (wanted, name, isChanged) => {
    expect(allowedName(ELEMENT_NAME, wanted, new Set(), "host")).toEqual({ name, isChanged });
  });

  test("gets a number if another name equals it, whatever the case", () => {
    const taken = new Set<string>();
    const names = ["SIP", "sip", "Sip.example.com"].map((one) => allowedName(ELEMENT_NAME, one, taken, "host").name);
    expect(names).toEqual(["SIP", "sip-2", "Sip-example-com"]);
  });

  test("may be any text and becomes an allowed name, and no name is given out twice", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme" })),
        fc.constantFrom(ELEMENT_NAME, OBJECT_NAME),
        (all, alphabet) => {
          const taken = new Set<string>();
          const names = all.map((one) => allowedName(alphabet, one, taken, "host").name);
          expect(names.filter((one) => !isName(alphabet, one))).toEqual([]);
          expect(new Set(names.map((one) => one.toLowerCase())).size).toBe(names.length);
        },
      ),
    );
  });
});
