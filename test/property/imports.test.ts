import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Snapshot } from "../../lib/diff/snapshot";
import { parseExport } from "../../lib/drift/configuration-export";
import { environmentDrift } from "../../lib/drift/environment-drift";
import { type FactsFile, parseFacts } from "../../lib/drift/facts-file";
import { hostExpectations } from "../../lib/drift/host-expectation";
import { importedEnvironment } from "../../lib/import/imported-environment";
import { siteApplications } from "../../lib/import/site-applications";
import { siteExport } from "../../lib/import/site-export";
import type { Topology } from "../../lib/model/topology";
import { dnsRecordsOf } from "../../lib/options";
import type { Declaration } from "../../lib/synth/declaration";
import { plan } from "../../lib/synth/plan";
import { resolve } from "../../lib/synth/resolve";
import { dnsFacts } from "../drift/dns-facts-of-model";
import { factsOfHosts } from "../drift/facts-of-model";
import { hostile } from "../hostile-text";
import { handMadeSite } from "../import/hand-made-site";
import { siteExportOf, surveysOfModel } from "../import/survey-of-model";
import { anyEnvironment } from "./any-environment";

const LIMIT = { numRuns: 20, interruptAfterTimeLimit: 6_000 };

const models = anyEnvironment.map((declaration) => resolve(declaration as Declaration).topology!);

const snapshotOf = (topology: Topology): Snapshot => ({ topology, files: plan(topology).artifacts });

/** As it is read from a file; places are not asked for. */
const source = (value: object) => ({
  file: "configuration-layer.json",
  value: value as Record<string, unknown>,
  locate: () => ({ position: { file: "configuration-layer.json", line: 1, column: 1 } }),
});

const factsOf = (texts: readonly string[]): FactsFile[] =>
  texts.map((text, index) => parseFacts(`${index}.facts`, text).facts!);

/** What the collectors of a model's environment print where everything is as it says. */
function collected({ topology, files }: Snapshot): FactsFile[] {
  const records = dnsRecordsOf(topology);
  return factsOf([
    ...factsOfHosts(hostExpectations(topology, files)),
    ...(records.length === 0 ? [] : [dnsFacts(topology.environment, records)]),
  ]);
}

function imported(topology: Topology) {
  const exported = siteExportOf(topology);
  const { site } = siteExport(source(exported));
  const records = collected(snapshotOf(topology)).filter(({ of }) => of === "dns");
  const facts = [...factsOf(surveysOfModel(topology)), ...records];
  const { imported: made, notes } = importedEnvironment({ site: site!, facts });
  return { exported, notes, declaration: parse(made!.text) as Declaration };
}

test("an environment that is deployed, imported and synthesized again shows no drift", () => {
  fc.assert(
    fc.property(models, (topology) => {
      const { declaration, exported, notes } = imported(topology);
      // Of several pools whose proxies have no port that their records tell, none can be told from the others.
      fc.pre(!notes.some(({ code }) => code === "pool-name-unknown"));
      const resolution = resolve(declaration);
      expect(resolution.findings).toEqual([]);
      const snapshot = snapshotOf(resolution.topology!);
      // Hosts on which nothing is installed have no collector without a connection, of which an import knows nothing.
      const wanted = new Set(
        hostExpectations(snapshot.topology, snapshot.files).map(({ host }) => `hosts.${host.name}`),
      );
      const facts = collected(snapshotOf(topology)).filter(({ of }) => of === "dns" || wanted.has(of));
      const { findings } = environmentDrift(snapshot, { facts, configuration: parseExport(source(exported)).exported });
      expect(findings).toEqual([]);
    }),
    LIMIT,
  );
});

test("surveys of any system with lines that are gone, doubled or strange are imported, and no virtual IP is one that nothing has", () => {
  const lines = fc.array(fc.tuple(fc.nat(), fc.constantFrom("gone", "twice", "strange"), hostile), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(models, lines, (topology, changes) => {
      const { site } = siteExport(source(siteExportOf(topology)));
      const facts = surveysOfModel(topology).flatMap((text, index) => {
        const all = text.split("\n");
        for (const [where, how, other] of changes) {
          const at = where % all.length;
          const put = { gone: [], twice: [all[at]!, all[at]!], strange: [` ${other.replaceAll("\n", " ")}`] }[how];
          all.splice(at, 1, ...put);
        }
        return parseFacts(`${index}.survey`, all.join("\n")).facts ?? [];
      });
      const { imported: made, notes } = importedEnvironment({ site: site!, facts });
      expect(parse(made!.text)).toEqual(made!.declaration);
      for (const { message, fix } of notes) expect(`${message}${fix}`).not.toMatch(/undefined|\[object|NaN/);
      const own = [...topology.pairs.values()].map(({ highAvailability }) =>
        Reflect.get(highAvailability, "virtualIp"),
      );
      for (const { highAvailability } of Object.values(made!.declaration.pairs as Record<string, Pair>))
        for (const { virtualIp } of Object.values(highAvailability))
          if (virtualIp !== undefined) expect(own).toContain(virtualIp);
    }),
    LIMIT,
  );
});

type Pair = { readonly highAvailability: Readonly<Record<string, { readonly virtualIp?: string }>> };

/** The paths of all values of an export. */
function paths(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => paths(item, [...path, key]))];
}

test("an export with anything in the place of a value, and surveys with lines that are gone or strange, are imported or the reason is said", () => {
  const strange = fc.oneof(
    fc.constantFrom(
      undefined,
      null,
      "",
      0,
      -1,
      true,
      [],
      {},
      [null],
      [[]],
      { name: 1 },
      "10.20.0.10",
      "SIP_1",
      "__proto__",
    ),
    fc.jsonValue(),
  );
  const { file, surveys } = handMadeSite();
  const places = paths(file).filter((path) => path.length > 0);
  let imports = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), strange), { minLength: 1, maxLength: 3 }), fc.nat(), (changes, where) => {
      const changed = structuredClone(file) as unknown as Record<string, unknown>;
      for (const [which, value] of changes) {
        const path = places[which % places.length]!;
        let holder: unknown = changed;
        for (const key of path.slice(0, -1)) holder = (holder as Record<string, unknown> | undefined)?.[key];
        if (typeof holder === "object" && holder !== null) (holder as Record<string, unknown>)[path.at(-1)!] = value;
      }
      const read = siteExport(source(JSON.parse(JSON.stringify(changed))));
      const facts = Object.values(surveys).flatMap((text, index) => {
        const lines = text.split("\n");
        const spoilt = lines.toSpliced(where % lines.length, 1, ...(where % 2 === 0 ? [] : [" ??"]));
        return parseFacts(`${index}.survey`, spoilt.join("\n")).facts ?? [];
      });
      if (read.site === undefined) expect(read.unparsed.length).toBeGreaterThan(0);
      else {
        const { imported: made, notes } = importedEnvironment({ site: read.site, facts });
        if (made === undefined) expect(siteApplications(read.site).pairs).toEqual([]);
        else {
          imports++;
          // What the text says is what the findings and the changes come from.
          expect(parse(made.text)).toEqual(made.declaration);
          resolve(made.declaration);
        }
        for (const { message, fix } of notes) expect(`${message}${fix}`).not.toMatch(/undefined|\[object|NaN/);
      }
    }),
    { numRuns: 120, interruptAfterTimeLimit: 5_000 },
  );
  expect(imports).toBeGreaterThan(20);
});
