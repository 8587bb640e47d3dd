import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Match, Topology } from "../../lib/testing";
import { assertions } from "../../lib/testing/assertions";
import { messageOf, misuseOf } from "./message-of";

const ROOT = join(__dirname, "../..");

/** The fenced blocks of a page in a language, `` for those without a language. */
function blocks(page: string, language: string): string[] {
  const parts = readFileSync(join(ROOT, page), "utf8").split(/^```/m);
  const fenced = parts.filter((part, index) => index % 2 === 1 && part.split("\n")[0] === language);
  return fenced.map((part) => part.slice(language.length + 1));
}

const PAGE = readFileSync(join(ROOT, "docs/testing.md"), "utf8");
const README = { text: blocks("README.md", "yaml")[0]! };

// They are collected as tests of this file, and read the environment of the README.
describe("the page's own tests", async () => {
  const cwd = process.cwd();
  const folder = mkdtempSync(join(ROOT, "test/.documentation-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "staging.yaml"), README.text);
  writeFileSync(join(folder, "staging.test.ts"), blocks("docs/testing.md", "ts").join("\n"));
  process.chdir(folder);
  try {
    await import(join(folder, "staging.test.ts"));
  } finally {
    process.chdir(cwd);
  }
});

test("the page shows the messages as they are", () => {
  const topology = Topology.fromYaml(README);
  const [unmet, misuse, late] = blocks("docs/testing.md", "");
  const like = { commandLineArguments: "down" };
  expect(`${messageOf(() => topology.hasConfigurationObject("application", "SIP_In_P_VIP_UP", like))}\n`).toBe(unmet);
  expect(`${misuseOf(() => topology.not.hasScript("sip-c", "inbound-vip"))}\n`).toBe(misuse);
  const scenario = "primary-host-power-loss";
  expect(`${messageOf(() => topology.recoversWithin("20s", { scenario }))}\n`).toBe(late);
});

test("the page has every assertion and every pattern", () => {
  const methods = Object.keys(assertions).map((name) => `\`${name}(`);
  const patterns = Object.keys(Match).map((name) => `\`Match.${name}(`);
  expect([...methods, ...patterns].filter((one) => !PAGE.includes(one))).toEqual([]);
});
