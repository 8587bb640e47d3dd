import {
  App,
  CloudBackend,
  HttpBackend,
  Lazy,
  LocalBackend,
  NamedCloudWorkspace,
  NamedRemoteWorkspace,
  PgBackend,
  PrefixedRemoteWorkspaces,
  RemoteBackend,
  S3Backend,
  TaggedCloudWorkspaces,
} from "cdktf";
import { describe, expect, test } from "vitest";
import type { Environment, EnvironmentProps } from "../../lib";
import { reportOn } from "../../lib/constructs/check-app";
import { formatPath } from "../../lib/model/origin";
import { testWith } from "../prerequisites";
import { sampleEnvironment } from "../sample-environment";
import { temporaryFolder } from "../temporary-folder";

type Add = (environment: Environment) => unknown;

/** What is said about two environments with this addition. */
function said(add: Add, other: Add = add, props: Partial<EnvironmentProps> = {}) {
  const app = new App({ outdir: temporaryFolder() });
  for (const [id, subnet, one] of [
    ["staging", 120, add],
    ["prod", 121, other],
  ] as const)
    one(sampleEnvironment(app, id, { subnet, props }).environment);
  const report = reportOn(app);
  return {
    found: report.findings
      .filter(({ code }) => code !== "backend-secret")
      .map(({ code, environment, path, found }) => [code, environment, formatPath(path), found]),
    notEvaluated: report.notEvaluated.filter(({ code }) => code === "shared-state").length,
  };
}

const S3 = { bucket: "b", key: "telephony.tfstate", region: "eu-north-1" };
const s3: Add = (environment) => new S3Backend(environment, S3);
const shared = (path: string, found: string) => ({
  found: [["shared-state", "prod", `terraform.backend.${path}`, found]],
  notEvaluated: 0,
});
const NOTHING = { found: [], notEvaluated: 0 };

describe("environments with one state are refused", () => {
  test("if a base declares the backend", () => {
    expect(said(() => {}, undefined, { terraform: { backend: { s3: S3 } } })).toEqual(
      shared("s3.key", "s3 with key telephony.tfstate in both"),
    );
  });

  test("if backend constructs have the same settings", () => {
    expect(said(s3)).toEqual(shared("s3.key", "s3 with key telephony.tfstate in both"));
    expect(said((environment) => new LocalBackend(environment, { path: "/srv/x.tfstate" }))).toEqual(
      shared("local.path", "local with path /srv/x.tfstate in both"),
    );
  });

  test("if one is declared and the other a construct", () => {
    const app = new App({ outdir: temporaryFolder() });
    sampleEnvironment(app, "staging", { props: { terraform: { backend: { s3: S3 } } } });
    s3(sampleEnvironment(app, "prod", { subnet: 121 }).environment);
    expect(reportOn(app).findings).toMatchObject([{ code: "shared-state", environment: "prod" }]);
  });

  test("if workspaces of Terraform Cloud have one name", () => {
    const [organization, name] = ["o", "telephony"];
    expect(
      said(
        (environment) => new RemoteBackend(environment, { organization, workspaces: new NamedRemoteWorkspace(name) }),
      ),
    ).toEqual(shared("remote.workspaces.name", "remote with workspaces.name telephony in both"));
  });

  // For this backend cdktf asks the program for its version.
  testWith({ tools: ["terraform"] }, "if workspaces of the backend cloud have one name", () => {
    const workspaces = new NamedCloudWorkspace("telephony");
    expect(said((environment) => new CloudBackend(environment, { organization: "o", workspaces }))).toEqual(
      shared("cloud.workspaces.name", "cloud with workspaces.name telephony in both"),
    );
  });

  test("and a password in the settings of a construct is not shown", () => {
    expect(said((environment) => new HttpBackend(environment, { address: "https://u:pw@h/state" }))).toEqual(
      shared("http.address", "http with address that has a password in it in both"),
    );
    const connStr = "postgres://u:pw@db/state";
    expect(said((environment) => new PgBackend(environment, { connStr, schemaName: "sip" }))).toEqual(
      shared("pg.schema_name", "pg with schema_name sip in both"),
    );
  });

  test("before anything is written, also in a second synth", () => {
    const app = new App({ outdir: temporaryFolder() });
    s3(sampleEnvironment(app, "staging").environment);
    s3(sampleEnvironment(app, "prod", { subnet: 121 }).environment);
    for (let synth = 0; synth < 2; synth++) expect(() => app.synth()).toThrow("error shared-state");
  });
});

