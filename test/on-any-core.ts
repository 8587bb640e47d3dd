import { name } from "cdktf/package.json";

/** Whether the name `cdktf` leads to cdktf itself, and not to the package that replaces it in test/cores. */
export const IS_CDKTF = name === "cdktf";

/**
 * The part of an environment's files that is the same on every core. On cdktf that is every byte. On another core, cdk.tf.json is a value without the core's
 * own notes, which have its version, and artifacts.yaml is without the hash of that file.
 */
export function onAnyCore(content: Readonly<Record<string, string>>): Record<string, unknown> {
  if (IS_CDKTF) return { ...content };
  const { "cdk.tf.json": terraform, "artifacts.yaml": artifacts, ...others } = content;
  const { "//": _notes, ...value } = JSON.parse(terraform!);
  const lines = artifacts!
    .split("\n")
    .map((line) => (line.includes("cdk.tf.json") ? line.replace(/[0-9a-f]{64}/, "") : line));
  return { ...others, "cdk.tf.json": value, "artifacts.yaml": lines };
}
