import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { renderTopology } from "../../lib/synth/topology-file";
import { join } from "../../lib/text/paths";
import { sipHa } from "../command";
import { sampleTopology } from "../sample-topology";
import { temporaryFolder } from "../temporary-folder";

const MODEL = renderTopology(sampleTopology());

/** What `check` says about the sample's `topology.yaml` after somebody has edited it; the place is shown by its text. */
function said(from: string, to: string) {
  const file = join(temporaryFolder(), "topology.yaml");
  const text = MODEL.replace(from, to);
  expect(text).not.toBe(MODEL);
  writeFileSync(file, text);
  const { code, stdout } = sipHa("check", "--json", file);
  const lines = text.split("\n");
  const report = JSON.parse(stdout) as {
    findings: { code: string; message: string; position: { line: number; column: number } }[];
  };
  const findings = report.findings.map((one) => [
    one.code,
    one.message.replace(file, "FILE"),
    lines[one.position.line - 1]!.slice(one.position.column - 1).slice(0, 20),
  ]);
  return { code, findings };
}

describe("an edited topology.yaml is refused, because no name may be guessed and no part of it lost, if", () => {
  test.each([
    [
      "an interface has no name",
      '{"name":"eth1","network":"voice","address":"10.120.0.11"',
      '{"network":"voice","address":"10.120.0.11"',
      ["missing-key", "name is missing in the mapping that starts here", '{"network":"voice","'],
    ],
    [
      "an interface has the name of another",
      '"name":"eth1"',
      '"name":"eth0"',
      [
        "duplicate-name",
        expect.stringMatching(/^a second interface with the name eth0; the first is FILE:\d+:\d+$/),
        '"eth0","network":"vo',
      ],
    ],
    [
      "a way in has no kind",
      '{"type":"ssh",',
      "{",
      ["missing-key", "type is missing in the mapping that starts here", '"connection":{"user"'],
    ],
    [
      "a pair has no option",
      '{"option":"ipAddressTakeover",',
      "{",
      ["missing-key", "option is missing in the mapping that starts here", '"highAvailability":{'],
    ],
    [
      "an option is no name",
      '"option":"ipAddressTakeover"',
      '"option":3',
      ["wrong-type", "wrong type of value", '3,"virtualIp":"10.12'],
    ],
  ] as const)("%s", (_, from, to, finding) => {
    expect(said(from, to)).toEqual({ code: 2, findings: [finding] });
  });

  test("a backend has no kind", () => {
    expect(said("acknowledgements:", 'backend: {"settings":{"bucket":"states"}}\nacknowledgements:')).toEqual({
      code: 2,
      findings: [["missing-key", "type is missing in the mapping that starts here", 'backend: {"settings"']],
    });
  });
});

test("for an output, too, the finding says what its model lacks", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "topology.yaml"), MODEL.replace('{"option":"ipAddressTakeover",', "{"));
  writeFileSync(join(folder, "artifacts.yaml"), 'environment: "staging"\nformat: 1\nversion: "0.1.0"\nfiles: []\n');
  const { findings } = JSON.parse(sipHa("diff", "--json", folder, folder).stdout) as {
    findings: { code: string; level: string; message: string }[];
  };
  expect(new Set(findings.filter(({ level }) => level === "error").map(({ message }) => message))).toEqual(
    new Set(["option is missing in the mapping that starts here"]),
  );
});
