import { expect, test } from "vitest";
import { parse } from "yaml";
import { yamlLines } from "../../lib/text/yaml-lines";

test("an entry of a mapping or a list is one line, below the comment and the section's key", () => {
  const hosts = new Map([["sip-a", { os: "linux", ports: [1, 2] }]]);
  expect(
    yamlLines(
      ["What it is.", "More."],
      [
        ["environment", "prod"],
        ["seats", 80],
        ["nothing", null],
        ["hosts", hosts],
        ["files", [{ path: "a" }, "b"]],
        ["timers", { wait: "9s", off: undefined }],
      ],
    ),
  ).toBe(`# What it is.
# More.
environment: "prod"
seats: 80
nothing: null
hosts:
  "sip-a": {"os":"linux","ports":[1,2]}
files:
  - {"path":"a"}
  - "b"
timers:
  wait: "9s"
`);
});

test("an empty value is marked in the key's line, and an undefined one has no line", () => {
  const sections = [
    ["list", []],
    ["mapping", {}],
    ["map", new Map()],
    ["left", { out: undefined }],
    ["gone", undefined],
  ] as const;
  expect(yamlLines([], sections)).toBe("list: []\nmapping: {}\nmap: {}\nleft: {}\n");
});

test("characters that YAML takes for the end of a line, or does not accept, are escaped, and read back unchanged", () => {
  const text = "a\u2028b\u2029c\u0085d\u007fe";
  const lines = yamlLines([], [["text", text]]);
  expect(lines).toBe('text: "a\\u2028b\\u2029c\\u0085d\\u007fe"\n');
  expect(parse(lines)).toEqual({ text });
});
