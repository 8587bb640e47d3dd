import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App, S3Backend } from "cdktf";
import { expect, test } from "vitest";
import { sampleEnvironment } from "../sample-environment";
import { temporaryFolder } from "../temporary-folder";

test("a backend construct belongs to the environment that it is in, not to an environment around that one", () => {
  const outdir = join(temporaryFolder(), "cdktf.out");
  const app = new App({ outdir });
  const backend = { gcs: { bucket: "b" } };
  const outer = sampleEnvironment(app, "outer", { props: { terraform: { backend } } }).environment;
  const inner = sampleEnvironment(outer, "inner", { subnet: 121 }).environment;
  new S3Backend(inner, { bucket: "b", key: "k", region: "r" });
  app.synth();
  const backends = ["outer", "inner"].map((name) => {
    const stack = JSON.parse(readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8"));
    return Object.keys(stack.terraform.backend);
  });
  expect(backends).toEqual([["gcs"], ["s3"]]);
});
