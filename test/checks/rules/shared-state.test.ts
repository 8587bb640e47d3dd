import { describe, expect, test } from "vitest";
import { evaluateRule, HOLDS, ruleOf } from "../../rule-evaluation";
import { sampleDeclaration } from "../../sample-declaration";

/** What is said about environments with these backends, from the first one on. */
function said(...backends: readonly (object | undefined)[]) {
  const declarations = backends.map((backend, index) =>
    sampleDeclaration({
      environment: ["staging", "prod", "lab"][index]!,
      ...(backend === undefined ? {} : { "terraform.backend": backend }),
    }),
  );
  return evaluateRule("shared-state", ...declarations);
}

const S3 = { bucket: "b", key: "telephony.tfstate", region: "eu-north-1" };
const inContext = (config_context: string) => ({
  kubernetes: { secret_suffix: "sip", config_path: "~/.kube/config", config_context },
});
const workspace = (type: string, name: string, more: object = {}) => ({
  [type]: { organization: "o", workspaces: { name }, ...more },
});
const chosen = (workspaces: object) => ({ remote: { organization: "o", workspaces } });
const GCS = { bucket: "b" };

test("two environments with one state are both named, at the later one", () => {
  expect(said({ s3: S3 }, { s3: { ...S3, key: "other.tfstate" } }, { s3: { ...S3, encrypt: true } })).toEqual({
    found: [
      {
        environment: "lab",
        path: "terraform.backend.s3.key",
        message:
          "environment lab has the same Terraform state as environment staging, so each apply destroys what the other one has in it",
        found: "s3 with key telephony.tfstate in both",
        allowed: "another key in each environment",
        fix: "give each environment a key of its own, e.g. telephony-lab.tfstate; if each has its own workspace of Terraform, acknowledge this",
      },
    ],
    notEvaluated: [],
  });
});

test("may be acknowledged, as each environment may have a workspace of its own", () => {
  expect(ruleOf("shared-state")).toMatchObject({ level: "error", acknowledgeable: true });
});

describe("settings that name one state are found", () => {
  test.each([
    [{ azurerm: { storage_account_name: "s", container_name: "c", key: "k" } }, "azurerm with key k in both"],
    [{ consul: { address: "consul:8500", path: "sip" } }, "consul with path sip in both"],
    [{ cos: { bucket: "b", key: "k" } }, "cos with key k in both"],
    [{ cos: { bucket: "b", prefix: "p" } }, "cos with the same settings in both"],
    [{ gcs: { bucket: "b", prefix: "sip" } }, "gcs with prefix sip in both"],
    [{ http: { address: "https://h/state" } }, "http with address https://h/state in both"],
    [
      { kubernetes: { secret_suffix: "sip", config_path: "~/.kube/config" } },
      "kubernetes with secret_suffix sip in both",
    ],
    [{ cloud: { organization: "o", workspaces: { name: "sip" } } }, "cloud with workspaces.name sip in both"],
    [{ remote: { organization: "o", workspaces: { name: "sip" } } }, "remote with workspaces.name sip in both"],
    [{ remote: { organization: "o", workspaces: [{ name: "sip" }] } }, "remote with workspaces.name sip in both"],
    [{ s3: { ...S3, endpoints: { s3: "https://minio" } } }, "s3 with key telephony.tfstate in both"],
    [{ kubernetes: { secret_suffix: "sip", config_paths: ["a", "b"] } }, "kubernetes with secret_suffix sip in both"],
    [{ local: { path: "/srv/x.tfstate" } }, "local with path /srv/x.tfstate in both"],
    [{ local: { path: "../../x.tfstate" } }, "local with path ../../x.tfstate in both"],
    [{ local: { path: "C:\\state\\x.tfstate" } }, 'local with path "C:\\\\state\\\\x.tfstate" in both'],
    [{ oci: { bucket: "b", namespace: "n", key: "k" } }, "oci with key k in both"],
    [{ oss: { bucket: "b", key: "k" } }, "oss with key k in both"],
    [{ pg: { conn_str: "postgres://db/state", schema_name: "sip" } }, "pg with schema_name sip in both"],
    [{ s3: S3 }, "s3 with key telephony.tfstate in both"],
    [{ swift: { container: "c", state_name: "sip" } }, "swift with state_name sip in both"],
  ])("%j", (backend, found) => {
    expect(said(backend, backend)).toMatchObject({ found: [{ environment: "prod", found }], notEvaluated: [] });
  });

  test("a file's path and an equivalent path", () => {
    const { found } = said({ local: { path: "../x.tfstate" } }, { local: { path: "./../../stacks/x.tfstate" } });
    expect(found).toMatchObject([{ environment: "prod", path: "terraform.backend.local.path" }]);
  });
});

test("a workspace of cloud is the one of the backend remote with its name, even if the default host is named", () => {
  expect(said(workspace("remote", "sip"), workspace("cloud", "sip", { hostname: "app.terraform.io" }))).toMatchObject({
    found: [{ environment: "prod", path: "terraform.backend.cloud.workspaces.name" }],
  });
});

