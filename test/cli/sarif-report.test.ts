import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Log, Run } from "sarif";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { type Finding, inputFinding, type NotEvaluated, type Place } from "../../lib/checks/finding";
import type { LocatedReport } from "../../lib/checks/located-report";
import type { Rule } from "../../lib/checks/rule";
import type { CodeEntry } from "../../lib/cli/code-page";
import { knownCodes } from "../../lib/cli/known-codes";
import { sarifReport } from "../../lib/cli/sarif-report";
import { errors } from "../../lib/errors";
import { rules as everyRule } from "../../lib/options";
import { packageVersion } from "../../lib/text/package-manifest";
import { join, resolve } from "../../lib/text/paths";
import { FINDING } from "../checks/sample-finding";
import { sipHa } from "../command";
import { soundDeclaration } from "../sample-declaration";
import { temporaryFolder } from "../temporary-folder";

const rule: Rule = {
  code: "tls-port",
  level: "error",
  title: "a pair with TLS has a TLS port",
  why: "Nobody could call it.",
  evaluate: () => [],
};
const words: CodeEntry = { code: "tls-port", part: "Checks", words: [], about: [], causes: [] };
const place: Place = { position: { file: "prod.yaml", line: 41, column: 17 }, construct: "staging/pairs/inbound" };
const open: NotEvaluated = { ...FINDING, code: "gratuitous-arp", reason: "nobody has said it", fix: "ask" };

function runOf(report: Partial<LocatedReport>, codes = [words], rules: readonly Rule[] = [rule]): Run {
  const text = sarifReport({ findings: [], acknowledged: [], notEvaluated: [], ...report }, codes, rules);
  return (JSON.parse(text) as Log).runs[0]!;
}

const uriOf = (file: string) =>
  runOf({ findings: [{ entry: FINDING, place: { position: { file, line: 1, column: 1 } } }] }).results![0]!
    .locations![0]!.physicalLocation!.artifactLocation!.uri;

describe("a report as SARIF", () => {
  test("has version 2.1.0, and names this version of sip-ha", () => {
    expect(JSON.parse(sarifReport({ findings: [], acknowledged: [], notEvaluated: [] }, [], []))).toEqual({
      $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { name: "sip-ha", semanticVersion: packageVersion(), rules: [] } },
          columnKind: "utf16CodeUnits",
          results: [],
        },
      ],
    });
  });

  test("has each finding at its line, with what was found, what is allowed and the fix, and the text of its rule", () => {
    const { tool, results } = runOf({ findings: [{ entry: FINDING, place }] });
    expect(tool.driver.rules).toEqual([
      {
        id: "tls-port",
        shortDescription: { text: "a pair with TLS has a TLS port" },
        fullDescription: { text: "Nobody could call it." },
      },
    ]);
    expect(results).toEqual([
      {
        ruleId: "tls-port",
        ruleIndex: 0,
        level: "error",
        message: {
          text: "the transports include tls, but there is no tlsPort\nfound: no tlsPort\nallowed: a port\nfix: add tlsPort, e.g. 5061",
        },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "prod.yaml" },
              region: { startLine: 41, startColumn: 17 },
            },
            logicalLocations: [
              { fullyQualifiedName: "staging/pairs.inbound.sip" },
              { fullyQualifiedName: "staging/pairs/inbound" },
            ],
          },
        ],
      },
    ]);
  });

  test("has acknowledged findings as suppressed, with the reason", () => {
    const { results } = runOf({ acknowledged: [{ finding: FINDING, reason: "a lab", place }] });
    expect(results).toMatchObject([
      {
        ruleId: "tls-port",
        level: "error",
        suppressions: [{ kind: "inSource", status: "accepted", justification: "a lab" }],
        locations: [{ physicalLocation: { region: { startLine: 41 } } }],
      },
    ]);
  });

  test("has a check that could not be made as open, without a level", () => {
    expect(runOf({ notEvaluated: [{ entry: open, place }] }).results).toMatchObject([
      {
        ruleId: "gratuitous-arp",
        kind: "open",
        level: "none",
        message: { text: "not evaluated: nobody has said it\nfix: ask" },
      },
    ]);
  });

  test("has a rule once for all of its results, and keeps a mistake of input apart from a rule with the same code", () => {
    const input: Finding = { ...FINDING, kind: "input" };
    const { tool, results } = runOf({
      findings: [FINDING, input, FINDING, input].map((entry) => ({ entry, place })),
      notEvaluated: [{ entry: open, place }],
    });
    expect(tool.driver.rules!.map(({ id, shortDescription }) => [id, shortDescription?.text])).toEqual([
      ["tls-port", "a pair with TLS has a TLS port"],
      ["tls-port", undefined],
      ["gratuitous-arp", undefined],
    ]);
    expect(results!.map(({ ruleIndex }) => ruleIndex)).toEqual([0, 1, 0, 1, 2]);
  });

  test("has no place for a finding that belongs to no file and no environment", () => {
    const entry = inputFinding(errors.fileNotFound("prod.yaml"));
    expect(runOf({ findings: [{ entry, place: {} }] }).results![0]!.locations).toEqual([]);
  });

  test("names the environment if a finding is about the whole of it", () => {
    const entry: Finding = { ...FINDING, path: [] };
    expect(runOf({ findings: [{ entry, place: {} }] }).results![0]!.locations).toEqual([
      { logicalLocations: [{ fullyQualifiedName: "staging" }] },
    ]);
  });

  test("knows every rule", () => {
    const findings = everyRule.map(({ code, level }) => ({ entry: { ...FINDING, code, level }, place }));
    const { tool } = runOf({ findings }, knownCodes(), everyRule);
    expect(tool.driver.rules!.filter(({ shortDescription }) => shortDescription === undefined)).toEqual([]);
  });
});

describe("a file is named in SARIF", () => {
  test.each([
    ["estate/prod.yaml", "estate/prod.yaml"],
    ["./estate/../prod.yaml", "prod.yaml"],
    [resolve("estate/prod.yaml"), "estate/prod.yaml"],
    ["my env/prod#1:%.yaml", "my%20env/prod%231%3A%25.yaml"],
    ["..prod/prod.yaml", "..prod/prod.yaml"],
    [".", pathToFileURL(resolve(".")).href],
    ["../my env/prod.yaml", `${pathToFileURL(resolve("..")).href}/my%20env/prod.yaml`],
    ["/srv/my env/prod.yaml", "file:///srv/my%20env/prod.yaml"],
  ])("%s as %s", (file, uri) => {
    expect(uriOf(file)).toBe(uri);
  });
});

test("check --sarif prints the report as SARIF, and ends with the exit code of the report", () => {
  const file = join(temporaryFolder(), "wrong.yaml");
  writeFileSync(file, stringify(soundDeclaration({ "pairs.inbound.recoveryTimeObjective": "5s" })));
  const { stdout, stderr, code } = sipHa("check", "--sarif", file);
  expect([code, stderr]).toEqual([1, ""]);
  expect(JSON.parse(stdout)).toMatchObject({ version: "2.1.0", runs: [{ results: [{ ruleId: "recovery-time" }] }] });
});
