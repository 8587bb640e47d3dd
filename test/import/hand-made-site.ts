import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { type FactsFile, parseFacts } from "../../lib/drift/facts-file";
import type { ImportNote } from "../../lib/import/import-note";
import { importedEnvironment, type SiteFacts } from "../../lib/import/imported-environment";
import { siteExport } from "../../lib/import/site-export";
import { type JsonSource, readJson } from "../../lib/input/json-source";
import { join } from "../../lib/text/paths";

/** A site whose pair moves its virtual IP with hand-written scripts: an export, surveys, and the environment file that import makes from them. */
export const HAND_MADE_SITE = join(__dirname, "hand-made-site");

type Mapping = { [key: string]: unknown };

/** An object of the export, for tests to change. */
export type SiteObject = Mapping & { name: string };

/** The export, for tests to change. */
export interface SiteFile {
  [kind: string]: unknown;
  applications: (SiteObject & { options: Record<string, Mapping>; serverInfo: Mapping })[];
  hosts: SiteObject[];
  alarmConditions: SiteObject[];
  appPrototypes?: SiteObject[];
  switches?: SiteObject[];
}

/** The surveys by host, for tests to change. */
export type SiteSurveys = Record<string, string>;

/** What an import makes from the site after a change. */
export interface ChangedSite {
  readonly declaration: Mapping | undefined;
  readonly text: string;
  readonly facts: readonly FactsFile[];
  readonly notes: readonly ImportNote[];
  /** The notes of one code. */
  readonly told: (code: string) => readonly ImportNote[];
}

export function handMadeSite(): { file: SiteFile; surveys: SiteSurveys } {
  const read = (name: string) => readFileSync(join(HAND_MADE_SITE, name), "utf8");
  const surveys = readdirSync(HAND_MADE_SITE).filter((name) => name.endsWith(".survey"));
  return {
    file: JSON.parse(read("configuration-layer.json")) as SiteFile,
    surveys: Object.fromEntries(surveys.map((name) => [name.replace(".survey", ""), read(name)])),
  };
}

/** The site with many such pairs, each with its own servers, hosts, networks, programs and alarm conditions. */
export function handMadePairs(count: number): ReturnType<typeof handMadeSite> {
  const { file, surveys } = handMadeSite();
  const { "sip-1": first, "sip-2": second, ...others } = surveys;
  const numbers = [...Array(count).keys()];
  const numbered = (text: string, number: number) =>
    text
      .replaceAll(/\b(sip-|SIP_|SIP_SERVER_|React_)(?=[12]|PRIMARY|BACKUP|Primary|Backup)/g, `$1${number}_`)
      .replaceAll(/\b10\.([12])0\.0\./g, `10.$10.${number}.`);
  const ofPairs = <One extends SiteObject>(all: readonly One[]): One[] => {
    const isOfPair = ({ name }: One) => /^(?:sip-[12]|SIP_|React_)/.test(name);
    const copies = numbers.map((number) => JSON.parse(numbered(JSON.stringify(all.filter(isOfPair)), number)) as One[]);
    return [...all.filter((one) => !isOfPair(one)), ...copies.flat()];
  };
  return {
    file: {
      ...file,
      applications: ofPairs(file.applications),
      hosts: ofPairs(file.hosts),
      alarmConditions: ofPairs(file.alarmConditions),
    },
    surveys: Object.assign(
      others,
      ...numbers.map((number) => ({
        [`sip-${number}_1`]: numbered(first!, number),
        [`sip-${number}_2`]: numbered(second!, number),
      })),
    ) as SiteSurveys,
  };
}

/** Imports the site after a change. */
export function importAfter(change: (file: SiteFile, surveys: SiteSurveys) => void): ChangedSite {
  const site = handMadeSite();
  change(site.file, site.surveys);
  return importChanged(site);
}

/** The same for any site. */
export function importChanged(changed: ReturnType<typeof handMadeSite>): ChangedSite {
  const { site, facts } = readSite(changed);
  const { imported, notes } = importedEnvironment({ site, facts, environment: "north" });
  return {
    facts,
    text: imported?.text ?? "",
    declaration: imported && (parse(imported.text) as Mapping),
    notes,
    told: (code) => notes.filter((one) => one.code === code),
  };
}

/** What import reads from a site. */
export function readSite({ file, surveys }: ReturnType<typeof handMadeSite>): Omit<SiteFacts, "environment"> {
  const text = JSON.stringify(file, null, 2);
  const { site } = siteExport(readJson("configuration-layer.json", () => ({ text })) as JsonSource);
  const facts = Object.entries(surveys).map(([name, content]) => parseFacts(`${name}.survey`, content).facts!);
  return { site: site!, facts };
}

export function applicationOf(file: SiteFile, name: string): SiteFile["applications"][number] {
  return file.applications.find((one) => one.name === name)!;
}

/** A note without its file and its advice. */
export const brief = ({ kind, of, found, position }: ImportNote) => ({ kind, of, found, line: position?.line });

type Pairs = Record<string, Record<string, never>>;
/** The pairs of a declaration. */
export const pairsOf = (declaration: unknown) => (declaration as { pairs: Pairs }).pairs;
/** The settings of the site's own pair. */
export const takeoverOf = (declaration: unknown) =>
  (pairsOf(declaration).SIP!.highAvailability as unknown as { ipAddressTakeover: Record<string, unknown> })
    .ipAddressTakeover;
