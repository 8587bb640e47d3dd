import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { declarationFrom } from "../../lib/diff/declared-model";
import { formatPath } from "../../lib/model/origin";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { renderTopology } from "../../lib/synth/topology-file";
import { sampleDeclaration } from "../sample-declaration";

test.each([
  // backend, code, message, found, allowed, fix
  [
    { s4: { bucket: "b" } },
    "invalid-value",
    "not a value that is allowed here; did you mean s3?",
    "s4",
    "azurerm, cloud, consul, cos, gcs, http, kubernetes, local, oci, oss, pg, remote, s3 or swift",
    "write s3",
  ],
  [
    { s3: { Bucket: "b" } },
    "invalid-name",
    "not a name that Terraform's backends use",
    "Bucket",
    "lower-case letters, digits and _",
    "write the name as in Terraform's documentation",
  ],
  [
    { s3: { bucket: "${var.bucket}" } },
    "terraform-value",
    "Terraform evaluates nothing in the settings of a backend",
    '"${var.bucket}"',
    "text without ${ and %{",
    "write the value itself, or give it to terraform init with -backend-config",
  ],
  [
    { s3: { max_retries: Number.POSITIVE_INFINITY } },
    "invalid-number",
    "not a number that is allowed here",
    "Infinity",
    "a finite number, text, true or false",
    "write the number itself",
  ],
])("%j is not a backend", (backend, code, message, found, allowed, fix) => {
  const { findings } = resolve(sampleDeclaration({ "terraform.backend": backend }) as Declaration);
  expect(findings).toMatchObject([{ code, message, found, allowed, fix }]);
  expect(formatPath(findings[0]!.path)).toMatch(/^terraform\.backend\../);
});

const KINDS = "text, a number, true or false, or a list or a mapping of such";
const AS_DOCUMENTED = "write the value as in Terraform's documentation; to remove a setting, leave it out";

describe("a mistake within a setting is reported at its place", () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.within = cyclic;

  test.each<[string, object, string, Record<string, string>]>([
    [
      "no value in a mapping",
      { s3: { assume_role: { role_arn: null } } },
      "s3.assume_role.role_arn",
      { code: "wrong-type", found: "null", allowed: KINDS, fix: AS_DOCUMENTED },
    ],
    [
      "no value in a list",
      { s3: { allowed_account_ids: ["1", null] } },
      "s3.allowed_account_ids.1",
      { code: "wrong-type", found: "null", allowed: KINDS, fix: AS_DOCUMENTED },
    ],
    [
      "an object of a class",
      { remote: { workspaces: new (class NamedWorkspace {})() } },
      "remote.workspaces",
      { code: "wrong-type", found: "a NamedWorkspace", allowed: "a mapping" },
    ],
    [
      "an empty list",
      { s3: { allowed_account_ids: [] } },
      "s3.allowed_account_ids",
      { code: "wrong-type", found: "an empty list", allowed: "a list with at least one entry" },
    ],
    [
      "an empty mapping",
      { s3: { assume_role: {} } },
      "s3.assume_role",
      { code: "wrong-type", found: "an empty mapping", allowed: "a mapping with at least one entry" },
    ],
    [
      "what Terraform would evaluate",
      { s3: { assume_role: { tags: { Team: "%{ if a }" } } } },
      "s3.assume_role.tags.Team",
      { code: "terraform-value", found: '"%{ if a }"', allowed: "text without ${ and %{" },
    ],
    [
      "a name that Terraform would evaluate",
      { s3: { assume_role: { tags: { "a${b}": "c" } } } },
      's3.assume_role.tags."a${b}"',
      { code: "terraform-value", found: '"a${b}"' },
    ],
    [
      "a value that only Terraform knows",
      { s3: { allowed_account_ids: ["${TfToken[TOKEN.0]}"] } },
      "s3.allowed_account_ids.0",
      { code: "terraform-value", found: "a reference of Terraform" },
    ],
    [
      "a name as in a program for cdktf",
      { s3: { assume_role: { roleArn: "r" } } },
      "s3.assume_role.roleArn",
      { code: "invalid-name", found: "roleArn", allowed: "lower-case letters, digits and _" },
    ],
    [
      "such a name in a list",
      { kubernetes: { exec: [{ apiVersion: "v1" }] } },
      "kubernetes.exec.0.apiVersion",
      { code: "invalid-name", found: "apiVersion" },
    ],
    [
      "a reserved name",
      { s3: { assume_role: { role_arn: "r", ...JSON.parse('{ "constructor": 1 }') } } },
      "s3.assume_role.constructor",
      { code: "invalid-name", found: "constructor" },
    ],
    [
      "text whose direction changes",
      { s3: { assume_role: { role_arn: "a\u202eb" } } },
      "s3.assume_role.role_arn",
      {
        code: "invalid-text",
        found: '"a\\u202eb"',
        allowed: "1 to 10000 printable characters, tabs and line breaks",
        fix: "write text without control characters; leave out a setting that is empty",
      },
    ],
    [
      "a number that cannot be written",
      { s3: { assume_role: { tags: { cost: Number.POSITIVE_INFINITY } } } },
      "s3.assume_role.tags.cost",
      { code: "invalid-number", found: "Infinity" },
    ],
    [
      "lists nested without end",
      { s3: { a: [[[[["b"]]]]] } },
      "s3.a.0.0.0.0",
      { code: "wrong-type", message: "nested more deeply than any setting of Terraform's backends", found: "a list" },
    ],
    [
      "a mapping that contains itself",
      { s3: { a: cyclic } },
      "s3.a.within.within.within.within",
      { code: "wrong-type" },
    ],
  ])("%s", (_, backend, path, expected) => {
    const { findings } = resolve({ ...sampleDeclaration(), terraform: { backend } } as Declaration);
    expect(findings.map((one) => formatPath(one.path))).toEqual([`terraform.backend.${path}`]);
    expect(findings).toMatchObject([expected]);
  });
});

