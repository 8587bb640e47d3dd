import type { Evidence, Target } from "sip-server-ha";
import { EVIDENCE } from "../../configuration-layer/evidence";
import type { PlannedFile } from "../../synth/planned-file";
import { textOf } from "../../text/file-text";
import { isPlainMapping } from "../matching/pattern";
import type { PatternOf, TextPattern } from "../matching/pattern-of";
import { mappingOf, type Property, TEXT, textLike, wordOf } from "../matching/property";
import { requireText, TestMisuse } from "../misuse";
import type { Synthesized } from "../synthesized";
import type { Outcome } from "./outcome";
import { search } from "./search";

/** A file that a synth would write. */
export interface GeneratedFile {
  /** The path below the environment's folder, with `/`. */
  readonly path: string;
  /** Its text, in one piece. */
  readonly content: string;
  /** Its purpose, in a phrase. */
  readonly purpose: string;
  /** The element that it comes from, e.g. `pairs.inbound`. */
  readonly construct: string;
  /** How well the weakest fact in it is known. */
  readonly evidence: Evidence;
  /** Where it is installed; undefined for a file that goes to no host. */
  readonly target?: Target | undefined;
}

/** The expected text of a file, or any of its expected properties. */
export type FilePattern = TextPattern | PatternOf<GeneratedFile>;

/** The mode of a file on a host. */
export const MODE = textLike(
  /^(?:0[0-7]{3}|administrators)$/,
  'four octal digits as text, e.g. "0750", "administrators" on Windows, a regular expression',
);

const PROPERTIES = {
  path: TEXT,
  content: TEXT,
  purpose: TEXT,
  construct: TEXT,
  evidence: wordOf(...EVIDENCE),
  target: mappingOf({ host: TEXT, path: TEXT, mode: MODE, group: TEXT } satisfies Record<keyof Target, Property>),
} satisfies Record<keyof GeneratedFile, Property>;

/** Files that cdktf helps to make, at the time when they are written. */
const AT_SYNTH = ["cdk.tf.json", "artifacts.yaml"];

/** All files that a synth would write, except `cdk.tf.json` and `artifacts.yaml`. */
export function generatedFiles({ plan }: Synthesized): GeneratedFile[] {
  return plan.artifacts.map(generatedFile);
}

/** A planned file with its text in one piece. */
export function generatedFile({ path, content, purpose, construct, evidence, target }: PlannedFile): GeneratedFile {
  return { path, content: textOf(content), purpose, construct, evidence, ...(target && { target }) };
}

/** Whether a file with the path is written and matches the pattern. */
export function hasFile(subject: Synthesized, path: string, expected: FilePattern = {}): Outcome {
  requireText(path, "a file is identified by its path; findFiles takes a pattern");
  if (AT_SYNTH.includes(path))
    throw new TestMisuse({
      message: `${path} is made only when an environment is written, so no plan contains it`,
      found: path,
      fix: "assert on what cdktf's Testing.synth returns for the environment",
    });
  return search({
    where: subject.environment,
    kind: ["file", "files"],
    candidates: generatedFiles(subject),
    nameKey: "path",
    name: path,
    properties: PROPERTIES,
    pattern: propertiesOf(expected),
    label: ({ path: label }) => label,
  });
}

/** The expectation as properties: a text, a regular expression and a matcher apply to the content. */
export function propertiesOf(expected: FilePattern | PatternOf<object>): Readonly<Record<string, unknown>> {
  return isPlainMapping(expected) ? expected : { content: expected };
}
