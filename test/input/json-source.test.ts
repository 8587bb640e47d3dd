import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type JsonSource, readJson } from "../../lib/input/json-source";
import { readYaml, type YamlSource } from "../../lib/input/yaml-source";
import type { Path } from "../../lib/model/origin";

const read = (text: string) => readJson("a.json", () => ({ text }));

/** The places in a readable file, each as `line:column`. */
function places(text: string, ...paths: Path[]): string[] {
  const source = read(text) as JsonSource;
  return paths.map((path) => {
    const { file, line, column } = source.locate(path, "value").position;
    expect(file).toBe("a.json");
    return `${line}:${column}`;
  });
}

const EXPORT = `{
  "__metadata__": { "formatName": "JSON", "version": [1] },
  "hosts": [
    { "name": "sip-a", "ports": [{ "port": 5060 }] }, { "name": "sip-b",
      "os": {} }
  ],
  "empty": []
}`;

describe("the place of a value is", () => {
  test("at the top, that of its key if the value is not a scalar", () => {
    expect(places(EXPORT, [], ["hosts"], ["empty"], ["__metadata__"])).toEqual(["1:1", "3:3", "7:3", "2:3"]);
    expect(places('{"a": 1}', ["a"])).toEqual(["1:7"]);
  });

  test("for an entry of a list, that of the entry", () => {
    expect(places(EXPORT, ["hosts", 0], ["hosts", 1])).toEqual(["4:5", "4:55"]);
  });

  test("within these, that of its key if the value is not a scalar", () => {
    const within = [
      ["hosts", 0, "name"],
      ["hosts", 0, "ports"],
      ["hosts", 0, "ports", 0],
      ["hosts", 0, "ports", 0, "port"],
      ["hosts", 1, "os"],
      ["__metadata__", "formatName"],
      ["__metadata__", "version", 0],
    ];
    expect(places(EXPORT, ...within)).toEqual(["4:15", "4:24", "4:34", "4:44", "5:7", "2:35", "2:55"]);
  });

  test("if there is no such value, that of the nearest one above", () => {
    const absent = [
      ["dns"],
      ["dns", 0, "name"],
      ["empty", 0],
      ["hosts", 2, "name"],
      ["hosts", 0, "ports", 1],
      ["hosts", 0, "name", "x"],
      ["hosts", "name"],
    ];
    expect(places(EXPORT, ...absent)).toEqual(["1:1", "1:1", "7:3", "3:3", "4:24", "4:15", "3:3"]);
  });

  test("that of its key, if the caller asks for the key", () => {
    const source = read(EXPORT) as JsonSource;
    const of = (...path: (string | number)[]) => source.locate(path, "key").position.column;
    expect([of("hosts", 0, "name"), of("hosts"), of("hosts", 0)]).toEqual([7, 3, 5]);
  });

  test("the same with the line ends of Windows, and after a byte order mark", () => {
    const windows = `\uFEFF${EXPORT.replaceAll("\n", "\r\n")}`;
    const path = ["hosts", 1, "os"];
    expect(places(windows, path)).toEqual(places(EXPORT, path));
  });

  test("the one that the YAML reader reports, for any path of any file", () => {
    const key = fc.string({ minLength: 1, unit: "grapheme-ascii" }).filter((one) => one !== "<<");
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.oneof(fc.string({ unit: "grapheme-ascii" }), fc.integer(), fc.boolean(), fc.constant(null)),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(key, tie("value"), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, value, { minKeys: 1, maxKeys: 4 }), fc.nat(3), (top, indent) => {
        const text = JSON.stringify(top, null, indent);
        const json = read(text) as JsonSource;
        const yaml = readYaml("a.json", { read: () => ({ text }) }) as YamlSource;
        expect(json.value).toEqual(yaml.value);
        for (const path of pathsOf(top))
          for (const part of ["key", "value"] as const)
            expect([path, json.locate(path, part).position]).toEqual([path, yaml.locate(path, part).position]);
      }),
    );
  });
});

/** Every path of a value, and one path beyond each. */
function pathsOf(value: unknown, before: Path = []): Path[] {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const within = entries.flatMap(([key, one]) => pathsOf(one, [...before, Array.isArray(value) ? Number(key) : key]));
  return [before, [...before, "no such key"], ...within];
}

describe("a file that is not JSON is reported with the place where it breaks:", () => {
  test.each([
    ["", "1:1 file-empty: the file describes nothing"],
    [" \n", "1:1 file-empty: the file describes nothing"],
    ["[1]", "1:1 wrong-type: the file is not a mapping"],
    ['  "text"', "1:3 wrong-type: the file is not a mapping"],
    ['{"a": [1, 2', "1:12 json-syntax: not valid JSON: close bracket expected"],
    ['{"a": 1,\n "b" 2}', "2:6 json-syntax: not valid JSON: colon expected"],
    ['{"a": 1}\n{"b": 2}', "2:1 json-syntax: not valid JSON: end of file expected"],
    ['{"a": "x\ty"}', "1:7 json-syntax: not valid JSON: invalid character"],
    ['{"a": 1} // no', "1:10 json-syntax: not valid JSON: invalid comment token"],
    ['{"a": 1, "b": 1,\n "a": 2}', "2:2 duplicate-key: the key a occurs twice in one mapping"],
    ['{"hosts": [{"a": {"b": 1, "b": 2}}]}', "1:27 duplicate-key: the key b occurs twice in one mapping"],
    [`{"a": ${"[".repeat(200)}${"]".repeat(200)}}`, "1:106 json-syntax: not valid JSON: nested too deeply"],
    [`{"a": ${"[".repeat(100_000)}`, "1:1 json-syntax: not valid JSON: nested too deeply"],
  ])("%j", (text, expected) => {
    const [first, ...more] = read(text) as Exclude<ReturnType<typeof read>, JsonSource>;
    const { problem, position } = first!;
    expect(`${position.line}:${position.column} ${problem.code}: ${problem.message}`).toBe(expected);
    expect(more).toEqual([]);
  });

  test("the same key may stand in each of several objects, and may have any name", () => {
    const text = '{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}], "__proto__": {"a": 3}}';
    const source = read(text) as JsonSource;
    expect(Object.keys(source.value)).toEqual(["a", "b", "__proto__"]);
    expect(source.locate(["__proto__", "a"], "value").position.column).toBe(63);
  });
});
