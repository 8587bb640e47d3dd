import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Manifest, TerraformStack } from "cdktf";
import { version } from "cdktf/package.json";
import { Construct } from "constructs";
import { OutputUnwritable } from "../synth/write";

/** The root of a tree of stacks, as cdktf's App is one, but without touching the disk. */
export function newRoot(): Construct {
  const root = new Construct(undefined as never, "");
  root.node.setContext("cdktfVersion", version);
  return root;
}

/**
 * Synthesizes every stack below the root, as cdktf's App does, but makes no folder before all of them are valid.
 *
 * @throws OutputUnwritable
 */
export function synthesize(root: Construct, outdir: string): void {
  const stacks = root.node.findAll().filter((child) => TerraformStack.isStack(child));
  for (const stack of stacks) stack.prepareStack();
  try {
    mkdirSync(join(outdir, Manifest.stacksFolder), { recursive: true });
  } catch (error) {
    throw new OutputUnwritable(outdir, error);
  }
  const manifest = new Manifest(version, outdir, false);
  for (const stack of stacks) stack.synthesizer.synthesize({ outdir, skipValidation: false, manifest });
  manifest.writeToFile();
}
