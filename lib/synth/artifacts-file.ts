import { yamlLines } from "../text/yaml-lines";
import type { PlannedFile } from "./planned-file";

/** `artifacts.yaml`: the version of this package, and every file of the environment's folder but itself, a line each. */
export function artifactsFile(
  environment: string,
  artifacts: readonly PlannedFile[],
  version: string,
): { readonly path: string; readonly content: string } {
  const files = [...artifacts].sort((a, b) => (a.path < b.path ? -1 : 1));
  const content = yamlLines(
    [`Every file of environment ${environment}. Written by sip-server-ha; do not edit.`],
    [
      ["environment", environment],
      ["version", version],
      [
        "files",
        files.map(({ path, sha256, target, purpose, construct, evidence }) => ({
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
