import { sortedBy } from "../text/sorted";
import { yamlLines } from "../text/yaml-lines";
import type { PlannedFile } from "./planned-file";

/** `artifacts.yaml`: the version of this package, and every file of the environment's folder but itself, a line each. */
export function artifactsFile(
  environment: string,
  artifacts: readonly PlannedFile[],
  version: string,
): { readonly path: string; readonly content: string } {
  const content = yamlLines(
    [`Every file of environment ${environment}. Written by sip-server-ha; do not edit.`],
    [
      ["environment", environment],
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