describe("settings of Terraform's backends with more than one value", () => {
  const POLICY = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*".repeat(300) }] });
  test.each<[string, Record<string, object>]>([
    [
      "a role and its tags, of any name",
      {
        s3: {
          allowed_account_ids: ["123456789012"],
          assume_role: { policy: POLICY, role_arn: "r", tags: { "Cost Centre": "7", Team: "telephony" } },
          endpoints: { s3: "https://minio.example" },
          shared_config_files: ["~/.aws/config"],
        },
      },
    ],
    ["a workspace", { remote: { organization: "o", workspaces: { name: "telephony" } } }],
    ["workspaces as a list", { remote: { organization: "o", workspaces: [{ prefix: "telephony-" }] } }],
    ["Terraform Cloud", { cloud: { organization: "o", workspaces: { project: "p", tags: ["sip"] } } }],
    [
      "a program with its variables and its labels",
      {
        kubernetes: {
          config_paths: ["a", "b"],
          exec: [{ api_version: "v1", args: ["eks", "get-token"], command: "aws", env: { AWS_PROFILE: "p" } }],
          labels: { "app.kubernetes.io/name": "sip" },
          secret_suffix: "sip",
        },
      },
    ],
    [
      "a certificate",
      { http: { address: "https://h", client_ca_certificate_pem: "-----BEGIN CERTIFICATE-----\nAA\n" } },
    ],
  ])("are in the model as they were declared: %s", (_, backend) => {
    const { topology, findings } = resolve(sampleDeclaration({ "terraform.backend": backend }) as Declaration);
    expect(findings).toEqual([]);
    const [[type, settings]] = Object.entries(backend) as [[string, object]];
    expect(topology!.backend).toEqual({ type, settings });
    const file = parse(renderTopology(topology!));
    expect(resolve(declarationFrom(file)).topology!.backend).toEqual({ type, settings });
  });

  test("have the order of their names in every mapping, and lists keep theirs", () => {
    const backend = { s3: { key: "k", assume_role: { tags: { b: "1", a: "2" }, policy_arns: ["b", "a"] } } };
    const { topology } = resolve(sampleDeclaration({ "terraform.backend": backend }) as Declaration);
    expect(JSON.stringify(topology!.backend!.settings)).toBe(
      '{"assume_role":{"policy_arns":["b","a"],"tags":{"a":"2","b":"1"}},"key":"k"}',
    );
  });
});
