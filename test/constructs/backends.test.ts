import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App, Aspects, S3Backend } from "cdktf";
import { describe, expect, test } from "vitest";
import { type Environment, reportOn, type TerraformProps } from "../../lib";
import { folderContent } from "../folder-content";
import { sampleEnvironment } from "../sample-environment";
import { temporaryFolder } from "../temporary-folder";

const s3 = { bucket: "b", key: "k" };
const http = (environment: Environment) => environment.addOverride("terraform.backend.http", { address: "https://h" });

describe("a backend that an override adds", () => {
  test.each<[string, string, TerraformProps, (environment: Environment) => void]>([
    ["beside the default", "http and local", {}, http],
    ["beside a declared one", "http and s3", { backend: { s3 } }, http],
    ["beside a construct", "http and s3", {}, (environment) => [new S3Backend(environment, s3), http(environment)]],
    ["as Terraform Cloud", "local and cloud", {}, (environment) => environment.addOverride("terraform.cloud", {})],
  ])("%s is refused, because Terraform would get two", (_, found, props, override) => {
    const app = new App({ outdir: temporaryFolder() });
    const { environment } = sampleEnvironment(app, "staging", { props: { terraform: props } });
    override(environment);
    const { findings } = reportOn(app);
    expect(findings.map((finding) => [finding.code, finding.found])).toEqual([["backend-choice", found]]);
    expect(() => app.synth()).toThrow("an override of the stack adds another");
  });

  test("becomes the only one if it also removes the default", () => {
    const outdir = temporaryFolder();
    const app = new App({ outdir });
    const { environment } = sampleEnvironment(app);
    http(environment);
    environment.addOverride("terraform.backend.local", undefined);
    app.synth();
    const { terraform } = JSON.parse(readFileSync(join(outdir, "stacks/staging/cdk.tf.json"), "utf8"));
    expect(terraform.backend).toEqual({ http: { address: "https://h" } });
  });
});

describe("a backend construct", () => {
  const backendIn = (outdir: string) =>
    JSON.parse(readFileSync(join(outdir, "stacks/staging/cdk.tf.json"), "utf8")).terraform.backend;

  test.each<[string, TerraformProps, string]>([
    ["the default", {}, "element-too-late: backend s3 is added while the app is written, after everything was checked"],
    [
      "a declared one",
      { backend: { gcs: { bucket: "b" } } },
      "backend-choice: Terraform's state has exactly one backend",
    ],
  ])("that an Aspect adds beside %s is refused, and nothing is written", (_, props, refusal) => {
    const outdir = temporaryFolder();
    const app = new App({ outdir });
    const { environment } = sampleEnvironment(app, "staging", { props: { terraform: props } });
    Aspects.of(environment).add({ visit: (node) => void (node === environment && new S3Backend(environment, s3)) });
    expect(() => app.synth()).toThrow(
      expect.objectContaining({
        located: [expect.objectContaining({ entry: expect.objectContaining({ code: refusal.split(":")[0] }) })],
        message: expect.stringContaining(refusal.split(": ")[1]!),
      }),
    );
    expect(folderContent(outdir)).toEqual({});
  });

  test("that is added between two syntheses replaces the default", () => {
    const outdir = temporaryFolder();
    const app = new App({ outdir });
    const { environment } = sampleEnvironment(app);
    app.synth();
    expect(backendIn(outdir)).toEqual({ local: { path: "../../../terraform.staging.tfstate" } });
    new S3Backend(environment, s3);
    app.synth();
    expect(backendIn(outdir)).toEqual({ s3 });
  });
});
