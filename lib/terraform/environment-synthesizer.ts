import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { IStackSynthesizer, ISynthesisSession } from "cdktf";
import { artifactsFile } from "../synth/artifacts-file";
import { commitFolder, discardFolder, stageFolder, writeFiles } from "../synth/write";
import type { EnvironmentStack } from "./environment-stack";

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
    const { plan, topology } = this.stack.ready();
    const staged = stageFolder(session.outdir, this.stack.node.id);
    try {
      this.standard.synthesize({ ...session, outdir: staged.root });
      const terraform = readFileSync(join(staged.folder, "cdk.tf.json"), "utf8");
      const files = [...plan.artifacts, artifactsFile(topology.environment, plan.artifacts, terraform)];
      writeFiles(staged.folder, files);
      commitFolder(staged, new Set(["cdk.tf.json", ...files.map((file) => file.path)]));
    } catch (error) {
      discardFolder(staged);
      throw error;
    }
  }
}
