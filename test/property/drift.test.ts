import fc from "fast-check";
import { expect, test } from "vitest";
import type { Snapshot } from "../../lib/diff/snapshot";
import { environmentDrift } from "../../lib/drift/environment-drift";
import { parseFacts } from "../../lib/drift/facts-file";
import { hostExpectations } from "../../lib/drift/host-expectation";
import type { Declaration } from "../../lib/synth/declaration";
import { plan } from "../../lib/synth/plan";
import { resolve } from "../../lib/synth/resolve";
import { factsOfHosts } from "../drift/facts-of-model";
import { anyEnvironment } from "./any-environment";

const LIMIT = { numRuns: 20, interruptAfterTimeLimit: 6_000 };

const snapshots = anyEnvironment.map((declaration): Snapshot => {
  const topology = resolve(declaration as Declaration).topology!;
  return { topology, files: plan(topology).artifacts };
});

const factsOf = ({ topology, files }: Snapshot) => factsOfHosts(hostExpectations(topology, files));

/** What is found where these are the facts, those of a file's reading included. */
function found(snapshot: Snapshot, texts: readonly string[]) {
  const parsed = texts.map((text, index) => parseFacts(`${index}.facts`, text));
  const { findings } = environmentDrift(snapshot, { facts: parsed.flatMap(({ facts }) => facts ?? []) });
  return [...parsed.flatMap(({ unparsed }) => unparsed.map((one) => ({ state: "unparsed", ...one }))), ...findings];
}

test("facts of the model itself show no drift", () => {
  fc.assert(
    fc.property(snapshots, (snapshot) => {
      expect(found(snapshot, factsOf(snapshot))).toEqual([]);
    }),
    LIMIT,
  );
});

/** Each line of the facts as it is where somebody has changed one thing on the host. */
function changes(line: string): string[] {
  if (/^ \d+: lo /.test(line)) return [];
  if (/^ \d+: /.test(line))
    return [line.replace(/inet(6?) \S+\//, (_, six) => (six === "6" ? "inet6 2001:db8:ffff::9/" : "inet 192.0.2.99/"))];
  if (line.startsWith(" file 0"))
    return [
      line.replace(/[0-9a-f]{64}/, "0".repeat(64)),
      line.replace(/^ file 0\d{3}/, " file 0777"),
      line.replace(/^ file (\S+) root/, " file $1 genesys"),
      line.replace(/^ file \S+ \S+ \S+ \S+/, " missing"),
    ];
  if (line.startsWith(" enabled")) return [line.replace("enabled", "disabled")];
  return [];
}

test("every single change of a host is drift at one element", () => {
  let count = 0;
  fc.assert(
    fc.property(snapshots, (snapshot) => {
      const texts = factsOf(snapshot);
      texts.forEach((text, index) => {
        const lines = text.split("\n");
        lines.forEach((line, number) => {
          for (const changed of changes(line)) {
            const mutated = texts.with(index, lines.with(number, changed).join("\n"));
            const said = found(snapshot, mutated);
            expect(said.map(({ state }) => state)).toEqual(["drift"]);
            count++;
          }
        });
      });
    }),
    LIMIT,
  );
  expect(count).toBeGreaterThan(50);
});

test("facts that are cut off anywhere, or have a line of something else, are said and are no drift", () => {
  fc.assert(
    fc.property(snapshots, fc.nat(), fc.nat(), fc.string(), (snapshot, which, where, noise) => {
      const texts = factsOf(snapshot);
      if (texts.length === 0) return;
      const index = which % texts.length;
      const text = texts[index]!;
      const cut = found(snapshot, texts.with(index, text.slice(0, where % (text.length - 4))));
      expect(cut.map(({ state }) => state)).not.toContain("drift");
      expect(cut.length).toBeGreaterThan(0);
      const lines = text.split("\n");
      const at = 1 + (where % (lines.length - 2));
      const line = ` ??${noise.replaceAll(/[\r\n]/g, "")}`;
      const noisy = found(snapshot, texts.with(index, lines.toSpliced(at, 0, line).join("\n")));
      expect(noisy.map(({ state }) => state)).not.toContain("drift");
      expect(noisy.length).toBeGreaterThan(0);
    }),
    LIMIT,
  );
});
