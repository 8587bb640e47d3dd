import { sortedBy } from "../text/sorted";
import { yamlLines } from "../text/yaml-lines";
import type { PlannedFile } from "./planned-file";

/**
 * The format of an output as it is read back, including its `topology.yaml`; any other number is not understood. Whatever the format, a synth over an
 * existing output removes the files that its list names, so the lines of files begin in the same way in every format (`filesOf` in `write.ts`).
 */
export const OUTPUT_FORMAT = 1;

/** `artifacts.yaml`: the format of the output, the version of this package, and a line for every other file of the environment's folder. */
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
