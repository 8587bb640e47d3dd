import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Snapshot } from "../../lib/diff/snapshot";
import { snapshotOf } from "../../lib/diff/snapshot";
import { parseExport } from "../../lib/drift/configuration-export";
import { environmentDrift } from "../../lib/drift/environment-drift";
import { type FactsFile, parseFacts } from "../../lib/drift/facts-file";
import { hostExpectations } from "../../lib/drift/host-expectation";
import { bigIpChanges } from "../../lib/import/big-ip-changes";
import { bigIpSurveys } from "../../lib/import/big-ip-survey";
import { importedEnvironment } from "../../lib/import/imported-environment";
import { siteApplications } from "../../lib/import/site-applications";
import { siteExport } from "../../lib/import/site-export";
import type { Topology } from "../../lib/model/topology";
import { dnsRecordsOf } from "../../lib/options";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { factsOfDevice, postedDevices } from "../drift/big-ip-facts-of-model";
import { dnsFacts } from "../drift/dns-facts-of-model";
import { factsOfHosts } from "../drift/facts-of-model";
import { hostile } from "../hostile-text";
import { devicesToSurvey, surveyOfDevice } from "../import/big-ip-survey-of-model";
import { handMadeBigIpSite, handMadeDevice } from "../import/hand-made-big-ip";
import { handMadeSite } from "../import/hand-made-site";
import { siteExportOf, surveysOfModel } from "../import/survey-of-model";
import { topologyOf } from "../topology-of";
import { anyEnvironment } from "./any-environment";

const LIMIT = { numRuns: 12, interruptAfterTimeLimit: 6_000 };

const models = anyEnvironment.map((declaration) => topologyOf(declaration));

/** As it is read from a file, without places. */
const source = (value: object) => ({
  file: "configuration-layer.json",
  value: value as Record<string, unknown>,
  locate: () => ({ position: { file: "configuration-layer.json", line: 1, column: 1 } }),
});

const factsOf = (texts: readonly string[]): FactsFile[] =>
  texts.map((text, index) => parseFacts(`${index}.facts`, text).facts!);

/** What the collectors of a model's environment print if everything is as declared. */
function collected({ topology, files }: Snapshot): FactsFile[] {
  const records = dnsRecordsOf(topology);
  return factsOf([
    ...factsOfHosts(hostExpectations(topology, files)),
    ...postedDevices(topology).map((device) => factsOfDevice(topology.environment, device)),
    ...(records.length === 0 ? [] : [dnsFacts(topology.environment, records)]),
  ]);
}

function imported(topology: Topology) {
  const exported = siteExportOf(topology);
  const { site } = siteExport(source(exported));
  const records = collected(snapshotOf(topology)).filter(({ of }) => of === "dns");
  const facts = [
    ...factsOf([...surveysOfModel(topology), ...devicesToSurvey(topology).map(surveyOfDevice)]),
    ...records,
  ];
  const { imported: made, notes } = importedEnvironment({ site: site!, facts });
  return { exported, notes, facts, declaration: parse(made!.text) as Declaration };
}

test("an environment that is deployed, imported and synthesized again shows no drift", () => {
  fc.assert(
    fc.property(models, (topology) => {
      const { declaration, exported, notes, facts: collectedBefore } = imported(topology);
      // If several pools have proxies without a port in their records, none of them can be told from the others.
      fc.pre(!notes.some(({ code }) => code === "pool-name-unknown"));
      const resolution = resolve(declaration);
      expect(resolution.findings).toEqual([]);
      const snapshot = snapshotOf(resolution.topology!);
      // Hosts on which nothing is installed have no collector without a connection, which an import does not know.
      const wanted = new Set(
        hostExpectations(snapshot.topology, snapshot.files).map(({ host }) => `hosts.${host.name}`),
      );
      const facts = collected(snapshotOf(topology)).filter(({ of }) => !of.startsWith("hosts.") || wanted.has(of));
      const { findings } = environmentDrift(snapshot, { facts, configuration: parseExport(source(exported)).exported });
      expect(findings).toEqual([]);
      expect(bigIpChanges(snapshot.topology, bigIpSurveys(collectedBefore).surveys)).toEqual([]);
    }),
    LIMIT,
  );
});

