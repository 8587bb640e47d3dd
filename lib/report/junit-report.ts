import { grouped } from "../model/grouped";
import { failureText } from "../simulation/failure-text";
import type { ScenarioResult } from "../simulation/result";
import { momentText, outageSentence } from "../simulation/time-text";
import type { InvariantVerdict } from "../simulation/verdict";
import { xmlElement, xmlText } from "../text/xml";
import { lineText, timelineText } from "./scenario-text";

/** A broken invariant that somebody accepts, with their reason. */
export interface AcceptedBreach {
  /** The name of the invariant. */
  readonly invariant: string;
  /** Why it is accepted. */
  readonly reason: string;
}

/**
 * Results as JUnit XML, which CI systems show: a suite for each pair, a case for each scenario. A broken invariant that nobody has acknowledged is a failure,
 * with the course that leads to it and the timeline. A scenario that could not be evaluated is an error.
 *
 * @param accepted what somebody accepts of a result
 */
export function junitReport(
  results: readonly ScenarioResult[],
  accepted: (result: ScenarioResult) => readonly AcceptedBreach[] = () => [],
): string {
  const suites = grouped(results, ({ environment, pair }) => [`${environment}.${pair}`]);
  const written = [...suites].map(([name, members]) => suiteText(name, members, accepted));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement("testsuites", { name: "sip-ha simulate" }, ["\n", ...written])}\n`;
}

function suiteText(
  name: string,
  results: readonly ScenarioResult[],
  accepted: (result: ScenarioResult) => readonly AcceptedBreach[],
): string {
  const cases = results.map((result) => caseOf(name, result, accepted(result)));
  const count = (of: (one: Case) => number) => String(cases.reduce((sum, one) => sum + (of(one) > 0 ? 1 : 0), 0));
  const counts = {
    tests: String(cases.length),
    failures: count(({ failures }) => failures),
    errors: count(({ failures, errors }) => (failures > 0 ? 0 : errors)),
    skipped: "0",
  };
  return `${xmlElement("testsuite", { name, ...counts }, ["\n", ...cases.map(({ text }) => text)])}\n`;
}

interface Case {
  readonly text: string;
  readonly failures: number;
  readonly errors: number;
}

function caseOf(classname: string, result: ScenarioResult, accepted: readonly AcceptedBreach[]): Case {
  const isAccepted = ({ invariant }: InvariantVerdict) => accepted.some((one) => one.invariant === invariant.name);
  const broken = result.verdicts.filter((one) => one.verdict === "broken" && !isAccepted(one));
  const open = result.verdicts.filter(({ verdict }) => verdict === "not evaluated");
  const entries = [
    ...broken.map((one) => failure(result, one)),
    ...open.map((one) =>
      xmlElement("error", {
        type: one.invariant.name,
        message: `${one.invariant.name} is not evaluated: ${one.verdict === "not evaluated" ? one.reason : ""}`,
      }),
    ),
    xmlElement("system-out", {}, [xmlText(systemOut(result, accepted))]),
  ];
  const content = entries.flatMap((entry) => [entry, "\n"]);
  const text = xmlElement("testcase", { classname, name: result.scenario.name }, ["\n", ...content]);
  return { text: `${text}\n`, failures: broken.length, errors: open.length };
}

function failure(result: ScenarioResult, one: InvariantVerdict): string {
  if (one.verdict !== "broken") return "";
  const { at, pace, text, counterExample, invariant } = one;
  const way = counterExample.map((line) => `${momentText(line.at)} ${lineText(line)}`);
  const body = [
    `${invariant.title}: broken ${momentText(at)} after the start at the ${pace} pace`,
    ...(way.length === 0 ? [] : ["how it comes to that:", ...way]),
    "",
    "the typical course:",
    timelineText(result.timeline),
  ].join("\n");
  return xmlElement("failure", { type: invariant.name, message: `${invariant.name}: ${text}` }, [xmlText(body)]);
}

function systemOut({ scenario, outage, failures }: ScenarioResult, accepted: readonly AcceptedBreach[]): string {
  return [
    scenario.title,
    outageSentence(outage.unanswered),
    ...failures.map((one) => `not followed to its end: ${failureText(one)}`),
    ...accepted.map(({ invariant, reason }) => `acknowledged: ${invariant}: ${reason}`),
  ].join("\n");
}
