import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { environmentFromFile } from "../../lib/input/environment-file";
import { newRoot } from "../../lib/terraform/new-root";
import { textOf } from "../../lib/text/file-text";
import { join } from "../../lib/text/paths";
import { type JsonReport, sipHa } from "../command";
import { soundDeclaration } from "../sample-declaration";
import { temporaryFolder } from "../temporary-folder";

const EXAMPLES = join(__dirname, "../../examples");

/** What synth would write for the environment of a file, by its path. */
function written(file: string): Record<string, string> {
  const { artifacts } = environmentFromFile(newRoot(), file).plan;
  return Object.fromEntries(artifacts.map(({ path, content }) => [path, textOf(content)]));
}

/** The `topology.yaml` of the environment of a file. */
function modelOf(file: string): string {
  const model = join(temporaryFolder(), "topology.yaml");
  writeFileSync(model, written(file)["topology.yaml"]!);
  return model;
}

/** An environment file without errors, and the model of it. */
function sample(changes: Readonly<Record<string, unknown>> = {}) {
  const file = join(temporaryFolder(), "staging.yaml");
  writeFileSync(file, stringify(soundDeclaration(changes)));
  return { file, model: modelOf(file) };
}

/** Findings without their places. */
function withoutPlaces(report: string): unknown {
  return JSON.parse(report, (key, value) => (key === "position" ? undefined : value));
}

describe("the topology.yaml of an output, which a program has as well, is accepted in place of an environment file:", () => {
  test.each([
    "first-pair",
    "prod-east",
    "big-ip",
    "sip-proxy",
    "solaris-and-aix",
    "windows-nlb",
    "windows-pair",
    "estate/prod",
  ])("the one of %s gives the same files", (example) => {
    const file = join(EXAMPLES, `${example}.yaml`);
    expect(written(modelOf(file))).toEqual(written(file));
  });

  test.each([["check"], ["simulate", "--scenario", "primary-host-power-loss"], ["advise"]])(
    "%s prints the same for both",
    (...command) => {
      const { file, model } = sample({ "hosts.sip-a.connection": undefined });
      const of = sipHa(...command, "--json", file);
      const again = sipHa(...command, "--json", model);
      expect([again.code, withoutPlaces(again.stdout)]).toEqual([of.code, withoutPlaces(of.stdout)]);
    },
  );

  test.each(["check", "simulate", "report", "facts", "drill", "advise", "diff"])(
    "the help of %s says so",
    (command) => {
      expect(sipHa(command, "--help").stdout.replaceAll(/\s+/g, " ")).toContain("topology.yaml of a program's output");
    },
  );

  test("a finding has its place in the topology.yaml", () => {
    const { model } = sample();
    writeFileSync(model, readFileSync(model, "utf8").replace('"virtualIp":"10.120.0.10"', '"virtualIp":"10.120.0.1"'));
    const lines = readFileSync(model, "utf8").split("\n");
    const line = lines.findIndex((one) => one.includes('"virtualIp"'));
    const { findings } = JSON.parse(sipHa("check", "--json", model).stdout) as JsonReport;
    expect(findings.map(({ code, path, position }) => [code, path, position])).toEqual([
      [
        "address-not-usable",
        "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp",
        { file: model, line: line + 1, column: lines[line]!.indexOf('"10.120.0.1"') + 1 },
      ],
    ]);
  });

  test("but it is not synthesized again, because that would remove what the program adds to its stack", () => {
    const { file, model } = sample();
    const out = join(temporaryFolder(), "cdktf.out");
    expect(sipHa("synth", model, "--out", out)).toEqual({
      code: 2,
      stdout: `${model}:2:14 error model-synthesized
  environment staging is read from a topology.yaml, which has nothing of what a program itself adds to the stack
  found:   what a synth has written
  allowed: an environment file; every other command takes the model as well
  fix:     run the program or cdktf synth, as when the model was written; or name the environment file

1 error, 0 warnings, 0 acknowledged, 0 not evaluated
nothing was written
`,
      stderr: "",
    });
    expect(sipHa("synth", file, "--out", out).code).toBe(0);
  });
});

