import { S3Backend } from "cdktf";
import { describe, expect, test } from "vitest";
import { reportOn } from "../../../lib";
import { formatPath } from "../../../lib/model/origin";
import { evaluateRule, HOLDS, ruleOf } from "../../rule-evaluation";
import { sampleDeclaration } from "../../sample-declaration";
import { sampleEnvironment } from "../../sample-environment";
import { testingApp } from "../../testing-app";

const said = (backend: object) => evaluateRule("backend-setting", sampleDeclaration({ "terraform.backend": backend }));

/** The settings that are reported, with what is meant. */
const meant = (backend: object) =>
  said(backend).found.map(({ path, message }) => [path, String(message).replace(/^.*did you mean (.*)\?$/, "$1")]);

test("a setting that resembles a known one is reported with that one, at its name", () => {
  expect(said({ s3: { buket: "b", key: "k", region: "r" } })).toEqual({
    found: [
      {
        path: "terraform.backend.s3.buket",
        part: "key",
        message: "backend s3 has no setting buket that is known here; did you mean bucket?",
        found: "buket",
        allowed: "a name from Terraform's documentation of the backend",
        fix: "write bucket; if your version of Terraform has buket, acknowledge this",
      },
    ],
    notEvaluated: [],
  });
});

test("if both exist, for example one from an extended file, the finding asks to keep one", () => {
  expect(said({ s3: { bucket: "base", buket: "b", key: "k" } }).found.map(({ fix }) => fix)).toEqual([
    "keep one of buket and bucket, under the name bucket; if your version of Terraform has buket, acknowledge this",
  ]);
});

test("is a warning, because only Terraform knows the settings of its version", () => {
  expect(ruleOf("backend-setting")).toMatchObject({ level: "warning" });
});

describe("within a setting, where Terraform ignores unknown names in s3,", () => {
  test.each([
    [{ s3: { assume_role: { role_arn: "r", exteral_id: "x" } } }, "s3.assume_role.exteral_id", "external_id"],
    [{ s3: { endpoints: { dynamo: "https://d" } } }, "s3.endpoints.dynamo", "dynamodb"],
    [{ remote: { organization: "o", workspaces: [{ prefx: "p-" }] } }, "remote.workspaces.0.prefx", "prefix"],
    [{ cloud: { organization: "o", workspaces: { nmae: "n" } } }, "cloud.workspaces.nmae", "name"],
  ])("a slip is reported: %j", (backend, path, name) => {
    expect(meant(backend)).toEqual([[`terraform.backend.${path}`, name]]);
  });
});

describe("it accepts:", () => {
  test.each([
    ["names that Terraform has", { s3: { bucket: "b", key: "k", use_lockfile: true, endpoints: { s3: "https://m" } } }],
    [
      "names that resemble none, as of a later Terraform",
      { s3: { bucket: "b", key: "k", checksum_algorithm: "sha256" } },
    ],
    [
      "names that people give themselves",
      { s3: { assume_role: { role_arn: "r", tags: { duratoin: "1", keey: "2" } } } },
    ],
    ["no backend at all", undefined],
  ])("%s", (_, backend) => {
    expect(said(backend as object)).toEqual(HOLDS);
  });
});

describe("in a program", () => {
  const found = (add: (environment: ReturnType<typeof sampleEnvironment>["environment"]) => void) => {
    const { environment } = sampleEnvironment(testingApp());
    add(environment);
    const { findings } = reportOn(environment);
    return findings.filter(({ code }) => code === "backend-setting").map(({ path }) => formatPath(path));
  };

  test("what an override adds to cdktf's construct is reported like a declared setting, and the construct's own names are not", () => {
    const construct = (override?: string) =>
      found((environment) => {
        const backend = new S3Backend(environment, { bucket: "b", key: "k", assumeRole: { roleArn: "r" } });
        if (override !== undefined) backend.addOverride(override, "x");
      });
    expect([construct(), construct("reigon")]).toEqual([[], ["terraform.backend.s3.reigon"]]);
  });

  test("nothing is reported for a backend that is not one of Terraform's own", () => {
    expect(found((environment) => environment.addOverride("terraform.backend", { inmem: { buket: "b" } }))).toEqual([]);
  });
});
