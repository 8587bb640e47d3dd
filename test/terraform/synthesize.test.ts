import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformStack } from "cdktf";
import { expect, test } from "vitest";
import { withSlashes } from "../../lib/terraform/environment-synthesizer";
import { newRoot } from "../../lib/terraform/new-root";
import { synthesize } from "../../lib/terraform/synthesize";
import { folderContent } from "../folder-content";
import { sampleEnvironment } from "../sample-environment";
import { temporaryFolder } from "../temporary-folder";

test("replaces no environment before every stack is written, and leaves nothing of a failed attempt", () => {
  const outdir = join(temporaryFolder(), "cdktf.out");
  const first = newRoot();
  sampleEnvironment(first);
  synthesize(first, outdir);
  const before = folderContent(outdir);
  const second = newRoot();
  sampleEnvironment(second, "staging", { props: { description: "changed" } });
  const broken = new TerraformStack(second, "zone");
  broken.synthesizer = {
    synthesize: () => {
      throw new Error("no space left");
    },
  };
  expect(() => synthesize(second, outdir)).toThrow("no space left");
  expect(folderContent(outdir)).toEqual(before);
  expect(readdirSync(outdir).sort()).toEqual(["manifest.json", "stacks"]);
});

test("puts back every environment if what is written last cannot be replaced, and says what that is", () => {
  const outdir = join(temporaryFolder(), "cdktf.out");
  const app = (description: string) => {
    const root = newRoot();
    for (const [name, subnet] of [
      ["staging", 120],
      ["prod", 121],
    ] as const)
      sampleEnvironment(root, name, { subnet, props: { description } });
    return root;
  };
  synthesize(app("old"), outdir);
  writeFileSync(join(outdir, "stacks/staging/terraform.tfstate"), "state");
  const before = folderContent(join(outdir, "stacks"));
  const changed = app("new");
  const other = new TerraformStack(changed, "zone");
  const inTheWay = () => {
    rmSync(join(outdir, "manifest.json"));
    mkdirSync(join(outdir, "manifest.json"));
  };
  other.synthesizer = { synthesize: inTheWay };
  expect(() => synthesize(changed, outdir)).toThrow(/^output-unwritable: cannot write to (?!\S*stacks)/);
  expect(folderContent(join(outdir, "stacks"))).toEqual(before);
  expect(readdirSync(outdir).sort()).toEqual(["manifest.json", "stacks"]);
});

test("puts back an environment if a later one cannot be replaced", () => {
  const outdir = join(temporaryFolder(), "cdktf.out");
  const app = (description: string) => {
    const root = newRoot();
    sampleEnvironment(root, "prod", { subnet: 121, props: { description } });
    sampleEnvironment(root, "staging", { subnet: 120, props: { description } });
    return root;
  };
  synthesize(app("old"), outdir);
  const before = folderContent(join(outdir, "stacks/prod"));
  const changed = app("new");
  const inTheWay = () => {
    rmSync(join(outdir, "stacks/staging"), { recursive: true });
    writeFileSync(join(outdir, "stacks/staging"), "no folder");
  };
  new TerraformStack(changed, "zone").synthesizer = { synthesize: inTheWay };
  expect(() => synthesize(changed, outdir)).toThrow(/stacks\/staging/);
  expect(folderContent(join(outdir, "stacks/prod"))).toEqual(before);
});

test("removes what processes that have ended left behind, whatever they were writing", () => {
  const outdir = join(temporaryFolder(), "cdktf.out");
  for (const name of [".sip-ha-manifest.4194304", ".sip-ha-zone.4194304"])
    mkdirSync(join(outdir, name), { recursive: true });
  const root = newRoot();
  sampleEnvironment(root);
  synthesize(root, outdir);
  expect(readdirSync(outdir).sort()).toEqual(["manifest.json", "stacks"]);
});

test("the manifest written on Windows has the same paths as elsewhere", () => {
  const entry = {
    name: "staging",
    annotations: [],
    stackMetadataPath: "stacks\\staging\\metadata.json",
    synthesizedStackPath: "stacks\\staging\\cdk.tf.json",
    workingDirectory: "stacks\\staging",
  };
  withSlashes(entry as never, "\\");
  expect(entry).toEqual({
    name: "staging",
    annotations: [],
    stackMetadataPath: "stacks/staging/metadata.json",
    synthesizedStackPath: "stacks/staging/cdk.tf.json",
    workingDirectory: "stacks/staging",
  });
});
