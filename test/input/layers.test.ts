import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { readLayers } from "../../lib/input/layered-source";
import { join, relative } from "../../lib/text/paths";
import { type JsonReport, sipHa } from "../command";
import { testWith } from "../prerequisites";
import { temporaryFolder } from "../temporary-folder";

const GOOD = readFileSync(join(__dirname, "../../examples/first-pair.yaml"), "utf8");

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

function put(name: string, content: string): string {
  const file = join(folder, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** The errors of a file: place, code and path. */
function found(file: string) {
  const { stdout } = sipHa("check", "--json", file);
  return (JSON.parse(stdout) as JsonReport).findings
    .filter(({ level }) => level === "error")
    .map(({ position, code, path }) => [
      `${relative(folder, position!.file)}:${position!.line}:${position!.column}`,
      code,
      path,
    ]);
}

/** The merged value of top.yaml over base.yaml. */
function merged(top: string, base: string): unknown {
  put("base.yaml", base);
  const layers = readLayers(put("top.yaml", `extends: base.yaml\n${top}`));
  return "value" in layers ? layers.value : layers;
}

describe("a file that extends another", () => {
  test("is merged over it: mappings are merged, everything else is replaced, and null removes", () => {
    expect(
      merged(
        "a: { x: 2, z: ~ }\nl: [3]\nm: text\nn:\n",
        "a: { x: 1, y: 1, z: 1 }\nl: [1, 2]\nm: { a: 1 }\nn: 1\no: 1\n",
      ),
    ).toEqual({
      a: { x: 2, y: 1 },
      l: [3],
      m: "text",
      o: 1,
    });
  });

  test("treats a null that removes nothing as an invalid value, except for a whole section", () => {
    expect(merged("a: { x: ~ }\npairs:\nunknown:\n", "a: { y: ~ }\nacknowledge:\n")).toEqual({
      a: { x: null, y: null },
      unknown: null,
    });
    const file = put(
      "alone.yaml",
      GOOD.replace("networks:\n", "netwroks:\nnetworks:\n").replace("network: voice }", "network: voice, watchdog: }"),
    );
    expect(found(file).map(([, code, path]) => [code, path])).toEqual([
      ["unknown-key", "netwroks"],
      ["wrong-type", "pairs.inbound.highAvailability.ipAddressTakeover.watchdog"],
    ]);
  });

  test("cannot reach an object's prototype", () => {
    const value = merged("a: { __proto__: { polluted: 1 } }\n", "a: { __proto__: { other: 1 } }\n") as { a: object };
    expect(Object.keys(value.a)).toEqual(["__proto__"]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("may extend a file that extends another, from other folders", () => {
    put("shared/base/base.yaml", GOOD);
    put("shared/middle.yaml", "extends: base/base.yaml\ndescription: middle\n");
    const top = put("top.yaml", "extends: shared/middle.yaml\nenvironment: top\n");
    expect(found(top)).toEqual([]);
    const layers = readLayers(top) as { value: object };
    expect(layers.value).toEqual({ ...(parse(GOOD) as object), environment: "top", description: "middle" });
  });

  test("may name its base with backslashes, and it is also found where the pipeline runs", () => {
    put("shared/base.yaml", GOOD);
    expect(found(put("sites/top.yaml", "extends: ..\\shared\\base.yaml\nenvironment: top\n"))).toEqual([]);
  });

  test("may name its base by its absolute path", () => {
    const base = put("base.yaml", GOOD);
    expect(found(put("other/top.yaml", `extends: ${base}\n`))).toEqual([]);
  });
});

describe("the place of a mistake is", () => {
  test("the file that has the value: the base if the value is not overridden, otherwise the upper one", () => {
    const bad = GOOD.replace("port: 5060", "port: 0").replace(
      "recoveryTimeObjective: 25s",
      "recoveryTimeObjective: 25",
    );
    put("base.yaml", bad);
    const top = put("top.yaml", "extends: base.yaml\npairs:\n  inbound:\n    sip: { port: many }\n");
    expect(found(top)).toEqual([
      ["top.yaml:4:18", "wrong-type", "pairs.inbound.sip.port"],
      ["base.yaml:30:28", "invalid-duration", "pairs.inbound.recoveryTimeObjective"],
    ]);
  });

  test("the uppermost mapping that should have the missing key", () => {
    put("base.yaml", GOOD.replace(", switch: SIP_Switch_Staging", ""));
    expect(found(put("top.yaml", "extends: base.yaml\n"))).toEqual([["base.yaml:4:1", "missing-key", "genesys"]]);
    expect(found(put("top.yaml", "extends: base.yaml\ngenesys: { tenant: Lab }\n"))).toEqual([
      ["top.yaml:2:1", "missing-key", "genesys"],
    ]);
  });

  test("the reference to an element that null has removed", () => {
    put("base.yaml", GOOD);
    expect(found(put("top.yaml", "extends: base.yaml\nhosts: { sip-b: ~ }\n"))).toEqual([
      ["base.yaml:28:44", "missing-reference", "pairs.inbound.backup.host"],
    ]);
  });

  test("accompanied by the place where null has removed it: an element, or its whole section, in whichever file", () => {
    put("base.yaml", GOOD);
    const said = (file: string) =>
      (JSON.parse(sipHa("check", "--json", file).stdout) as JsonReport).findings
        .filter(({ code }) => code === "missing-reference")
        .map(({ message, allowed, fix }) => [message, allowed, fix].map((one) => one?.replaceAll(`${folder}/`, "")));
    const removed = (place: string, allowed: string) => [
      `there is no host sip-b: it is removed at ${place}`,
      allowed,
      "remove that null, or name another host, here or in the file that has the null",
    ];
    put("middle.yaml", "extends: base.yaml\nhosts: { sip-b: ~ }\n");
    expect(said(put("top.yaml", "extends: middle.yaml\ndescription: top\n"))).toEqual([
      removed("middle.yaml:2:10", "mgmt-1 or sip-a"),
    ]);
    expect(said(put("top.yaml", "extends: base.yaml\n\nhosts:\n"))).toContainEqual(
      removed("top.yaml:3:1", "a declared host; there is none"),
    );
    const again = "extends: middle.yaml\nhosts: { sip-b: { os: linux, interfaces: {} } }\n";
    expect(said(put("top.yaml", again))).toEqual([]);
    const other = "extends: base.yaml\nhosts: { sip-b: ~ }\npairs: { inbound: { backup: { host: sip-c } } }\n";
    expect(said(put("top.yaml", other))).toEqual([
      ["there is no host sip-c", "mgmt-1 or sip-a", "declare the host, or name one that is declared"],
    ]);
  });

  test("in the base file, if that is not YAML", () => {
    put("base.yaml", "hosts: [\n");
    expect(found(put("top.yaml", "extends: base.yaml\n"))).toEqual([["base.yaml:2:1", "yaml-syntax", ""]]);
  });
});

describe("extends is reported at its own place", () => {
  test.each([
    ["a base that is missing", "extends: none.yaml", "top.yaml:2:10", "file-not-found"],
    ["a folder", "extends: .", "top.yaml:2:10", "file-unreadable"],
    ["nothing", 'extends: ""', "top.yaml:2:10", "wrong-type"],
    ["a list", "extends: [base.yaml]", "top.yaml:2:1", "wrong-type"],
    ["a number", "extends: 5", "top.yaml:2:10", "wrong-type"],
    ["itself", "extends: top.yaml", "top.yaml:2:10", "extends-cycle"],
    ["itself by another path", "extends: ./sub/../top.yaml", "top.yaml:2:10", "extends-cycle"],
  ])("for %s", (_, line, place, code) => {
    expect(found(put("top.yaml", `# top\n${line}\n`))).toEqual([[place, code, ""]]);
  });

  test.each([
    ["[a.yaml, b.yaml]", "a list"],
    ["", "null"],
  ])("for %s, with the key in question", (value, shown) => {
    expect(sipHa("check", put("top.yaml", `environment: top\nextends: ${value}\n`)).stdout).toContain(
      `error wrong-type
  extends is not the path of a file
  found:   ${shown}
  allowed: one file, as text
  fix:     name one file, which may extend another one itself, or remove the key
`,
    );
  });

  test("for a missing base, with the folder of the file that extends it, from which it is read", () => {
    const { stdout } = sipHa("check", put("top.yaml", "extends: none.yaml\n"));
    expect(stdout).toContain(`there is no file ${join(folder, "none.yaml")}`);
    expect(stdout).toContain("fix:     check the name; it is relative to the folder of the file that extends it\n");
  });

  test("for a circle of three, which is shown", () => {
    const a = put("a.yaml", "extends: b.yaml\n");
    put("b.yaml", "extends: c.yaml\n");
    put("c.yaml", "environment: c\nextends: a.yaml\n");
    expect(found(a)).toEqual([["c.yaml:2:10", "extends-cycle", ""]]);
    const { stdout } = sipHa("check", a);
    expect(stdout).toContain(
      `found:   ${["a", "b", "c", "a"].map((name) => join(folder, `${name}.yaml`)).join(" -> ")}`,
    );
  });

  test("for itself by an absolute path with .. in it, which would otherwise be read without end", () => {
    const top = put("top.yaml", `extends: ${folder}/none/../top.yaml\n`);
    expect(found(top)).toEqual([["top.yaml:1:10", "extends-cycle", ""]]);
  });

  testWith({ links: true }, "for a circle through a link, without reading it endlessly", () => {
    symlinkSync(".", join(folder, "again"));
    const file = put("top.yaml", "extends: again/top.yaml\n");
    expect(found(file)).toHaveLength(1);
  });
});

describe("a key that most likely means extends", () => {
  test.each(["extend", "Extends", "exends"])("%s is the only mistake that is reported", (key) => {
    put("base.yaml", GOOD);
    const top = put("top.yaml", `environment: prod\n${key}: base.yaml\n`);
    expect(found(top)).toEqual([["top.yaml:2:1", "unknown-key", ""]]);
    const { stdout } = sipHa("check", top);
    expect(stdout).toContain(`unknown key ${key}; did you mean extends?`);
    expect(stdout).toContain("allowed: extends, environment,");
  });

  test("is not reported as such if the file has extends already, or if the key means something else", () => {
    put("base.yaml", GOOD);
    const extended = put("top.yaml", "extends: base.yaml\nextend: base.yaml\n");
    expect(found(extended)).toEqual([["top.yaml:2:1", "unknown-key", "extend"]]);
    const { stdout } = sipHa("check", put("other.yaml", `${GOOD}base: base.yaml\n`));
    expect(stdout).toContain("unknown key base\n");
    expect(stdout).toContain("allowed: extends, environment,");
  });
});

describe("a choice beside the base's own choice", () => {
  test.each([
    ["pairs:\n  inbound:", "highAvailability: { singleHost: { seats: 5 } }", "ipAddressTakeover: null"],
    ["hosts:\n  sip-a:", "connection: { winrm: { user: Administrator } }", "ssh: null"],
  ])("of %j is valid after the fix of its finding", (place, choice, removal) => {
    put("base.yaml", GOOD);
    const { stdout } = sipHa("check", put("top.yaml", `extends: base.yaml\n${place}\n    ${choice}\n`));
    const said = `fix:     keep one; to remove one from the file that this file extends, set it to null, e.g. ${removal}`;
    expect(stdout).toContain(said);
    const mended = choice.replace("{ ", `{ ${removal}, `);
    const again = sipHa("check", put("top.yaml", `extends: base.yaml\n${place}\n    ${mended}\n`));
    expect(again.stdout).not.toContain("set it to null");
  });

  test("is reported in the same way for Terraform's backend", () => {
    put("base.yaml", `${GOOD}terraform:\n  backend: { local: { path: a.tfstate } }\n`);
    const { stdout } = sipHa(
      "check",
      put("top.yaml", "extends: base.yaml\nterraform:\n  backend: { http: { address: https://state.example } }\n"),
    );
    expect(stdout).toContain("extends, set it to null, e.g. local: null");
  });
});

test("a misspelt key that the base has correctly is reported with that, not as a key that nobody has written", () => {
  put("base.yaml", GOOD);
  const takeover = "highAvailability: { ipAddressTakeover: { virtualIP: 10.120.0.20 } }";
  const top = put("top.yaml", `extends: base.yaml\npairs: { inbound: { sip: { transport: [udp] }, ${takeover} } }\n`);
  const { findings } = JSON.parse(sipHa("check", "--json", top).stdout) as JsonReport;
  const fix = (key: string) => `if a file that this one extends has ${key}, write ${key}; otherwise remove this key`;
  expect(findings.filter(({ code }) => code === "unknown-key").map(({ message, fix }) => [message, fix])).toEqual([
    ["unknown key transport", fix("transports")],
    ["unknown key virtualIP", fix("virtualIp")],
  ]);
});

test("two files may extend one base, and are checked together", () => {
  const { environment: _, ...base } = parse(GOOD) as Record<string, unknown>;
  put("base.yaml", stringify(base));
  const [a, b] = ["a", "b"].map((name) => put(`${name}.yaml`, `environment: ${name}\nextends: base.yaml\n`)) as [
    string,
    string,
  ];
  const { stdout, code } = sipHa("check", "--json", a, b);
  expect(code).toBe(1);
  const codes = (JSON.parse(stdout) as JsonReport).findings
    .filter(({ level }) => level === "error")
    .map((one) => one.code);
  expect(new Set(codes)).toEqual(new Set(["address-not-unique", "port-not-unique", "application-not-unique"]));
});
