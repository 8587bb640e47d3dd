import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { IStackSynthesizer, ISynthesisSession } from "cdktf";
import { artifactsFile } from "../synth/artifacts-file";
import { commitFolder, discardFolder, stageFolder, writeFiles } from "../synth/write";
import type { EnvironmentStack } from "./environment-stack";

/** An environment's new folder, complete, beside the old one. */
export interface StagedEnvironment {
  /** Puts it in the place of the old one. */
  commit(): void;
  discard(): void;
}

/**
 * Writes an environment's folder as a whole: cdktf's synthesizer writes its part to a folder beside it, ours is added, then the folder takes
 * the place of the old one.
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
      this.standard.synthesize({ ...session, outdir: staged.root });
      const terraform = readFileSync(join(staged.folder, "cdk.tf.json"), "utf8");
      const files = [...plan.artifacts, artifactsFile(topology.environment, plan.artifacts, terraform)];
      writeFiles(staged.folder, files);
      const written = new Set(["cdk.tf.json", ...files.map((file) => file.path)]);
      return { commit: () => commitFolder(staged, written), discard };
    } catch (error) {
      discard();
      throw error;
    }
  }
}
