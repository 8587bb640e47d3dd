import { describe, expect, test } from "vitest";
import { formatPath } from "../../lib/model/origin";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { sampleDeclaration } from "../sample-declaration";

function findingsOf(backend: object) {
  return resolve(sampleDeclaration({ "terraform.backend": backend }) as Declaration).findings;
}

const SECRET = "hunter2";

describe("credentials are refused in the settings of a backend, and not shown", () => {
  test("each at its place, with what to do", () => {
    const findings = findingsOf({ s3: { bucket: "b", key: "k", secret_key: SECRET, sse_customer_key: SECRET } });
    expect(findings.map(({ path, code }) => [formatPath(path), code])).toEqual([
      ["terraform.backend.s3.secret_key", "secret-in-file"],
      ["terraform.backend.s3.sse_customer_key", "secret-in-file"],
    ]);
    expect(findings[0]).toEqual({
      code: "secret-in-file",
      level: "error",
      kind: "input",
      environment: "staging",
      path: ["terraform", "backend", "s3", "secret_key"],
      part: "value",
      message: "the settings of a backend must not contain a credential, which would get into every output",
      found: "a credential, which is not shown",
      allowed: "settings without credentials; Terraform takes those from its environment",
      fix: "remove it, and set AWS_SECRET_ACCESS_KEY where Terraform runs, or give it to terraform init with -backend-config; then replace the credential, because it was in this file",
    });
  });

  test("if Terraform has no variable for it, with the way that exists", () => {
    const [finding] = findingsOf({ oci: { private_key: SECRET } });
    expect(finding!.fix).toBe(
      "remove it, and give it to terraform init with -backend-config; then replace the credential, because it was in this file",
    );
  });

  test.each([
    [
      "azurerm",
      [
        "access_key",
        "client_certificate",
        "client_certificate_password",
        "client_secret",
        "oidc_request_token",
        "oidc_token",
        "sas_token",
      ],
    ],
    ["cloud", ["token"]],
    ["consul", ["access_token", "http_auth"]],
    ["cos", ["secret_id", "secret_key", "security_token"]],
    ["gcs", ["access_token", "encryption_key"]],
    ["http", ["client_private_key_pem", "password"]],
    ["kubernetes", ["client_key", "password", "token"]],
    ["oci", ["private_key", "private_key_password", "sse_customer_key"]],
    ["oss", ["access_key", "secret_key", "security_token"]],
    ["remote", ["token"]],
    ["s3", ["access_key", "secret_key", "sse_customer_key", "token"]],
    ["swift", ["application_credential_secret", "password", "token"]],
  ] as const)("%s", (type, settings) => {
    const findings = findingsOf({ [type]: Object.fromEntries(settings.map((name) => [name, SECRET])) });
    expect(findings.map(({ code, path }) => [code, path.at(-1)])).toEqual(
      settings.map((name) => ["secret-in-file", name]),
    );
    expect(JSON.stringify(findings)).not.toContain(SECRET);
  });

  test.each([
    { http: { address: "https://u:hunter2@h/state" } },
    { http: { lock_address: "http://u:hunter2@h" } },
    { pg: { conn_str: "postgres://u:hunter2@db/state?sslmode=require" } },
    { pg: { conn_str: "postgres://db/state?user=u&password=hunter2" } },
    { pg: { conn_str: "host=db user=u password='hunter2'" } },
    { pg: { conn_str: "host=db sslpassword = hunter2" } },
    { s3: { https_proxy: "http://u:hunter2@proxy:3128" } },
    { gcs: { credentials: '{ "private_key": "hunter2" }' } },
    { swift: { key: "-----BEGIN RSA PRIVATE KEY----- hunter2" } },
    { local: { path: "https://u:hunter2@h" } },
  ])("in text that has one in it: %j", (backend) => {
    const findings = findingsOf(backend);
    expect(findings.map(({ code }) => code)).toEqual(["secret-in-file"]);
    expect(JSON.stringify(findings)).not.toContain(SECRET);
  });

  test.each([
    ["of several lines", `-----BEGIN PRIVATE KEY-----\n${SECRET}\n`],
    ["longer than a line may be", SECRET.repeat(100)],
    ["that Terraform would evaluate", `\${var.${SECRET}}`],
    ["that is a number", 20260101],
  ])("nor are they shown by the finding about text %s", (_, value) => {
    const findings = findingsOf({ kubernetes: { client_key: value, token: value } });
    expect(findings.map(({ code }) => code)).toEqual(["secret-in-file", "secret-in-file"]);
    expect(JSON.stringify(findings)).not.toMatch(/hunter2|20260101/);
  });

  describe("within a setting", () => {
    test.each<[string, Record<string, object>, [string, string | undefined][]]>([
      [
        "by a name in a mapping",
        { s3: { assume_role_with_web_identity: { role_arn: "r", web_identity_token: SECRET } } },
        [["s3.assume_role_with_web_identity.web_identity_token", "AWS_WEB_IDENTITY_TOKEN_FILE"]],
      ],
      [
        "by a name in a mapping within a list",
        { cos: { assume_role_with_web_identity: [{ web_identity_token: SECRET }] } },
        [["cos.assume_role_with_web_identity.0.web_identity_token", "AWS_WEB_IDENTITY_TOKEN_FILE"]],
      ],
      [
        "among the variables of a program",
        { kubernetes: { exec: { env: { AWS_SECRET_ACCESS_KEY: SECRET, VAULT_TOKEN: SECRET, PGPASSWORD: SECRET } } } },
        ["AWS_SECRET_ACCESS_KEY", "VAULT_TOKEN", "PGPASSWORD"].map((name) => [`kubernetes.exec.env.${name}`, name]),
      ],
      [
        "as the only one in its mapping",
        { kubernetes: { exec: { env: { VAULT_TOKEN: SECRET } } } },
        [["kubernetes.exec.env.VAULT_TOKEN", "VAULT_TOKEN"]],
      ],
      [
        "among the words that start a program",
        { kubernetes: { exec: { args: ["get-token", "--client-secret", SECRET, "-v", `--password=${SECRET}`] } } },
        [
          ["kubernetes.exec.args.2", undefined],
          ["kubernetes.exec.args.4", undefined],
        ],
      ],
      [
        "in a URL in a mapping and in a list",
        { s3: { endpoints: { s3: `https://u:${SECRET}@h` }, shared_config_files: [`https://u:${SECRET}@h`] } },
        [
          ["s3.endpoints.s3", undefined],
          ["s3.shared_config_files.0", undefined],
        ],
      ],
      ["in a list where text belongs", { s3: { secret_key: [SECRET] } }, [["s3.secret_key", "AWS_SECRET_ACCESS_KEY"]]],
      ["in a mapping where text belongs", { s3: { token: { a: SECRET } } }, [["s3.token", "AWS_SESSION_TOKEN"]]],
      [
        "more deeply than any setting is nested",
        { s3: { a: { b: { c: { d: { e: { token: SECRET } } } } } } },
        [["s3.a.b.c.d.e.token", undefined]],
      ],
    ])("%s", (_, backend, expected) => {
      const findings = findingsOf(backend);
      const secrets = findings.filter(({ code }) => code === "secret-in-file");
      expect(secrets.map(({ path }) => formatPath(path))).toEqual(
        expected.map(([path]) => `terraform.backend.${path}`),
      );
      for (const [index, [, variable]] of expected.entries())
        expect(secrets[index]!.fix.includes("where Terraform runs")).toBe(variable !== undefined);
      for (const [index, [, variable]] of expected.entries()) expect(secrets[index]!.fix).toContain(variable ?? "");
      expect(JSON.stringify(findings)).not.toContain(SECRET);
    });

    test("is reported once, and what stands beside it keeps its place", () => {
      const args = ["--token", SECRET, "${var.x}"];
      expect(findingsOf({ kubernetes: { exec: { args } } }).map(({ code, path }) => [code, path.at(-1)])).toEqual([
        ["secret-in-file", 1],
        ["terraform-value", 2],
      ]);
      expect(findingsOf({ kubernetes: { exec: { env: { VAULT_TOKEN: SECRET } } } })).toHaveLength(1);
    });
  });

  test("and other mistakes are reported in the same run", () => {
    const findings = findingsOf({ s3: { Bucket: "b", secret_key: SECRET } });
    expect(findings.map(({ code }) => code)).toEqual(["secret-in-file", "invalid-name"]);
  });
});

