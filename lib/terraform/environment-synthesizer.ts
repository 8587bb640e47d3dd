import { readFileSync } from "node:fs";
import type { IStackSynthesizer, ISynthesisSession, StackManifest } from "cdktf";
import { artifactsFile } from "../synth/artifacts-file";
import { planned } from "../synth/planned-file";
import { commitFolder, discardFolder, stageFolder, writeFiles } from "../synth/write";
import { packageVersion } from "../text/package-manifest";
import { join, slashed } from "../text/paths";
import type { EnvironmentStack } from "./environment-stack";

const TERRAFORM_FILE = "cdk.tf.json";

/** An environment's new folder, complete, beside the old one. */
export interface StagedEnvironment {
  readonly name: string;
  /** Replaces the old folder with it, and restores the old folder if `further`, which has to succeed as well, fails. */
  commit(further?: () => void): void;
  discard(): void;
}

/**
 * Writes an environment's folder as a whole: cdktf's synthesizer writes its part to a folder beside it, our part is added, then the new folder
 * replaces the old one.
 */
export class EnvironmentSynthesizer implements IStackSynthesizer {
  constructor(
    private readonly stack: EnvironmentStack,
    private readonly standard: IStackSynthesizer,
  ) {}

  synthesize(session: ISynthesisSession): void {
    this.stage(session).commit();
  }

  /** Writes everything, but leaves the old folder in place. */
  stage(session: ISynthesisSession): StagedEnvironment {
    const { plan, topology } = this.stack.ready();
    const staged = stageFolder(session.outdir, this.stack.node.id);
    const discard = () => discardFolder(staged);
    try {
      this.stack.withoutHosts(() => this.standard.synthesize({ ...session, outdir: staged.root }));
      withSlashes(session.manifest.forStack(this.stack));
      this.stack.requireStillReady();
      const own = JSON.parse(readFileSync(join(staged.folder, TERRAFORM_FILE), "utf8"));
      const terraform = planned({
        path: TERRAFORM_FILE,
        content: asCdktfWrites(this.stack.withHosts(own)),
        purpose: "Terraform: copies, installs, verifies and removes what the hosts get",
        construct: topology.environment,
        evidence: "documented",
      });
      const artifacts = [...plan.artifacts, terraform];
      const files = [...artifacts, artifactsFile(topology.environment, artifacts, packageVersion())];
      writeFiles(staged.folder, files);
      const written = new Set(files.map((file) => file.path));
      return { name: staged.name, commit: (further) => commitFolder(staged, written, further), discard };
    } catch (error) {
      discard();
      throw error;
    }
  }
}

/** cdktf writes the paths of a stack as on the system that it runs on, so `manifest.json` would not be the same on every system. */
export function withSlashes(manifest: StackManifest, separator?: string): void {
  const keys = ["stackMetadataPath", "synthesizedStackPath", "workingDirectory"] as const;
  Object.assign(manifest, Object.fromEntries(keys.map((key) => [key, slashed(manifest[key], separator)])));
}

/**
 * JSON in the layout of cdktf's own writer, in which an empty mapping or list takes two lines. Keys that are whole numbers are sorted by their
 * value, as in the engine, and not by their text.
 */
function asCdktfWrites(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return text.replace(/(?:\{\}|\[\])(?=,?\n)/g, ([open, close], offset: number) => {
    const indentation = /^ */.exec(text.slice(text.lastIndexOf("\n", offset) + 1, offset))![0];
    return `${open}\n${indentation}${close}`;
  });
}
