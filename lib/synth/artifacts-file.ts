import { yamlLines } from "../text/yaml-lines";
import { type PlannedFile, planned } from "./planned-file";

/** `artifacts.yaml`: every file of the environment's folder but itself, a line each. */
export function artifactsFile(
  environment: string,
  artifacts: readonly PlannedFile[],
  terraform: string,
): { readonly path: string; readonly content: string } {
  const files = [...artifacts, terraformArtifact(environment, terraform)].sort((a, b) => (a.path < b.path ? -1 : 1));
  const content = yamlLines(
    [`Every file of environment ${environment}. Written by sip-server-ha; do not edit.`],
    [
      ["environment", environment],
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

function terraformArtifact(environment: string, content: string): PlannedFile {
  const purpose = "Terraform: copies, installs, verifies and removes what the hosts get";
  return planned({ path: "cdk.tf.json", content, purpose, construct: environment, evidence: "documented" });
}
