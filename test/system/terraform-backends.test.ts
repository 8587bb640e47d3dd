import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import type { TerraformProps } from "../../lib";
import { newRoot } from "../../lib/terraform/new-root";
import { synthesize } from "../../lib/terraform/synthesize";
import { Terraform } from "../null-provider/terraform";
import { describeWith } from "../prerequisites";
import { sampleEnvironment } from "../sample-environment";
import { temporaryFolder } from "../temporary-folder";

/** Nothing listens there: Terraform's message about it shows that it has read the settings and uses them. */
const NOBODY = "127.0.0.1:9";
const AWS = {
  bucket: "b",
  key: "k",
  region: "eu-north-1",
  max_retries: 1,
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_requesting_account_id: true,
};

describeWith({ tools: ["terraform"] }, "Terraform and the backends that are declared", () => {
  let terraform: Terraform;
  beforeAll(async () => {
    terraform = await Terraform.start({
      home: temporaryFolder(),
      environment: { AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "a secret" },
    });
  });
  afterAll(() => terraform?.stop());

  function stackWith(backend: TerraformProps["backend"]): string {
    const outdir = temporaryFolder();
    const root = newRoot();
    sampleEnvironment(root, "staging", { props: { terraform: { backend } } });
    synthesize(root, outdir);
    return join(outdir, "stacks/staging");
  }

  const initialized = async (backend: TerraformProps["backend"], ...words: string[]) => {
    const { code, text } = await terraform.run(stackWith(backend), "init", ...words);
    return { code, said: text.replace(/[\s│]+/g, " ") };
  };

  test("local is accepted", async () => {
    expect(await initialized({ local: { path: "x.tfstate" } })).toMatchObject({ code: 0 });
  });

  test("s3 assumes the role, at the endpoint given in a mapping", async () => {
    const role = "arn:aws:iam::123456789012:role/telephony";
    const s3 = {
      ...AWS,
      allowed_account_ids: ["123456789012"],
      assume_role: { role_arn: role, policy_arns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"], tags: { Team: "sip" } },
      endpoints: { s3: `http://${NOBODY}`, sts: `http://${NOBODY}` },
    };
    const { said } = await initialized({ s3 });
    expect(said).toContain(`IAM Role (${role}) cannot be assumed`);
    expect(said).toContain(`Post "http://${NOBODY}/"`);
  });

  test("remote and cloud ask their host for the workspace, given in a mapping or in a list", async () => {
    const place = { hostname: "localhost:9", organization: "o" };
    for (const backend of [
      { remote: { ...place, workspaces: { name: "w" } } },
      { remote: { ...place, workspaces: [{ prefix: "w-" }] } },
      { cloud: { ...place, workspaces: { name: "w", project: "p" } } },
      { cloud: { ...place, workspaces: { tags: ["t"] } } },
    ])
      expect((await initialized(backend)).said).toContain(
        'Failed to request discovery document: Get "https://localhost:9',
      );
  });

  test("kubernetes reads the files of a list and the program of a mapping, for which 1.11 lacks a setting", async () => {
    const file = join(temporaryFolder(), "config");
    const cluster = { name: "c", cluster: { server: "https://localhost:9" } };
    const context = { name: "x", context: { cluster: "c", user: "operator" } };
    const users = [{ name: "operator", user: {} }];
    writeFileSync(file, stringify({ clusters: [cluster], contexts: [context], "current-context": "x", users }));
    const exec = {
      api_version: "client.authentication.k8s.io/v1beta1",
      command: "aws",
      args: ["eks", "get-token"],
      env: { AWS_PROFILE: "telephony" },
    };
    const { said } = await initialized({ kubernetes: { secret_suffix: "s", config_paths: [file], exec } });
    expect(said).toContain("for operator to use exec authentication plugin");
  });

  test("cloud refuses the option to migrate, so the steps of a change do not use it", async () => {
    const cloud = { hostname: "localhost:9", organization: "o", workspaces: { name: "w" } };
    expect((await initialized({ cloud }, "-migrate-state")).said).toContain(
      "The -migrate-state option is for migration between state backends only",
    );
  });
});
