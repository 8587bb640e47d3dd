import type { DrillCheck, Look } from "./drill-kit";
import type { CheckRecord } from "./drill-results";
import type { DrillSurroundings, RunningProbe } from "./surroundings";

/** The means with which checks are made. */
export interface CheckMeans {
  readonly surroundings: DrillSurroundings;
  readonly probe: RunningProbe | undefined;
  /** Whether a person is there who can see what programs cannot. */
  readonly hasPerson: boolean;
}

/** Whether a program makes the check, and can make it again and again. */
export function isByProgram({ kind }: DrillCheck): boolean {
  return kind === "place" || kind === "answered";
}

/** Makes a check once. */
export function makeCheck(check: DrillCheck, means: CheckMeans): Promise<CheckRecord> | CheckRecord {
  switch (check.kind) {
    case "place":
      return placeRecord(check, means.surroundings);
    case "answered":
      return answeredRecord(check.what, means.probe);
    case "person":
      return personRecord(check.what, means);
    case "calls":
      return callsRecord(check.what, check.most, means);
  }
}

async function placeRecord(
  { what, expected, looks }: Extract<DrillCheck, { kind: "place" }>,
  surroundings: DrillSurroundings,
): Promise<CheckRecord> {
  const seen = await Promise.all(looks.map((one) => lookAt(one, surroundings)));
  const serving = seen.flatMap((one, index) => (one === "serves" ? [looks[index]!.host] : []));
  const unclear = seen.filter((one) => one !== "serves" && one !== "idle");
  const isSo = unclear.length === 0 && serving.join() === expected.join();
  return {
    what: `where ${what} is`,
    expected: hostsText(expected),
    actual: [hostsText(serving), ...unclear].join("; "),
    outcome: isSo ? "held" : "failed",
  };
}

/** `serves`, `idle`, or why that is not known. */
async function lookAt({ host, command: { argv }, serves, idle }: Look, { run }: DrillSurroundings): Promise<string> {
  const { exitCode, output } = await run(argv);
  if (exitCode === serves) return "serves";
  if (exitCode === idle) return "idle";
  const said = output.trim().split("\n").at(-1) ?? "";
  const why = exitCode === undefined ? "did not end" : `exit code ${exitCode}`;
  return `${host} does not say (${why}${said === "" ? "" : `: ${said}`})`;
}

/** `on sip-a alone`, `on sip-a and sip-b`, `on no host that was asked` */
function hostsText(hosts: readonly string[]): string {
  if (hosts.length === 0) return "on no host that is asked";
  return hosts.length === 1 ? `on ${hosts[0]} alone` : `on ${hosts.join(" and ")}`;
}

function answeredRecord(what: string, probe: RunningProbe | undefined): CheckRecord {
  const last = probe?.questions().at(-1);
  const isAnswered = last?.isAnswered === true;
  return {
    what,
    expected: "answered",
    actual: last === undefined ? "nothing was asked yet" : isAnswered ? "answered" : "not answered",
    outcome: isAnswered ? "held" : "failed",
  };
}

const NOBODY: Pick<CheckRecord, "actual" | "outcome"> = { actual: "nobody looked", outcome: "not checked" };

async function personRecord(what: string, { surroundings, hasPerson }: CheckMeans): Promise<CheckRecord> {
  const record = { what, expected: "yes" };
  if (!hasPerson) return { ...record, ...NOBODY };
  for (;;) {
    const answer = (await surroundings.ask(`Is it true that ${what}? [y/n]`))?.trim().toLowerCase();
    if (answer === undefined) return { ...record, actual: "nobody answered", outcome: "failed" };
    if (["y", "yes"].includes(answer)) return { ...record, actual: "yes", outcome: "held" };
    if (["n", "no"].includes(answer)) return { ...record, actual: "no", outcome: "failed" };
    surroundings.tell("Please answer y or n.");
  }
}

async function callsRecord(what: string, most: number, { surroundings, hasPerson }: CheckMeans): Promise<CheckRecord> {
  const record = { what, expected: `at most ${most}` };
  if (!hasPerson) return { ...record, ...NOBODY };
  for (;;) {
    const answer = (await surroundings.ask(`How many are there: ${what}? [at most ${most}]`))?.trim();
    if (answer === undefined) return { ...record, actual: "nobody answered", outcome: "failed" };
    if (/^\d{1,9}$/.test(answer))
      return { ...record, actual: answer, outcome: Number(answer) <= most ? "held" : "failed" };
    surroundings.tell("Please answer with a number.");
  }
}
