import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { formatFinding, formatNotEvaluated, isBlocked, type Place } from "../../lib/checks/finding";
import { InvalidEnvironment } from "../../lib/checks/invalid-environment";
import { errors } from "../../lib/errors";
import { FINDING } from "./sample-finding";

const position = { file: "prod.yaml", line: 41, column: 17 };

describe("a finding is printed", () => {
  test("with its position, level, code, path, construct, what was found, what is allowed and the fix", () => {
    expect(formatFinding(FINDING, { position, construct: "staging/pairs/inbound" })).toBe(
      `prod.yaml:41:17 error tls-port
  pairs.inbound.sip (construct staging/pairs/inbound): the transports include tls, but there is no tlsPort
  found:   no tlsPort
  allowed: a port
  fix:     add tlsPort, e.g. 5061`,
    );
  });

  test("without what is unknown", () => {
    const { found, allowed, ...rest } = FINDING;
    expect(formatFinding({ ...rest, level: "warning", path: [] }, {})).toBe(
      `warning tls-port
  the environment: the transports include tls, but there is no tlsPort
  fix:     add tlsPort, e.g. 5061`,
    );
  });

  test("without a path if it belongs to no environment", () => {
    expect(formatFinding({ ...FINDING, environment: "", path: [] }, { position })).toContain(
      "prod.yaml:41:17 error tls-port\n  the transports include tls",
    );
  });

  test("on one line, whatever a key contains", () => {
    const text = formatFinding({ ...FINDING, path: ["hosts", "a\n\u001b[31m\u009b\u202e"] }, {});
    expect(text.split("\n")[1]).toBe(
      '  hosts."a\\n\\u001b[31m\\u009b\\u202e": the transports include tls, but there is no tlsPort',
    );
  });
});

test("what could not be evaluated is printed as such, and is neither error nor warning", () => {
  const entry = { code: "arp-burst", environment: "staging", path: ["networks", "voice"], reason: "r", fix: "ask" };
  expect(formatNotEvaluated(entry, { position })).toBe(
    "prod.yaml:41:17 not evaluated arp-burst\n  networks.voice: r\n  fix:     ask",
  );
  expect(isBlocked({ findings: [], acknowledged: [], notEvaluated: [entry] })).toBe(false);
});

test("errors block, warnings do not", () => {
  const of = (level: "error" | "warning") => ({
    findings: [{ ...FINDING, level }],
    acknowledged: [],
    notEvaluated: [],
  });
  expect([isBlocked(of("error")), isBlocked(of("warning"))]).toEqual([true, false]);
});

describe("InvalidEnvironment", () => {
  test("has everything in its message, what was not evaluated first and errors last, each in the order of the file", () => {
    const warning = { ...FINDING, code: "late", level: "warning" as const };
    const later = { ...FINDING, code: "later" };
    const open = (code: string) => ({ code, environment: "staging", path: [], reason: "r", fix: "ask" });
    const report = {
      findings: [later, FINDING, warning],
      acknowledged: [],
      notEvaluated: [open("unclear"), open("unknown")],
    };
    const at = (line: number) => ({ position: { ...position, line } });
    const places = new Map<unknown, Place>([
      [later, at(50)],
      [FINDING, at(41)],
      [warning, at(60)],
      [report.notEvaluated[0], at(80)],
      [report.notEvaluated[1], at(70)],
    ]);
    const error = new InvalidEnvironment(report, (entry) => places.get(entry)!);
    expect(error.message.split("\n").filter((line) => line.startsWith("prod"))).toEqual([
      "prod.yaml:70:17 not evaluated unknown",
      "prod.yaml:80:17 not evaluated unclear",
      "prod.yaml:60:17 warning late",
      "prod.yaml:41:17 error tls-port",
      "prod.yaml:50:17 error later",
    ]);
    expect(error.message).toMatch(/2 errors, 1 warning, 0 acknowledged, 2 not evaluated$/);
    expect(error.located.map(({ place }) => place.position?.line)).toEqual([50, 41, 60]);
  });

  test("is printed by Node without the data for programs, and without a trace", () => {
    const report = { findings: [FINDING], acknowledged: [], notEvaluated: [] };
    const error = new InvalidEnvironment(report, () => ({ position }));
    expect(inspect(error)).toBe(`InvalidEnvironment\n\n${error.message}`);
    // If nobody catches it, Node does not ask the error how to show it, and puts an error without a trace in brackets.
    expect(inspect(error, { customInspect: false })).toBe(`[InvalidEnvironment\n\n${error.message}]`);
  });

  test("keeps the place of each of several problems outside the checks", () => {
    const places = [position, { ...position, line: 42 }];
    const error = InvalidEnvironment.at(
      places.map((one) => ({ problem: errors.yamlAlias(), place: { position: one } })),
    );
    expect(error.located.map(({ entry, place }) => [entry.environment, place.position?.line])).toEqual([
      ["", 41],
      ["", 42],
    ]);
  });
});
