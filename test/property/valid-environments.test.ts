import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { environmentFromFile } from "../../lib";
import { evaluate } from "../../lib/checks/engine";
import { rules } from "../../lib/options";
import type { Declaration } from "../../lib/synth/declaration";
import { plan } from "../../lib/synth/plan";
import { resolve } from "../../lib/synth/resolve";
import { textOf } from "../../lib/text/file-text";
import { folderContent } from "../folder-content";
import { temporaryFolder } from "../temporary-folder";
import { topologyOf } from "../topology-of";
import { anyEnvironment } from "./any-environment";

const LIMIT = { numRuns: 40, interruptAfterTimeLimit: 6_000 };

/** The same mapping, with the keys of every mapping in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

test("a valid environment has no errors, can be planned, and gives the same bytes in any order", () => {
  fc.assert(
    fc.property(anyEnvironment, (declaration) => {
      const { topology, findings, notEvaluated } = resolve(declaration as Declaration);
      expect([findings, notEvaluated]).toEqual([[], []]);
      const report = evaluate(rules, [topology!]);
      expect(report.findings.filter(({ level }) => level === "error")).toEqual([]);
      expect(report.notEvaluated.filter(({ reason }) => reason.startsWith("the rule itself failed"))).toEqual([]);
      const { artifacts } = plan(topology!);
      const paths = artifacts.map(({ path }) => path.toLowerCase());
      expect(new Set(paths).size).toBe(paths.length);
      const targets = artifacts.flatMap(({ target }) => (target ? [`${target.host}:${target.path}`] : []));
      expect(new Set(targets).size).toBe(targets.length);
      for (const { path, content } of artifacts) {
        expect(path).toMatch(/^[A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+)*$/);
        // Lines of a Windows host's files end as on Windows, all others with LF alone.
        const host = topology!.hosts.get(/^hosts\/([^/]+)\//.exec(path)?.[1] ?? "");
        const otherLineEnd = host?.os === "windows" ? /(?<!\r)\n/ : /\r/;
        expect(textOf(content)).not.toMatch(otherLineEnd);
        expect(textOf(content)).not.toMatch(/\bundefined\b|\[object /);
      }
      const again = plan(topologyOf(reversed(declaration))).artifacts;
      expect(again).toEqual(artifacts);
    }),
    LIMIT,
  );
});

test("it is read from a file, and synthesized twice to the same bytes", () => {
  const folder = temporaryFolder();
  fc.assert(
    fc.property(anyEnvironment, (declaration) => {
      const file = join(folder, "environment.yaml");
      writeFileSync(file, stringify(declaration));
      const outputs = ["one", "two"].map((name) => {
        const app = new App({ outdir: join(folder, name) });
        const environment = environmentFromFile(app, file);
        expect(environment.topology).toEqual(resolve(declaration as Declaration).topology);
        app.synth();
        return folderContent(join(folder, name, "stacks", environment.environmentName));
      });
      expect(outputs[1]).toEqual(outputs[0]);
    }),
    { ...LIMIT, numRuns: 15 },
  );
});