describe("what is not a credential may stand there", () => {
  test.each([
    { s3: { bucket: "b", key: "k", profile: "telephony", kms_key_id: "arn:aws:kms:eu-north-1:1:key/2" } },
    { gcs: { bucket: "b", credentials: "/etc/terraform/account.json" } },
    { gcs: { bucket: "b", encryption_key: "~/.terraform/state.key" } },
    { http: { address: "https://h:8443/state?ref=main", username: "u" } },
    { pg: { conn_str: "postgres://u@db:5432/state?sslmode=require" } },
    { kubernetes: { secret_suffix: "sip", client_certificate: "-----BEGIN CERTIFICATE-----" } },
    { consul: { address: "consul:8500", path: "sip", key_file: "/etc/consul/key.pem" } },
    { azurerm: { key: "k", client_secret_file_path: "/etc/azure/secret" } },
    { s3: { secret_key: "" } },
    { s3: { assume_role: { external_id: "7", tags: { "service-token": "billing" }, transitive_tag_keys: ["a"] } } },
    { s3: { assume_role_with_web_identity: { web_identity_token_file: "/var/run/token" } } },
    {
      kubernetes: {
        exec: { args: ["eks", "get-token", "--token-file", "t", "--token=/var/run/token", "--token", "-v"] },
      },
    },
    {
      kubernetes: { exec: { env: { AWS_ACCESS_KEY_ID: "AKIA", GOOGLE_APPLICATION_CREDENTIALS: "/etc/account.json" } } },
    },
    { cloud: { organization: "o", workspaces: { tags: { "needs-token": "no" } } } },
    ...["./state.key", "../state.key", "C:\\keys\\state.key"].map((encryption_key) => ({ gcs: { encryption_key } })),
  ])("%j", (backend) => {
    expect(findingsOf(backend).filter(({ code }) => code === "secret-in-file")).toEqual([]);
  });

  test("a key of 32 bytes that begins like a path is a credential", () => {
    const findings = findingsOf({ gcs: { encryption_key: `/${"A".repeat(42)}=` } });
    expect(findings.map(({ code }) => code)).toEqual(["secret-in-file"]);
  });
});
