import { name } from "cdktf/package.json";

/** Whether cdktf itself is under its name, and not what takes its place in test/cores. */
export const IS_CDKTF = name === "cdktf";

/**
 * An environment's files as they are on every core: all bytes on cdktf; on another one, cdk.tf.json as a value without cdktf's own notes, which have the
 * core's version, and artifacts.yaml without the hash of that file.
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
