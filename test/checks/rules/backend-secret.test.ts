import { App, CloudBackend, HttpBackend, NamedCloudWorkspace, S3Backend, TerraformVariable } from "cdktf";
import { expect, test } from "vitest";
import type { Environment } from "../../../lib";
import { reportOn } from "../../../lib/constructs/check-app";
import { formatPath } from "../../../lib/model/origin";
import { sampleEnvironment } from "../../sample-environment";
import { temporaryFolder } from "../../temporary-folder";

const S3 = { bucket: "b", key: "north.tfstate", region: "eu-north-1" };

/** What is found for a backend in an environment with this addition. */
function found(add: (environment: Environment) => unknown) {
  const app = new App({ outdir: temporaryFolder() });
  add(sampleEnvironment(app).environment);
  return reportOn(app).findings.filter(({ code }) => code === "backend-secret");
}

const paths = (add: (environment: Environment) => unknown) => found(add).map(({ path }) => formatPath(path));

test("holds without a credential, and for a reference to one", () => {
  expect(paths(() => {})).toEqual([]);
  expect(paths((environment) => new S3Backend(environment, S3))).toEqual([]);
  expect(
    paths((environment) => {
      const { stringValue } = new TerraformVariable(environment, "key", { type: "string", sensitive: true });
      new S3Backend(environment, { ...S3, secretKey: stringValue });
    }),
  ).toEqual([]);
});

test("a credential in a backend construct is found, and not shown", () => {
  const findings = found((environment) => new S3Backend(environment, { ...S3, secretKey: "s3cr3t" }));
  expect(findings).toEqual([
    expect.objectContaining({
      level: "warning",
      path: ["terraform", "backend", "s3", "secret_key"],
      message: "the settings of backend s3 contain a credential, which is written to cdk.tf.json",
      found: "a credential, which is not shown",
      allowed: "settings without credentials; Terraform takes those from its environment",
      fix: "remove it, and set AWS_SECRET_ACCESS_KEY where Terraform runs, or give it to terraform init with -backend-config; then replace the credential, because it was in the written output",
    }),
  ]);
  expect(JSON.stringify(findings)).not.toContain("s3cr3t");
});

test("so is one within a setting, but not a reference", () => {
  const within = (webIdentityToken: string) => (environment: Environment) =>
    new S3Backend(environment, { ...S3, assumeRoleWithWebIdentity: { webIdentityToken } });
  expect(paths(within("s3cr3t"))).toEqual(["terraform.backend.s3.assume_role_with_web_identity.web_identity_token"]);
  expect(
    paths((environment) =>
      within(new TerraformVariable(environment, "token", { type: "string" }).stringValue)(environment),
    ),
  ).toEqual([]);
});

test("so is one in Terraform's cloud, in a URL, and from an override", () => {
  const workspaces = new NamedCloudWorkspace("north");
  expect(
    paths((environment) => new CloudBackend(environment, { organization: "o", workspaces, token: "s3cr3t" })),
  ).toEqual(["terraform.backend.cloud.token"]);
  expect(paths((environment) => new HttpBackend(environment, { address: "https://sip:s3cr3t@state/north" }))).toEqual([
    "terraform.backend.http.address",
  ]);
  expect(
    paths((environment) => {
      new S3Backend(environment, S3);
      environment.addOverride("terraform.backend.s3.access_key", "AKIA");
    }),
  ).toEqual(["terraform.backend.s3.access_key"]);
});
