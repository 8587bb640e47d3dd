import fc from "fast-check";
import { expect, test } from "vitest";
import { compare } from "../../lib/diff/compare";
import { declarationOf } from "../../lib/diff/declared-model";
import { diffMarkdown } from "../../lib/diff/diff-markdown";
import { diffText } from "../../lib/diff/diff-text";
import { environmentDiff } from "../../lib/diff/environment-diff";
import { snapshotOf } from "../../lib/diff/snapshot";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { topologyOf } from "../topology-of";
import { anyEnvironment } from "./any-environment";

const LIMIT = { numRuns: 20, interruptAfterTimeLimit: 6_000 };

test("a model in the words of the environment file is the same model", () => {
  fc.assert(
    fc.property(anyEnvironment, (declaration) => {
      const topology = topologyOf(declaration);
      expect(resolve(declarationOf(topology))).toEqual({ topology, findings: [], notEvaluated: [] });
    }),
    LIMIT,
  );
});

test("nothing changes from an environment to itself", () => {
  fc.assert(
    fc.property(anyEnvironment, (declaration) => {
      const [was, is] = [snapshotOf(topologyOf(declaration)), snapshotOf(topologyOf(structuredClone(declaration)))];
      expect(environmentDiff(was, is)).toEqual({
        environment: was.topology.environment,
        kind: "same",
        effect: "none",
        changes: [],
        options: [],
        files: [],
        order: [],
        rollback: [],
        noWayBack: [],
      });
    }),
    LIMIT,
  );
});

type Mapping = { [key: string]: unknown };

/** Every value that is a leaf of a declaration, with another value that its key may have. */
function otherValues(value: unknown, path: readonly string[] = []): [readonly string[], unknown][] {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return Object.entries(value).flatMap(([key, item]) => otherValues(item, [...path, key]));
  if (typeof value === "boolean") return [[path, !value]];
  if (typeof value === "string" && /^\d+s$/.test(value)) return [[path, `${Number.parseInt(value, 10) + 1}s`]];
  if (path.at(-1) === "account") return [[path, `${value}x`]];
  if (path.includes("highAvailability") && typeof value === "number") return [[path, value === 1 ? 2 : 1]];
  return [];
}

function withValue(declaration: object, path: readonly string[], value: unknown): object {
  const copy = structuredClone(declaration) as Mapping;
  let holder = copy;
  for (const key of path.slice(0, -1)) holder = holder[key] as Mapping;
  holder[path.at(-1)!] = value;
  return copy;
}

test("one key with another value is one change, at that key, and the same one back", () => {
  fc.assert(
    fc.property(anyEnvironment, fc.nat(), (declared, seed) => {
      const was = topologyOf(declared);
      const declaration = declarationOf(was);
      const others = otherValues(declaration);
      const [path, value] = others[seed % others.length]!;
      const { topology: is, findings } = resolve(withValue(declaration, path, value) as Declaration);
      fc.pre(findings.length === 0);
      const changes = compare(was, is);
      expect(changes.map((change) => [change.path, change.kind, change.is])).toEqual([[path, "changed", value]]);
      expect(changes[0]!.because.length).toBeGreaterThan(0);
      expect(compare(is, was).map((change) => [change.path, change.was])).toEqual([[path, value]]);
    }),
    { ...LIMIT, numRuns: 60 },
  );
});

test("any two environments of one name are compared, ordered and described without an undefined word", () => {
  fc.assert(
    fc.property(anyEnvironment, anyEnvironment, (one, other) => {
      const was = topologyOf(one);
      const is = topologyOf({ ...other, environment: was.environment });
      const diff = environmentDiff(snapshotOf(was), snapshotOf(is));
      for (const text of [diffText([diff]), diffMarkdown([diff])]) expect(text).not.toMatch(/\bundefined\b|\[object /);
      expect(diff.order.length).toBeGreaterThan(0);
      expect(diff.rollback.length).toBeGreaterThan(1);
    }),
    { ...LIMIT, numRuns: 15 },
  );
});