describe("the example of a fix has the environment's name before the ending", () => {
  test.each([
    ["state/telephony.tfstate", "state/telephony-prod.tfstate"],
    ["telephony", "telephony-prod"],
    ["telephony/", "telephony-prod/"],
    ["telephony.v2", "telephony.v2-prod"],
  ])("%s", (key, example) => {
    const { found } = said({ s3: { ...S3, key } }, { s3: { ...S3, key } });
    expect(found[0]!.fix).toContain(`a key of its own, e.g. ${example};`);
  });

  test("and is missing if the name is there already, as for the file of another environment", () => {
    const key = "prod.tfstate";
    expect(said({ s3: { ...S3, key } }, { s3: { ...S3, key } }).found[0]!.fix).toContain("a key of its own; if");
  });
});

describe("environments have separate states", () => {
  test.each([
    ["by default", undefined, undefined],
    ["with other keys", { s3: S3 }, { s3: { ...S3, key: "prod.tfstate" } }],
    ["in other buckets", { s3: S3 }, { s3: { ...S3, bucket: "c" } }],
    ["in a bucket of the same name elsewhere", { s3: S3 }, { s3: { ...S3, endpoint: "https://minio" } }],
    ["with other backends", { cos: { bucket: "b", key: "k" } }, { oss: { bucket: "b", key: "k" } }],
    ["in a file below each environment's folder", { local: { path: "x.tfstate" } }, { local: { path: "x.tfstate" } }],
    ["with other names of workspaces", workspace("cloud", "sip"), workspace("cloud", "sip-prod")],
    ["in organizations of their own", workspace("remote", "sip"), workspace("remote", "sip", { organization: "p" })],
    ["at hosts of their own", workspace("cloud", "sip"), workspace("cloud", "sip", { hostname: "tfe.example" })],
    ["at other endpoints", { s3: S3 }, { s3: { ...S3, endpoints: { s3: "https://minio" } } }],
    ["with other prefixes", chosen({ prefix: "a-" }), chosen({ prefix: "b-" })],
    ["in contexts of one file", inContext("a"), inContext("b")],
  ])("%s", (_, one, other) => {
    expect(said(one, other)).toEqual(HOLDS);
  });

  test.each([
    { s3: {} },
    { s3: { bucket: "b", region: "eu-north-1" } },
    { s3: { key: "telephony.tfstate" } },
    { azurerm: { resource_group_name: "r", storage_account_name: "s", container_name: "c" } },
    { consul: { address: "consul:8500" } },
    { http: { username: "u" } },
    { kubernetes: { config_path: "~/.kube/config" } },
    { local: {} },
    { pg: { schema_name: "sip" } },
    { remote: { organization: "o" } },
    { remote: { workspaces: { name: "sip" } } },
    { cloud: { organization: "o" } },
    { s3: { bucket: "b", region: "eu-north-1", assume_role: { role_arn: "r" } } },
  ])("as far as is known, if terraform init gets the rest: %j", (backend) => {
    expect(said(backend, backend)).toEqual(HOLDS);
  });
});

describe("a setting that has a default or comes from the process's environment is not evaluated", () => {
  test("and reported", () => {
    expect(said({ gcs: GCS }, { gcs: GCS })).toEqual({
      found: [],
      notEvaluated: [
        {
          environment: "prod",
          path: "terraform.backend.gcs",
          reason:
            "environment prod may have the same Terraform state as environment staging: both have the backend gcs with the same settings, without prefix",
          fix: "declare prefix; if terraform init gets it with -backend-config, another for each environment, there is nothing to do",
        },
      ],
    });
  });

  test.each([
    [{ cos: { bucket: "b" } }, "key or prefix"],
    [{ cloud: { workspaces: { name: "sip" } } }, "organization"],
    [{ consul: { path: "sip" } }, "address"],
    [{ kubernetes: { secret_suffix: "sip" } }, "config_path, config_paths or host"],
    [{ oci: { bucket: "b", namespace: "n" } }, "key"],
    [{ oss: { bucket: "b" } }, "key or prefix"],
    [{ pg: { conn_str: "postgres://db/state" } }, "schema_name"],
    [{ swift: { container: "c" } }, "state_name"],
  ])("%j", (backend, missing) => {
    const { found, notEvaluated } = said(backend, backend);
    expect(found).toEqual([]);
    expect(notEvaluated).toMatchObject([{ reason: expect.stringMatching(new RegExp(`, without ${missing}$`)) }]);
  });

  test.each([
    ["prefix", chosen({ prefix: "sip-" })],
    ["tags", { cloud: { organization: "o", workspaces: { tags: ["sip"] } } }],
  ])("if whoever runs Terraform chooses a workspace by %s", (setting, backend) => {
    const [type] = Object.keys(backend);
    expect(said(backend, backend)).toEqual({
      found: [],
      notEvaluated: [
        {
          environment: "prod",
          path: `terraform.backend.${type}.workspaces.${setting}`,
          reason: `environment prod may have the same Terraform state as environment staging: both choose their workspace by the same workspaces.${setting}`,
          fix: "declare another workspaces.name in each environment; if each has chosen another workspace, there is nothing to do",
        },
      ],
    });
  });

  test("but not if the settings differ", () => {
    expect(said({ gcs: GCS }, { gcs: { bucket: "c" } })).toEqual(HOLDS);
  });
});
