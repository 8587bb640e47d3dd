import { ENVIRONMENT_FILE } from "./first-environment";

const program = [
  'import { App } from "cdktf";',
  'import { environmentFromFile } from "sip-server-ha";',
  "",
  "// The environments of one app are checked together. Nothing is written until every check of every environment has passed.",
  "// Warnings stop nothing and are not printed here: npm run check prints them, and reportOn(app) of sip-server-ha returns them.",
  "const app = new App();",
  `environmentFromFile(app, "${ENVIRONMENT_FILE}");`,
  "app.synth();",
];

const tests = [
  'import { Topology } from "sip-server-ha/testing";',
  'import { test } from "vitest";',
  "",
  `const staging = Topology.fromYaml("${ENVIRONMENT_FILE}");`,
  "",
  'test("callers reach the inbound pair at the address that they were given", () => {',
  '  staging.hasVirtualIp("10.120.0.10", { pair: "inbound", port: 5060 });',
  "});",
  "",
  'test("both hosts get the control script", () => {',
  '  for (const host of ["sip-a", "sip-b"]) staging.hasScript(host, "inbound-vip");',
  "});",
  "",
  'test("the loss of the primary\'s host is over within 25 seconds", () => {',
  '  staging.survives("primary-host-power-loss");',
  '  staging.recoversWithin("25s", { scenario: "primary-host-power-loss" });',
  "});",
];

/** The program that synthesizes the first environment, for both cdktf and npm. */
export const FIRST_PROGRAM = text(program);

/** The tests that a new repository starts with: what callers use, what hosts get, and what happens on the day. */
export const FIRST_TEST = text(tests);

function text(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
