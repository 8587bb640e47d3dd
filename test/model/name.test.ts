import { describe, expect, test } from "vitest";
import {
  ACCOUNT_NAME,
  type Alphabet,
  ELEMENT_NAME,
  FOLDER,
  INTERFACE_NAME,
  isName,
  OBJECT_NAME,
  WINDOWS_ACCOUNT,
  WINDOWS_FOLDER,
  WINDOWS_INTERFACE,
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
    ["eth0", "bond0.120", "en1", "lo1", "lo-sip", "all0", "a".repeat(15)],
    ["a".repeat(16), ".a", "eth0:1", "a..b", "lo", "lo0", "all", "default"],
  ],
  ["an account", ACCOUNT_NAME, ["root", "_x", "genesys-1"], ["Root", "1a", "-a", "a$", "a".repeat(33)]],
  [
    "a folder",
    FOLDER,
    ["/opt/genesys", "/a.b/_c-d", "/tmpfs", "/opt/tmp", "/devices/x", "/var/runs", `/${"a".repeat(179)}`],
    [
      ...["opt", "/", "/a/", "//a", "/a/..", "/../a", "/a/./b", "/a b", `/${"a".repeat(180)}`],
      ...["/tmp", "/tmp/x", "/var/tmp", "/var/tmp/x", "/run/x", "/var/run", "/dev/shm/x", "/proc/x", "/sys"],
    ],
  ],
  [
    "a connection of Windows",
    WINDOWS_INTERFACE,
    ["Ethernet", "Local Area Connection 2", "vEthernet (SIP)", "NIC #2", "a b"],
    ["Ethernet ", " x", "a%b", "a&b", "a^b", "a!b", "Conexión", "a|b"],
  ],
  ["an account of Windows", WINDOWS_ACCOUNT, ["LocalSystem", "CORP\\svc-lca", "svc$"], ["a\\b\\c", "\\a", "a\\"]],
  [
    "a folder of Windows",
    WINDOWS_FOLDER,
    ["C:\\Genesys\\sip-ha", "d:\\x.y", "C:\\console", `C:\\${"a".repeat(177)}`],
    [
      ...["C:", "C:\\", "C:/x", "C:\\..\\x", "C:\\x.", "\\\\server\\share", "C:\\Program Files", "x"],
      ...["C:\\con", "C:\\NUL\\x", "C:\\x\\Aux.d\\y", "C:\\x\\lpt1.txt", `C:\\${"a".repeat(178)}`],
    ],
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
      "prototype",
      ...Object.getOwnPropertyNames(Object.prototype),
    ];
    const refused = [...invalid, ...never].filter((name) => !valid.includes(name));
    expect(refused.filter((name) => isName(alphabet, name))).toEqual([]);
  });

  test("may not be a device of Windows", () => {
    const devices = ["con", "CON", "nul", "aux", "prn", "com1", "LPT9", "con.txt"];
    expect(devices.filter((name) => isName(alphabet, name))).toEqual([]);
  });
});
