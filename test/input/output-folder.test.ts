import { hash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { formatFinding } from "../../lib/checks/finding";
import { readOutput } from "../../lib/input/output-folder";
import { packageVersion } from "../../lib/text/package-manifest";
import { join } from "../../lib/text/paths";
import { sipHa } from "../command";
import { testWith } from "../prerequisites";
import { soundDeclaration } from "../sample-declaration";
import { temporaryFolder } from "../temporary-folder";

let out: string;

beforeAll(() => {
  const folder = temporaryFolder();
  out = join(folder, "out");
  writeFileSync(join(folder, "sound.yaml"), stringify(soundDeclaration()));
  expect(sipHa("synth", join(folder, "sound.yaml"), "--out", out).code).toBe(0);
});

/** A copy of the output in which a file is changed or removed. */
function spoilt(name: string, change: ((text: string) => string) | undefined): string {
  const copy = join(temporaryFolder(), "out");
  cpSync(out, copy, { recursive: true });
  const file = join(copy, "stacks/staging", name);
  if (change === undefined) rmSync(file);
  else writeFileSync(file, change(readFileSync(file, "utf8")));
  return copy;
}

/** What reading says, without the folder's name. */
function said(folder: string): string[] {
  const read = readOutput(folder);
  if (!("problems" in read)) return [];
  return read.problems.map(({ entry, place }) =>
    formatFinding(entry, place).replaceAll(`${folder}/stacks/staging`, "OUT"),
  );
}

describe("an output is read", () => {
  test("as a whole, or as the folder of one environment", () => {
    for (const folder of [out, join(out, "stacks/staging")]) {
      const read = readOutput(folder);
      if (!("environments" in read)) throw new Error(said(folder).join("\n"));
      const { topology, files, version, warnings } = read.environments.get("staging")!;
      expect([topology.environment, version, warnings]).toEqual(["staging", packageVersion(), []]);
      expect(files.map(({ path }) => path)).toContain("cdk.tf.json");
      expect(files.find(({ path }) => path === "hosts/sip-a/inbound-vip")?.target?.host).toBe("sip-a");
    }
  });

  test("beside stacks of an app that are not environments", () => {
    const copy = spoilt("runbook.md", undefined);
    mkdirSync(join(copy, "stacks/ours"));
    writeFileSync(join(copy, "stacks/ours/cdk.tf.json"), "{}");
    const read = readOutput(copy);
    expect("environments" in read && [...read.environments.keys()]).toEqual(["staging"]);
  });

  test("even if an earlier version did not record which one it was", () => {
    const read = readOutput(spoilt("artifacts.yaml", (text) => text.replace(/^version: .*\n/m, "")));
    expect("environments" in read && read.environments.get("staging")!.version).toBeUndefined();
    expect("environments" in read).toBe(true);
  });
});

describe("reading says", () => {
  test("what an output has, for a folder that is not one", () => {
    const folder = temporaryFolder();
    expect(said(folder)).toEqual([
      `error output-missing
  ${folder} is not an output of synth
  found:   neither a folder stacks, nor topology.yaml and artifacts.yaml
  allowed: the output folder of sip-ha synth, or the folder of one environment in its stacks
  fix:     name such a folder`,
    ]);
    expect(said(join(folder, "none"))[0]).toContain("error output-missing");
  });

  testWith({ linux: true }, "why, for a folder about which the system says nothing", () => {
    const link = join(temporaryFolder(), "out");
    symlinkSync(link, link);
    expect(said(link)).toEqual([
      `error file-unreadable\n  ${link}: the file cannot be read: ELOOP\n  fix:     name a regular file that this account may read`,
    ]);
  });

  test("that an environment is there twice, for example if a copy lies beside its original", () => {
    const copy = spoilt("runbook.md", (text) => text);
    cpSync(join(copy, "stacks/staging"), join(copy, "stacks/before"), { recursive: true });
    expect(said(copy)).toEqual([
      `error output-twice
  OUT: environment staging is in the output for the second time; the first is in ${join(copy, "stacks/before")}
  fix:     move the one that is not meant, perhaps a copy, out of the output's folder stacks`,
    ]);
  });

  test.each(["topology.yaml", "artifacts.yaml"] as const)("that %s is missing", (name) => {
    expect(said(spoilt(name, undefined))).toEqual([
      `error output-incomplete\n  OUT: the output has no ${name}\n  fix:     synthesize it again`,
    ]);
  });

  test("that the model is not YAML, and where", () => {
    expect(said(spoilt("topology.yaml", (text) => text.replace(/^hosts:/m, "hosts: [")))).toEqual([
      `OUT/topology.yaml:17:3 error yaml-syntax
  not valid YAML: Missing , between flow sequence items
  fix:     correct the text here; look at indentation, quotes and brackets just before it`,
    ]);
  });

  test("that a value of the model is not valid", () => {
    const wrong = (text: string) => text.replace('"address":"10.120.0.11"', '"address":"10.120.0.999"');
    expect(said(spoilt("topology.yaml", wrong))).toEqual([
      `OUT/topology.yaml:17:146 error invalid-address
  hosts.sip-a.interfaces.eth1.address: not an IP address
  found:   10.120.0.999
  allowed: an IPv4 address of four decimal numbers from 0 to 255, or an IPv6 address
  fix:     correct the address, e.g. 10.120.0.10`,
    ]);
  });

  test("that the model was changed since it was written", () => {
    expect(said(spoilt("topology.yaml", (text) => text.replace('"port":5060', '"port":5062')))).toEqual([
      `OUT/topology.yaml:1:1 error output-edited
  the file was changed after it was synthesized: its hash is not the one in artifacts.yaml
  fix:     synthesize it again; if git has changed its line ends, see core.autocrlf`,
    ]);
  });

  test("that a script was changed since it was written, because nothing else would report it", () => {
    expect(said(spoilt("hosts/sip-a/inbound-vip", (text) => text.replaceAll("eth1", "bond0")))).toEqual([
      `OUT/hosts/sip-a/inbound-vip:1:1 error output-edited
  the file was changed after it was synthesized: its hash is not the one in artifacts.yaml
  fix:     synthesize it again; if git has changed its line ends, see core.autocrlf`,
    ]);
  });

  test("that a listed file cannot be read", () => {
    const folder = spoilt("runbook.md", undefined);
    mkdirSync(join(folder, "stacks/staging/runbook.md"));
    expect(said(folder)).toEqual([
      `OUT/runbook.md:1:1 error file-unreadable
  the file cannot be read: EISDIR
  fix:     name a regular file that this account may read`,
    ]);
  });

  test("nothing if only the model and the list are kept", () => {
    const folder = spoilt("runbook.md", undefined);
    for (const kept of ["hosts", "configuration-layer"])
      rmSync(join(folder, "stacks/staging", kept), { recursive: true });
    expect(said(folder)).toEqual([]);
  });

  test("which rule an unchanged model breaks, after the version that did not find it", () => {
    const copy = spoilt("topology.yaml", (text) => text.replace('"address":"10.120.0.11"', '"address":"10.120.0.12"'));
    const [model, list] = ["topology.yaml", "artifacts.yaml"].map((name) => join(copy, "stacks/staging", name));
    const sha256 = hash("sha256", readFileSync(model!));
    const relisted = readFileSync(list!, "utf8")
      .replace(/(?<="path":"topology.yaml","sha256":")[0-9a-f]+/, sha256)
      .replace(/^version: .*$/m, 'version: "0.0.1"');
    writeFileSync(list!, relisted);
    expect(said(copy).map((one) => one.split("\n")[0])).toEqual([
      "OUT/artifacts.yaml:1:1 warning other-version",
      "OUT/topology.yaml:1:1 error address-not-unique",
    ]);
  });

  test.each([
    ["a later one", "format: 2\n", "3:9", `format 2, written by version ${packageVersion()}`],
    ["none", "", "2:1", `no format, written by version ${packageVersion()}`],
  ])(
    "that it has a format that this version does not know, and nothing else about it: %s",
    (_, instead, place, found) => {
      const copy = spoilt("artifacts.yaml", (text) =>
        text.replace("format: 1\n", instead).replace(/^files:\n(?: .*\n)*/m, ""),
      );
      expect(said(copy)).toEqual([
        `OUT/artifacts.yaml:${place} error other-output-format
  the output has a format that this version of sip-server-ha does not know
  found:   ${found}
  allowed: format 1
  fix:     use the version that wrote it, or synthesize its revision again with this one`,
      ]);
    },
  );

  test.each([
    ["files", /^files:\n(?: .*\n)*/m, "files: all\n", "5:8"],
    ["an entry", /^ {2}- .*$/m, "  - ~", "6:5"],
    ["a hash", /"sha256":"[0-9a-f]+"/, '"sha256":7', "6:5"],
    ["how well it is known", /"evidence":"[a-z]+"/, '"evidence":"sure"', "6:5"],
    ["the place on a host", /"target":\{.*?\}/, '"target":"sip-a"', "14:5"],
    ["a part of the place on a host", /(?<="target":\{.*?)"mode":"[0-9]+"/, '"mode":7', "14:5"],
  ])("which entry of the list is invalid, by %s", (_, what, instead, place) => {
    expect(said(spoilt("artifacts.yaml", (text) => text.replace(what, instead)))).toEqual([
      `OUT/artifacts.yaml:${place} error invalid-value
  not an entry that synth has written
  allowed: path, sha256, purpose, construct and evidence, each text
  fix:     synthesize it again`,
    ]);
  });

  test("first that another version wrote it, if an entry of the list is invalid here", () => {
    const copy = spoilt("artifacts.yaml", (text) =>
      text.replace(/^version: .*$/m, 'version: "99.0.0"').replace(/"evidence":"[a-z]+"/, '"evidence":"sure"'),
    );
    expect(said(copy).map((one) => one.split("\n")[0])).toEqual([
      "OUT/artifacts.yaml:1:1 warning other-version",
      "OUT/artifacts.yaml:6:5 error invalid-value",
    ]);
  });

  test("first that another version wrote it, if a key is unknown here", () => {
    const copy = spoilt("artifacts.yaml", (text) => text.replace(/^version: .*$/m, 'version: "99.0.0"'));
    const model = join(copy, "stacks/staging/topology.yaml");
    writeFileSync(model, readFileSync(model, "utf8").replace('"cancelTimeout"', '"pauseTimeout":"1s","cancelTimeout"'));
    const [first, second, ...more] = said(copy);
    expect(first).toBe(`OUT/artifacts.yaml:1:1 warning other-version
  another version of sip-server-ha wrote this output, which may be the only problem
  found:   99.0.0
  allowed: ${packageVersion()}
  fix:     compare it with the version that wrote it, or synthesize its revision again with this one`);
    expect(second).toMatch(
      /error unknown-key\n {2}pairs\.inbound\.highAvailability\.ipAddressTakeover\.pauseTimeout: /,
    );
    expect(more).toEqual([]);
  });
});
