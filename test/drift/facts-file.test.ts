import { describe, expect, test } from "vitest";
import { parseFacts } from "../../lib/drift/facts-file";

const TEXT = `sip-ha-facts 1
package 0.1.0
environment staging
of hosts.sip-a
time 2026-01-01T00:00:00Z
== addresses
 2: eth0    inet 10.110.0.11/24 scope global eth0
-- 0
== units
-- 3
end 2
`;

const told = (text: string) =>
  parseFacts("a.facts", text).unparsed.map(
    ({ code, position, found, message }) => `${position.line} ${code}: ${message}: ${found}`,
  );

describe("a facts file", () => {
  test("has a header, and sections with their lines, exit codes and places", () => {
    expect(parseFacts("a.facts", TEXT)).toEqual({
      unparsed: [],
      facts: {
        file: "a.facts",
        writtenBy: "0.1.0",
        environment: "staging",
        of: "hosts.sip-a",
        time: "2026-01-01T00:00:00Z",
        position: { file: "a.facts", line: 1, column: 1 },
        isWhole: true,
        sections: [
          {
            name: "addresses",
            code: 0,
            position: { file: "a.facts", line: 6, column: 1 },
            lines: [
              {
                text: "2: eth0    inet 10.110.0.11/24 scope global eth0",
                position: { file: "a.facts", line: 7, column: 1 },
              },
            ],
          },
          { name: "units", code: 3, position: { file: "a.facts", line: 9, column: 1 }, lines: [] },
        ],
      },
    });
  });

  test("may have the line ends of Windows, a byte order mark, and the output of a login before and after", () => {
    const { facts } = parseFacts("a.facts", TEXT);
    const without = (text: string) => parseFacts("a.facts", text).facts?.sections.map(({ name, code }) => [name, code]);
    for (const text of [TEXT.replaceAll("\n", "\r\n"), `\uFEFF${TEXT}`, `Welcome to sip-a!\n${TEXT}logout\n`]) {
      expect(told(text)).toEqual([]);
      expect(without(text)).toEqual(facts!.sections.map(({ name, code }) => [name, code]));
    }
  });
});

describe("a line that is not understood is reported with its number:", () => {
  test.each([
    ["", ["1 facts-unreadable: no collector wrote this: no line sip-ha-facts"]],
    ["2: eth0 inet\n", ["1 facts-unreadable: no collector wrote this: no line sip-ha-facts"]],
    ...[Buffer.from(TEXT, "utf16le"), Buffer.from([0x89, 0x50, 0, 0x0d, 0xff])].map((bytes): [string, string[]] => [
      bytes.toString("utf8"),
      ["1 facts-unreadable: no collector wrote this: bytes that are neither UTF-8 text, nor UTF-16 text with its mark"],
    ]),
    [
      TEXT.replace("sip-ha-facts 1", "sip-ha-facts 2"),
      ['1 facts-version: the facts are of another version of the format: "sip-ha-facts 2"'],
    ],
    [TEXT.replace("end 2\n", ""), ["10 facts-truncated: the file ends before the collector did: no line end"]],
    [TEXT.slice(0, TEXT.indexOf("-- 0")), ["7 facts-truncated: the file ends before the collector did: no line end"]],
    [
      "sip-ha-facts 1\npackage 0.1.0\n",
      ["2 facts-truncated: the file ends before the collector did: no line environment"],
    ],
    [TEXT.replace("end 2", "end 5"), ["11 facts-truncated: sections of the collector's output are missing: 2"]],
    [
      `${TEXT}logout\n${TEXT}${TEXT}`,
      [
        "13 facts-appended: what was collected later follows this file's first facts, and is left out: a second line sip-ha-facts",
      ],
    ],
    [TEXT.replace("-- 0\n", ""), ['8 facts-line: no collector writes such a line: "== units"']],
    [TEXT.replace("== units", "-- 0\n== units"), ['9 facts-line: no collector writes such a line: "-- 0"']],
    [TEXT.replace("== units", " eth0\n== units"), ['9 facts-line: no collector writes such a line: " eth0"']],
    [
      TEXT.replace("of hosts.sip-a", "of hosts.sip-a\nof hosts.sip-b"),
      [
        '5 facts-line: no collector writes such a line: "of hosts.sip-b"',
        '6 facts-line: no collector writes such a line: "time 2026-01-01T00:00:00Z"',
      ],
    ],
    [TEXT.replace("== units", "Killed\n== units"), ["9 facts-line: no collector writes such a line: Killed"]],
  ])("%j", (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  test.each([
    ["sip-a.facts", "sip-ha facts"],
    ["sip-1.survey", "sip-ha survey"],
  ])("of %s, with the command whose program wrote it: %s", (file, command) => {
    for (const text of [
      "permission denied\n",
      TEXT.replace("end 2\n", ""),
      TEXT.replace("end 2\n", "end 3\n"),
      TEXT.replace("-- 0\n", ""),
      TEXT.replace("== units", "Killed\n== units"),
      TEXT.replace("sip-ha-facts 1", "sip-ha-facts 9"),
    ])
      expect(parseFacts(file, text).unparsed.map(({ fix }) => fix)).toEqual([expect.stringContaining(command)]);
  });

  test("a section that is not closed has no exit code", () => {
    const { facts } = parseFacts("a.facts", TEXT.slice(0, TEXT.indexOf("-- 0")));
    expect(facts!.sections.map(({ code }) => code)).toEqual([undefined]);
  });
});
