import type { FactsFile } from "../drift/facts-file";
import { type HostSurvey, hostSurvey } from "./host-survey";
import { type ImportNote, surveyedTwice } from "./import-note";
import type { SiteExport } from "./site-export";
import { operatingSystemOf } from "./site-hosts";
import type { SurveyedFile } from "./surveyed-files";

/** By the name of the Host object: a survey is preferred to the output of a collector for drift, which says less. Of several the first is used, and the others are reported. */
export function siteSurveys(facts: readonly FactsFile[], { exported }: SiteExport) {
  const surveys = new Map<string, HostSurvey>();
  const notes: ImportNote[] = [];
  const isSurvey = ({ sections }: FactsFile) => sections.some(({ name }) => name === "scripts");
  const systemOf = ({ of }: FactsFile) => {
    const host = exported.objects.hosts?.get(of.slice("hosts.".length));
    return host && operatingSystemOf(host);
  };
  const ofHosts = facts.filter(({ of }) => of.startsWith("hosts."));
  for (const one of [...ofHosts.filter(isSurvey), ...ofHosts.filter((other) => !isSurvey(other))]) {
    const survey = hostSurvey(one, systemOf(one));
    const before = surveys.get(survey.host);
    if (before === undefined) surveys.set(survey.host, survey);
    else if (isSurvey(one)) notes.push(surveyedTwice(`host ${survey.host}`, one, before.facts));
  }
  return { surveys, notes };
}

/** What was not understood in surveys, and surveys of hosts that the file does not have. */
export function surveyNotes(surveys: ReadonlyMap<string, HostSurvey>, known: ReadonlySet<string>): ImportNote[] {
  return [...surveys.values()].flatMap(({ host, facts, scripts, unparsed }): ImportNote[] => {
    const of = `host ${host}`;
    const places = [
      ...unparsed.map((one): ImportNote => ({ kind: "unparsed", of, ...one })),
      ...scripts.flatMap((one) => codePageNote(of, one)),
    ];
    if (known.has(host)) return places;
    return [
      ...places,
      {
        kind: "left",
        code: "survey-of-other-host",
        of,
        position: facts.position,
        message:
          "no server of a pair, no SIP Proxy and nothing of the Management Layer runs there, so the file does not have it",
        fix: "compare its name with that of the Host object, or remove the survey",
      },
    ];
  });
}

/** A script in a code page of its host: addresses and commands are ASCII and were read; in the lines that are shown, some letters beyond ASCII are lost. */
function codePageNote(of: string, { path, lines }: SurveyedFile): ImportNote[] {
  const lost = lines.filter(({ text }) => text.includes("\uFFFD"));
  if (lost.length === 0) return [];
  return [
    {
      kind: "stays",
      code: "script-not-utf-8",
      of,
      position: lost[0]!.position,
      message: `${path} is in a code page of its host (Windows-1252 and others), not in UTF-8: it was read without its letters beyond ASCII`,
      found: `line ${lost.map(({ line }) => line).join(", ")}`,
      fix: "nothing, if those letters are in comments and messages; check the lines if the letters are in a name that counts, e.g. that of an interface",
    },
  ];
}
