import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readYaml, type YamlSource } from "../../lib/input/yaml-source";
import { temporaryFolder } from "../temporary-folder";

const GOOD = readFileSync(join(__dirname, "../../examples/first-pair.yaml"), "utf8");

function source(content: string): YamlSource {
  const file = join(temporaryFolder(), "env.yaml");
  writeFileSync(file, content);
  return readYaml(file) as YamlSource;
}

/** Line and column of the value and of the key, and how many of the keys were found. */
function place(yaml: YamlSource, path: string) {
  const keys = path.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  const at = (part: "key" | "value") => {
    const { position, found } = yaml.locate(path === "" ? [] : keys, part);
    return [`${position.line}:${position.column}`, found];
  };
  return [...at("value"), ...at("key")];
}

test.each([
  // path, value, keys found, key, keys found
  ["environment", "3:14", 1, "3:1", 1],
  ["genesys.switch", "4:41", 2, "4:33", 2],
  ["genesys", "4:1", 1, "4:1", 1],
  ["pairs.inbound.sip.transports.1", "29:42", 5, "29:42", 5],
  ["pairs.inbound.sip.transports", "29:24", 4, "29:24", 4],
  ["hosts.sip-b.interfaces.eth1.address", "23:40", 5, "23:31", 5],
  ["hosts.sip-b.os.below", "20:9", 3, "20:9", 3],
  ["hosts.sip-b.managementInterface", "19:3", 2, "19:3", 2],
  ["hosts.sip-z.os", "11:1", 1, "11:1", 1],
  ["description", "3:1", 0, "3:1", 0],
  ["", "3:1", 0, "3:1", 0],
])("%s", (path, value, found, key, keyFound) => {
  expect(place(source(GOOD), path)).toEqual([value, found, key, keyFound]);
});

test("columns count characters, in any script", () => {
  const yaml = source("description: Zürich 東京\ngenesys: { tenant: Zürich, switch: S }\n");
  expect(place(yaml, "genesys.switch")[0]).toBe("2:36");
});

test("quoted keys and block scalars have the place of the written text", () => {
  const yaml = source('"environment": staging\ndescription: >\n  long\n  text\nhosts:\n  "sip-a": { os: linux }\n');
  expect(place(yaml, "environment")).toEqual(["1:16", 1, "1:1", 1]);
  expect(place(yaml, "description")[0]).toBe("2:14");
  expect(place(yaml, "hosts.sip-a.os")).toEqual(["6:18", 3, "6:14", 3]);
});
