import { describe, expect, test } from "vitest";
import type { ConfigurationExport, ExportedObject } from "../../lib/drift/configuration-export";
import { importedEnvironment } from "../../lib/import/imported-environment";
import type { SiteExport } from "../../lib/import/site-export";
import { surveysOf } from "../../lib/import/survey";
import { handMadePairs, importChanged, pairsOf, readSite } from "./hand-made-site";

/** How often fields of the export's objects are read, and their places looked up, for each pair. */
function askedForEach(count: number, ask: (facts: ReturnType<typeof readSite>) => unknown) {
  const { site, facts } = readSite(handMadePairs(count));
  let [fields, places] = [0, 0];
  const get = (all: ExportedObject["fields"], key: string) => {
    fields += 1;
    return all[key];
  };
  const counted = (one: ExportedObject): ExportedObject => ({
    fields: new Proxy(one.fields, { get }),
    at: (path) => {
      places += 1;
      return one.at(path);
    },
  });
  const objects = Object.fromEntries(
    Object.entries(site.exported.objects).map(([kind, all]) => [
      kind,
      all && new Map([...all].map(([key, one]) => [key, counted(one)])),
    ]),
  ) as ConfigurationExport["objects"];
  ask({ site: { ...site, exported: { ...site.exported, objects } } satisfies SiteExport, facts });
  return { fields: fields / count, places: places / count };
}

describe("a hand-made site with many pairs", () => {
  test("has each pair in the file, with its own programs and conditions", () => {
    const { declaration, told } = importChanged(handMadePairs(12));
    expect(Object.keys(pairsOf(declaration))).toHaveLength(12);
    expect(pairsOf(declaration).SIP_7!.highAvailability).toEqual({
      ipAddressTakeover: {
        virtualIp: "10.20.7.10",
        network: "net-10-20-7-0-24",
        interfaceLabel: "1",
        cancelTimeout: "5s",
      },
    });
    const ofSeven = (code: string) =>
      told(code).flatMap(({ of, message }) => (message.includes("pair SIP_7") ? of : []));
    expect(ofSeven("hand-made-program")).toEqual(
      ["BACKUP_VIP_DOWN", "BACKUP_VIP_UP", "PRIMARY_VIP_DOWN", "PRIMARY_VIP_UP"].map(
        (name) => `application SIP_SERVER_7_${name}`,
      ),
    );
    expect(ofSeven("hand-made-condition")).toEqual([
      "alarm condition SIP_7_1_Primary",
      "alarm condition SIP_7_2_Primary",
    ]);
  });

  test.each([
    ["an import", importedEnvironment],
    ["a survey", ({ site }: ReturnType<typeof readSite>) => surveysOf(site, "facts")],
  ])("is read by %s no more often for each pair than a site with few, except for sorting", (_, ask) => {
    const [few, many] = [askedForEach(10, ask), askedForEach(80, ask)];
    expect(many.fields).toBeLessThan(1.5 * few.fields);
    expect(many.places).toBeLessThanOrEqual(few.places);
  });

  test("is read only for the places that are reported", () => {
    const { fields, places } = askedForEach(10, importedEnvironment);
    expect(places).toBeLessThan(fields / 5);
  });
});
