import { sortedBy } from "../text/sorted";
import { yamlLines } from "../text/yaml-lines";
import type { PlannedFile } from "./planned-file";

/**
 * The form of an output as it is read back, its `topology.yaml` included; another number is not understood. Whatever the form, a synth over an output takes
 * away what its list has, so the lines of files begin in the same way in every form (`filesOf` in `write.ts`).
 */
export const OUTPUT_FORMAT = 1;

/** `artifacts.yaml`: the form of the output, the version of this package, and every file of the environment's folder but itself, a line each. */
export function artifactsFile(
  environment: string,
  artifacts: readonly PlannedFile[],
  version: string,
): { readonly path: string; readonly content: string } {
  const content = yamlLines(
    [`Every file of environment ${environment}. Written by sip-server-ha; do not edit.`],
    [
      ["environment", environment],
      ["format", OUTPUT_FORMAT],
      ["version", version],
      [
        "files",
        sortedBy(artifacts, ({ path }) => path).map(({ path, sha256, target, purpose, construct, evidence }) => ({
          path,
          sha256,
          target,
          purpose,
          construct,
          evidence,
        })),
      ],
    ],
  );
  return { path: "artifacts.yaml", content };
}