describe("environments have separate states", () => {
  test("by default, also in a second synth", () => {
    const app = new App({ outdir: temporaryFolder() });
    sampleEnvironment(app, "staging");
    sampleEnvironment(app, "prod", { subnet: 121 });
    for (let synth = 0; synth < 2; synth++) app.synth();
    expect(reportOn(app).findings).toEqual([]);
  });

  test("if the constructs' settings differ", () => {
    expect(said(s3, (environment) => new S3Backend(environment, { ...S3, key: "prod.tfstate" }))).toEqual(NOTHING);
  });

  test("if the buckets are at other endpoints", () => {
    const at = (region: string): Add => {
      const endpoints = { s3: `https://${region}.example.com`, dynamodb: "https://db.example.com" };
      return (environment) => new S3Backend(environment, { ...S3, endpoints });
    };
    expect(said(at("north"), at("south"))).toEqual(NOTHING);
    expect(said(at("north"))).toEqual(shared("s3.key", "s3 with key telephony.tfstate in both"));
  });

  test("if an override of the backend or of the stack makes them differ", () => {
    expect(said(s3, (environment) => new S3Backend(environment, S3).addOverride("key", "prod.tfstate"))).toEqual(
      NOTHING,
    );
    const overridden: Add = (environment) =>
      environment.addOverride("terraform.backend.s3.key", `${environment.environmentName}.tfstate`);
    expect(
      said((environment) => {
        s3(environment);
        overridden(environment);
      }),
    ).toEqual(NOTHING);
    expect(said(overridden, undefined, { terraform: { backend: { s3: S3 } } })).toEqual(NOTHING);
  });

  test("if a setting is a reference, which may point anywhere", () => {
    const referring: Add = (environment) => {
      s3(environment);
      const key = Lazy.anyValue({ produce: () => `${environment.environmentName}.tfstate` });
      environment.addOverride("terraform.backend.s3.key", key);
    };
    expect(said(referring)).toEqual(NOTHING);
  });

  test("in separate workspaces, which is acknowledged", () => {
    const acknowledge = [{ finding: "shared-state", on: "terraform.backend", reason: "a workspace for each" }];
    const app = new App({ outdir: temporaryFolder() });
    s3(sampleEnvironment(app, "staging").environment);
    s3(sampleEnvironment(app, "prod", { subnet: 121, props: { acknowledge } }).environment);
    const { findings, acknowledged } = reportOn(app);
    expect(findings).toEqual([]);
    expect(acknowledged.map(({ finding }) => finding.code)).toEqual(["shared-state"]);
  });
});

test("if workspaces are chosen by prefix, the rule is not evaluated", () => {
  const organization = "o";
  expect(
    said(
      (environment) => new RemoteBackend(environment, { organization, workspaces: new PrefixedRemoteWorkspaces("p-") }),
    ),
  ).toEqual({ found: [], notEvaluated: 1 });
});

testWith({ tools: ["terraform"] }, "nor is it if workspaces of the backend cloud are chosen by tags", () => {
  const workspaces = new TaggedCloudWorkspaces(["t"]);
  expect(said((environment) => new CloudBackend(environment, { organization: "o", workspaces }))).toEqual({
    found: [],
    notEvaluated: 1,
  });
});
