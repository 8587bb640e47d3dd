import { S3Backend } from "cdktf";
import { describe, expect, test } from "vitest";
import { reportOn } from "../../../lib";
import { formatPath } from "../../../lib/model/origin";
import { evaluateRule, HOLDS, ruleOf } from "../../rule-evaluation";
import { sampleDeclaration } from "../../sample-declaration";
import { sampleEnvironment } from "../../sample-environment";
import { testingApp } from "../../testing-app";

const said = (backend: object) => evaluateRule("backend-setting", sampleDeclaration({ "terraform.backend": backend }));

/** The settings that are told, with what is meant. */
const meant = (backend: object) =>
  said(backend).found.map(({ path, message }) => [path, String(message).replace(/^.*did you mean (.*)\?$/, "$1")]);

test("a setting that is near a known one is told with that, at its name", () => {
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

test("where the other one is there, as from a file that this one extends, one is to be kept", () => {
  expect(said({ s3: { bucket: "base", buket: "b", key: "k" } }).found.map(({ fix }) => fix)).toEqual([
    "keep one of buket and bucket, under the name bucket; if your version of Terraform has buket, acknowledge this",
  ]);
});

test("is a warning, as Terraform alone knows the settings of its version", () => {
  expect(ruleOf("backend-setting")).toMatchObject({ level: "warning" });
});

describe("within a setting, which Terraform passes over in s3,", () => {
  test.each([
    [{ s3: { assume_role: { role_arn: "r", exteral_id: "x" } } }, "s3.assume_role.exteral_id", "external_id"],
    [{ s3: { endpoints: { dynamo: "https://d" } } }, "s3.endpoints.dynamo", "dynamodb"],
    [{ remote: { organization: "o", workspaces: [{ prefx: "p-" }] } }, "remote.workspaces.0.prefx", "prefix"],
    [{ cloud: { organization: "o", workspaces: { nmae: "n" } } }, "cloud.workspaces.nmae", "name"],
  ])("a slip is told: %j", (backend, path, name) => {
    expect(meant(backend)).toEqual([[`terraform.backend.${path}`, name]]);
  });
});

describe("what is let pass:", () => {
  test.each([
    ["names that Terraform has", { s3: { bucket: "b", key: "k", use_lockfile: true, endpoints: { s3: "https://m" } } }],
    ["one that is near none, as of a later Terraform", { s3: { bucket: "b", key: "k", checksum_algorithm: "sha256" } }],
    ["what people name themselves", { s3: { assume_role: { role_arn: "r", tags: { duratoin: "1", keey: "2" } } } }],
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

  test("what an override adds to cdktf's construct is told like what is declared, and what the construct has is not", () => {
    const construct = (override?: string) =>
      found((environment) => {
        const backend = new S3Backend(environment, { bucket: "b", key: "k", assumeRole: { roleArn: "r" } });
        if (override !== undefined) backend.addOverride(override, "x");
      });
    expect([construct(), construct("reigon")]).toEqual([[], ["terraform.backend.s3.reigon"]]);
  });

  test("of a backend that is none of Terraform's own nothing is told", () => {
    expect(found((environment) => environment.addOverride("terraform.backend", { inmem: { buket: "b" } }))).toEqual([]);
  });
});
