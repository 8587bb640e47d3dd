import { describe, expect, test } from "vitest";
import {
  ABSOLUTE_PATH,
  ACCOUNT_NAME,
  type Alphabet,
  ELEMENT_NAME,
  INTERFACE_NAME,
  isName,
  OBJECT_NAME,
} from "../../lib/model/name";

const NAMES: readonly (readonly [string, Alphabet, readonly string[], readonly string[]])[] = [
  [
    "an element",
    ELEMENT_NAME,
    ["a", "sip-a", "Inbound_2", "a".repeat(40)],
    ["a".repeat(41), "1a", "-a", "a-", "a.b", "ä"],
  ],
  [
    "a Genesys object",
    OBJECT_NAME,
    ["SIP_In_P", "1", "a.b-c", "a".repeat(64)],
    ["a".repeat(65), ".a", "a.", "a..b", "_a"],
  ],
  [
    "an interface",
    INTERFACE_NAME,
    ["eth0", "bond0.120", "en1", "a".repeat(15)],
    ["a".repeat(16), ".a", "eth0:1", "a..b"],
  ],
  ["an account", ACCOUNT_NAME, ["root", "_x", "genesys-1"], ["Root", "1a", "-a", "a$", "a".repeat(33)]],
  [
    "a folder",
    ABSOLUTE_PATH,
    ["/opt/genesys", "/a.b/_c-d"],
    ["opt", "/", "/a/", "//a", "/a/..", "/../a", "/a/./b", "/a b"],
  ],
];

describe.each(NAMES)("the name of %s", (_, alphabet, valid, invalid) => {
  test("may be what stands unchanged in scripts, files and objects", () => {
    expect(valid.filter((name) => !isName(alphabet, name))).toEqual([]);
  });

  test("may be nothing else", () => {
    const never = [
      "",
      " ",
      "a b",
      "a\n",
      "$(id)",
      "`id`",
      "a'b",
      'a"b',
      "a;b",
      "../a",
      "a/../b",
      "__proto__",
      "constructor",
      "prototype",
    ];
    expect([...invalid, ...never].filter((name) => isName(alphabet, name))).toEqual([]);
  });

  test("may be no device of Windows", () => {
    const devices = ["con", "CON", "nul", "aux", "prn", "com1", "LPT9", "con.txt"];
    expect(devices.filter((name) => isName(alphabet, name))).toEqual([]);
  });
});