test("surveys of any system with missing, doubled or foreign lines are imported, and no virtual IP is invented", () => {
  const lines = fc.array(fc.tuple(fc.nat(), fc.constantFrom("gone", "twice", "strange"), hostile), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(models, lines, (topology, changes) => {
      const { site } = siteExport(source(siteExportOf(topology)));
      const facts = [...surveysOfModel(topology), ...devicesToSurvey(topology).map(surveyOfDevice)].flatMap(
        (text, index) => {
          const all = text.split("\n");
          for (const [where, how, other] of changes) {
            const at = where % all.length;
            const put = { gone: [], twice: [all[at]!, all[at]!], strange: [` ${other.replaceAll("\n", " ")}`] }[how];
            all.splice(at, 1, ...put);
          }
          return parseFacts(`${index}.survey`, all.join("\n")).facts ?? [];
        },
      );
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

/** With another value at one of the paths. */
function setAt(whole: unknown, path: readonly string[], value: unknown): void {
  let holder = whole;
  for (const key of path.slice(0, -1)) holder = (holder as Record<string, unknown> | undefined)?.[key];
  if (typeof holder === "object" && holder !== null) (holder as Record<string, unknown>)[path.at(-1)!] = value;
}

test("a BIG-IP that answers with anything in place of a value is imported, or the reason is given", () => {
  const lines = surveyOfDevice(handMadeDevice()).split("\n");
  const objects = lines.flatMap((text, index) => (text.startsWith(" {") ? [index] : []));
  const odd = fc.oneof(
    strange,
    hostile,
    fc.constantFrom("/Common/any:0", "2001:db8::10", "198.51.100.10%1", "10.20.0.1/99", "any6", "/", " ", "none", "0"),
  );
  let pairs = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(), odd), { minLength: 1, maxLength: 3 }), (changes) => {
      const changed = [...lines];
      for (const [which, where, value] of changes) {
        const at = objects[which % objects.length]!;
        const object: unknown = JSON.parse(changed[at]!);
        const all = paths(object).filter((path) => path.length > 0);
        if (all.length > 0) setAt(object, all[where % all.length]!, value);
        changed[at] = ` ${JSON.stringify(object)}`;
      }
      const { file, surveys } = handMadeBigIpSite();
      const { site } = siteExport(source(file));
      const facts = factsOf([...Object.values(surveys), changed.join("\n")]);
      const { imported: made, notes } = importedEnvironment({ site: site!, facts });
      expect(parse(made!.text)).toEqual(made!.declaration);
      for (const { message, found, fix } of notes)
        expect(`${message}${found ?? ""}${fix}`).not.toMatch(/undefined|\[object|NaN/);
      const { topology, findings } = resolve(made!.declaration);
      pairs += Object.keys(made!.declaration.pairs ?? {}).length;
      if (topology !== undefined && findings.length === 0)
        for (const { message, found } of bigIpChanges(topology, bigIpSurveys(facts).surveys))
          expect(`${message}${found}`).not.toMatch(/undefined|\[object|NaN/);
    }),
    { numRuns: 80, interruptAfterTimeLimit: 5_000 },
  );
  expect(pairs).toBeGreaterThan(20);
});

test("an export with anything in place of a value, and surveys with missing or foreign lines, are imported or the reason is given", () => {
  const { file, surveys } = handMadeSite();
  const places = paths(file).filter((path) => path.length > 0);
  let imports = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), strange), { minLength: 1, maxLength: 3 }), fc.nat(), (changes, where) => {
      const changed = structuredClone(file) as unknown as Record<string, unknown>;
      for (const [which, value] of changes) {
        setAt(changed, places[which % places.length]!, value);
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
          // The text's contents come from the findings and the changes.
          expect(parse(made.text)).toEqual(made.declaration);
          resolve(made.declaration);
        }
        for (const { message, fix } of notes) expect(`${message}${fix}`).not.toMatch(/undefined|\[object|NaN/);
      }
    }),
    { numRuns: 60, interruptAfterTimeLimit: 5_000 },
  );
  expect(imports).toBeGreaterThan(20);
});
