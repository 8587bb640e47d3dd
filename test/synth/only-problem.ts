import { expect } from "vitest";
import { formatPath } from "../../lib/model/origin";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { sampleDeclaration } from "../sample-declaration";

/** The only problem of the sample with this value at this path. */
export function problem(path: string, value: unknown): Readonly<Record<string, unknown>> {
  const { findings } = resolve(sampleDeclaration({ [path]: value }) as Declaration);
  expect(findings.map(({ code, path }) => `${formatPath(path)} ${code}`)).toHaveLength(1);
  const { level: _l, kind: _k, environment: _e, path: at, ...rest } = findings[0]!;
  return { ...rest, path: formatPath(at) };
}
