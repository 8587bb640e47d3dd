import { existsSync, renameSync, statSync } from "node:fs";
import { Manifest, TerraformStack } from "cdktf";
import { version } from "cdktf/package.json";
import type { Construct } from "constructs";
import { OutputUnwritable } from "../synth/output-unwritable";
import { patiently } from "../synth/patiently";
import { clearAway, makeFolder, scratchFolder } from "../synth/write";
import { join, resolve } from "../text/paths";
import { sortedBy } from "../text/sorted";
import { EnvironmentSynthesizer, type StagedEnvironment } from "./environment-synthesizer";

/**
 * Synthesizes every stack below the root, as cdktf's App does, but makes no folder before all of them are valid, and replaces none before all
 * of them are written.
 *
 * @throws OutputUnwritable
 */
export function synthesize(root: Construct, outdir: string): void {
  const stacks = root.node.findAll().filter((child) => TerraformStack.isStack(child));
  for (const stack of stacks) stack.prepareStack();
  const { scratch, manifestFile } = placesIn(outdir);
  try {
    if (existsSync(manifestFile) && statSync(manifestFile).isDirectory())
      throw new Error(`${manifestFile} is a folder`);
    makeFolder(scratch);
  } catch (error) {
    throw new OutputUnwritable(outdir, error);
  }
  const replaceManifest = () => {
    try {
      patiently(() => renameSync(join(scratch, Manifest.fileName), manifestFile));
    } catch (error) {
      throw new OutputUnwritable(outdir, error);
    }
  };
  const staged: StagedEnvironment[] = [];
  try {
    const manifest = new Manifest(version, scratch, false);
    for (const { synthesizer } of stacks) {
      const session = { outdir, skipValidation: false, manifest };
      if (synthesizer instanceof EnvironmentSynthesizer) staged.push(synthesizer.stage(session));
      else synthesizer.synthesize(session);
    }
    manifest.writeToFile();
    // One within the other, so that all folders are replaced or none: on Windows a folder that Terraform works in cannot be replaced. In the order of their
    // names, because another run may wait for them.
    const inOrder = sortedBy(staged, ({ name }) => name);
    inOrder.reduceRight((further, one) => () => one.commit(further), replaceManifest)();
  } catch (error) {
    for (const one of staged) one.discard();
    throw isFileSystemError(error) ? new OutputUnwritable(outdir, error) : error;
  } finally {
    clearAway(scratch);
  }
}

/** Absolute paths: they stay the same places even if a working folder below the output is moved away meanwhile. */
function placesIn(outdir: string): { readonly scratch: string; readonly manifestFile: string } {
  try {
    const place = resolve(outdir);
    return { scratch: scratchFolder(place, "manifest"), manifestFile: join(place, Manifest.fileName) };
  } catch (error) {
    // The working folder has been removed.
    throw new OutputUnwritable(outdir, error);
  }
}

function isFileSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