describe("a topology.yaml in an output", () => {
  function output() {
    const out = join(temporaryFolder(), "cdktf.out");
    expect(sipHa("synth", sample().file, "--out", out).code).toBe(0);
    return join(out, "stacks/staging/topology.yaml");
  }
  const found = (file: string) =>
    (JSON.parse(sipHa("check", "--json", file).stdout) as JsonReport).findings.map(({ code, position, fix }) => [
      code,
      position,
      fix,
    ]);
  const change = (text: string) => text.replace('"virtualIp":"10.120.0.10"', '"virtualIp":"10.120.0.20"');

  test("is refused if it was edited, because the findings would not apply to the scripts beside it", () => {
    const model = output();
    expect(found(model)).toEqual([]);
    writeFileSync(model, change(readFileSync(model, "utf8")));
    expect(found(model)).toEqual([
      [
        "output-edited",
        { file: model, line: 1, column: 1 },
        "synthesize it again; to try something out, change a copy in a folder that has no artifacts.yaml",
      ],
    ]);
    const copy = join(temporaryFolder(), "topology.yaml");
    writeFileSync(copy, readFileSync(model, "utf8"));
    expect(found(copy)).toEqual([]);
  });

  test("does not count as edited if git has changed its line ends", () => {
    const model = output();
    writeFileSync(model, readFileSync(model, "utf8").replaceAll("\n", "\r\n"));
    expect(found(model)).toEqual([]);
  });

  test("is not a base, and the finding about extends says what it is", () => {
    const model = output();
    const file = join(temporaryFolder(), "prod.yaml");
    writeFileSync(file, `environment: prod\nextends: ${model}\n`);
    expect(sipHa("check", file).stdout).toBe(`${file}:2:10 error model-extended
  extends names a topology.yaml that a synth has written, which has other keys than an environment file
  found:   the model of an output
  allowed: an environment file, or a part of one
  fix:     extend the environment file that it was made from; if a program has made it, write what is shared into a file

1 error, 0 warnings, 0 acknowledged, 0 not evaluated
`);
  });
});

test("an environment file may be called topology.yaml", () => {
  const file = join(temporaryFolder(), "topology.yaml");
  writeFileSync(file, stringify(soundDeclaration()));
  expect(sipHa("synth", file, "--out", join(temporaryFolder(), "cdktf.out")).code).toBe(0);
});

describe("an environment file that is called topology.yaml, with a misspelt section of acknowledgements", () => {
  const SLIP = { acknowledge: undefined, acknowledgements: [] };
  const told = (file: string) => {
    const { findings } = JSON.parse(sipHa("check", "--json", file).stdout) as JsonReport;
    return findings.map(({ code, message, fix }) => [code, message, fix]);
  };
  const UNKNOWN = [["unknown-key", "unknown key acknowledgements; did you mean acknowledge?", "write acknowledge"]];

  test("is reported with the key that is meant", () => {
    const file = join(temporaryFolder(), "topology.yaml");
    writeFileSync(file, stringify({ ...soundDeclaration(), ...SLIP }));
    expect(told(file)).toEqual(UNKNOWN);
  });

  test("is reported in the same way as a base, and beside an output's list of files", () => {
    const folder = temporaryFolder();
    const file = join(folder, "prod.yaml");
    writeFileSync(join(folder, "artifacts.yaml"), "files: []\n");
    writeFileSync(join(folder, "topology.yaml"), stringify({ ...soundDeclaration(), ...SLIP }));
    writeFileSync(file, "extends: topology.yaml\n");
    expect([told(join(folder, "topology.yaml")), told(file)]).toEqual([UNKNOWN, UNKNOWN]);
  });
});

test("for a base on its own, the finding asks for the files that extend it", () => {
  const file = join(temporaryFolder(), "base.yaml");
  writeFileSync(file, "genesys: { switch: SIP_Switch }\n");
  const { findings } = JSON.parse(sipHa("check", "--json", file).stdout) as JsonReport;
  expect(findings.map(({ code, fix }) => [code, fix])).toEqual([
    ["missing-key", "add environment; or, if this is a base for other files, name the files that extend it instead"],
  ]);
});
