import { createHash } from "node:crypto";
import type { Artifact } from "../options/artifact";
import { yamlLines } from "./yaml-lines";

/** `artifacts.yaml`: every file of the environment's folder but itself, a line each. */
export function artifactsFile(
  environment: string,
  artifacts: readonly Artifact[],
  terraform: string,
): { readonly path: string; readonly content: string } {
  const files = [...artifacts, terraformArtifact(environment, terraform)].sort((a, b) => (a.path < b.path ? -1 : 1));
  const content = yamlLines(
    [`Every file of environment ${environment}. Written by sip-server-ha; do not edit.`],
    [
      ["environment", environment],
      [
        "files",
        files.map(({ path, content, target, purpose, construct, evidence }) => ({
          path,
          sha256: sha256(content),
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

function terraformArtifact(environment: string, content: string): Artifact {
  const purpose = "Terraform: copies, installs, verifies and removes what the hosts get";
  return { path: "cdk.tf.json", content, purpose, construct: environment, evidence: "documented" };
}

/** The hash of a text's UTF-8 bytes. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
