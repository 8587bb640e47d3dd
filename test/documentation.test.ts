import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { App } from "cdktf";
import { describe, expect, it } from "vitest";
import { fencedBlocks } from "../documentation/fenced-blocks";
import { withPart } from "../documentation/generated-part";
import { OPTION_NEEDS } from "../lib/advice/option-needs";
import { REQUIREMENT_NAMES } from "../lib/advice/requirements";
import { programWith } from "../lib/cli/commands";
import { commandsBelow, nameOf } from "../lib/cli/commands-below";
import { flagOf } from "../lib/cli/requirement-flags";
import { evidenceText, OPTION_OWNERS } from "../lib/configuration-layer/catalogue-option";
import { FACTS } from "../lib/configuration-layer/facts";
import { allowedValues, OPTIONS } from "../lib/configuration-layer/options-catalogue";
import { STOP_CODES } from "../lib/drill/drill-stop";
import { environmentFromFile } from "../lib/input/environment-file";
import { formatMilliseconds } from "../lib/model/duration";
import { PACES } from "../lib/operation/span";
import { rules } from "../lib/options";
import { SERVICE_EFFECTS } from "../lib/options/effect";
import { EXIT_CODES } from "../lib/options/ip-address-takeover/exit-codes";
import { invariants } from "../lib/simulation/invariants";
import { ownerOf, scenarios } from "../lib/simulation/scenarios";
import { settingOf } from "../lib/simulation/setting";
import { table } from "../lib/text/markdown";
import { join } from "../lib/text/paths";
import { sipHa as runSipHa } from "./command";
import { conformanceCases } from "./conformance/cases";
import { SAMPLE_ADDRESSES } from "./conformance/host";
import { temporaryFolder } from "./temporary-folder";

const ROOT = join(__dirname, "..");
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

/** The fenced blocks of a language, in order; `` for blocks without a language. */
const blocks = (file: string, language: string) => fencedBlocks(read(file), language);

/** Runs in a folder below the checkout, so that a program finds the packages. */
function inFolder<T>(run: (folder: string) => T): T {
  const folder = mkdtempSync(join(ROOT, "test/.readme-"));
  try {
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function node(folder: string, ...args: string[]): { status: number; output: string } {
  try {
    return {
      status: 0,
      output: execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8", stdio: "pipe" }),
    };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { status, output: stdout + stderr };
  }
}

const sipHa = [
  "--import",
  "tsx",
  "-e",
  `require(${JSON.stringify(join(ROOT, "lib/cli"))}).main(process.argv.slice(1))`,
  "--",
];

function tree(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [file.slice(folder.length), readFileSync(file, "utf8")];
    }),
  );
}

describe("README", () => {
  it("has an environment and a program that give the same bytes", () => {
    inFolder((folder) => {
      writeFileSync(join(folder, "staging.yaml"), blocks("README.md", "yaml")[0]!);
      writeFileSync(join(folder, "main.ts"), blocks("README.md", "ts")[0]!);
      expect(node(folder, ...sipHa, "synth", "staging.yaml", "--out", "from-file").status).toBe(0);
      expect(node(folder, "--import", "tsx", "main.ts")).toMatchObject({ status: 0 });
      const fromFile = tree(join(folder, "from-file/stacks"));
      expect(Object.keys(fromFile).length).toBeGreaterThan(15);
      expect(tree(join(folder, "cdktf.out/stacks"))).toEqual(fromFile);
    });
  });

  it("shows the mistake as the command prints it", () => {
    inFolder((folder) => {
      const mistaken = blocks("README.md", "yaml")[0]!.replace("virtualIp: 10.120.0.10,", "virtualIp: 10.120.0.1,");
      writeFileSync(join(folder, "staging.yaml"), mistaken);
      const { status, output } = node(folder, ...sipHa, "check", "staging.yaml");
      const shown = blocks("README.md", "").find((text) => text.startsWith("$ npx sip-ha check"))!;
      expect(status).toBe(1);
      expect(output).toContain(shown.split("\n").slice(1).join("\n"));
    });
  });

  it("has examples of about 20 lines", () => {
    expect(blocks("README.md", "yaml")[0]!.trimEnd().split("\n").length).toBeLessThanOrEqual(22);
  });

  it("points only to files that exist", () => {
    for (const [, link] of read("README.md").matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect(() => readdirOrRead(link!)).not.toThrow();
  });
});

function readdirOrRead(link: string): unknown {
  return link.endsWith("/") ? readdirSync(join(ROOT, link)) : read(link);
}

describe("docs/checks.md", () => {
  it("lists every check; `npm run documentation` regenerates it", async () => {
    const rows = rules.map(({ code, level, title, why, acknowledgeable }) => [
      `\`${code}\``,
      level === "warning" ? "warning" : acknowledgeable ? "error, may be acknowledged" : "error",
      title,
      why,
    ]);
    const text = [
      "# Checks",
      "Every environment of an app is checked before anything is written. This page is made from the rules; `npm run documentation` writes it again.",
      table(["code", "level", "what holds", "why"], rows),
    ].join("\n\n");
    await expect(`${text}\n`).toMatchFileSnapshot(join(ROOT, "docs/checks.md"));
  });
});

describe("docs/configuration-options.md", () => {
  it("lists every option of the catalogue with what is known about it, and how well; `npm run documentation` regenerates it", async () => {
    const rows = OPTIONS.map((known) => [
      `\`${known.section}/${known.option}\``,
      OPTION_OWNERS[known.level],
      known.values === undefined ? "" : allowedValues(known.values),
      known.default ?? "",
      known.takesEffect ?? "",
      known.since ?? "",
      evidenceText(known),
      known.source,
    ]);
    const text = [
      "# Options of the Configuration Layer",
      "What is known of the options that high availability touches. Values that an environment declares are checked against this page. An empty cell means that no source that was read " +
        "documents it: then no value of the option is refused, and no default is assumed. `sip-ha explain <option>` prints what this page says of an option. Made from the catalogue; " +
        "`npm run documentation` regenerates it.",
      table(["option", "of", "values", "default", "takes effect", "since SIP Server", "evidence", "source"], rows),
    ].join("\n\n");
    await expect(`${text}\n`).toMatchFileSnapshot(join(ROOT, "docs/configuration-options.md"));
  });
});

describe("docs/advise.md", () => {
  const [told] = read("docs/advise.md").split("\n| option |");

  it("lists what each option needs, offers and costs, how well that is known, and the source", async () => {
    const rows = OPTION_NEEDS.flatMap(({ option, needs, traits }) =>
      [
        ...needs.map((one) => ({
          kind: one.wish === undefined ? "needs" : "needs, if asked for",
          ...one,
          text: one.needs,
        })),
        ...traits,
      ].map(({ kind, text, fact }) => [`\`${option}\``, kind, text, FACTS[fact].evidence, FACTS[fact].source]),
    );
    const ranks = OPTION_NEEDS.map(({ option, rank }, index) => `${index + 1}. \`${option}\`: ${rank}`);
    const text = [
      told!.trimEnd().split("\n\nThe order, and why:")[0],
      `The order, and why:\n\n${ranks.join("\n")}`,
      table(["option", "what", "in words", "evidence", "source"], rows),
    ].join("\n\n");
    await expect(`${text}\n`).toMatchFileSnapshot(join(ROOT, "docs/advise.md"));
  });

  it("shows the advice as the command prints it", () => {
    const [shown] = blocks("docs/advise.md", "");
    const [command, ...printed] = shown!.split("\n");
    const { stdout } = runSipHa(...command!.replace("$ npx sip-ha ", "").split(" "));
    expect(printed.join("\n")).toBe(stdout);
  });
});

describe("docs/simulation.md", () => {
  it("shows what the command prints, and lists timers, scenarios and invariants as they are in the code", async () => {
    const topology = environmentFromFile(new App(), join(ROOT, "examples/prod-east.yaml")).topology;
    // Options may have timers of the same name.
    const timers = new Map(
      [...topology.pairs.values()]
        .flatMap((pair) => [...settingOf(topology, pair).timers.values()])
        .map((timer) => [`${timer.name}: ${timer.what}`, timer]),
    );
    const timerRows = [...timers.values()].map(({ name, what, span, source }) => [
      `\`${name}\``,
      what,
      ...PACES.map((pace) => formatMilliseconds(span[pace])),
      source,
    ]);
    const scenarioRows = scenarios.map((scenario) => {
      const { number = "", name, title, needs } = scenario;
      const option = ownerOf(scenario)?.title ?? "any";
      return [number, `\`${name}\``, needs === undefined ? option : `${option}, with ${needs}`, title];
    });
    const invariantRows = invariants.map(({ number, name, title }) => [number, `\`${name}\``, title]);
    let text = read("docs/simulation.md");
    const command = "simulate examples/first-pair.yaml --scenario primary-host-power-loss --knobs";
    const { stdout } = runSipHa(...command.split(" "));
    text = withPart(text, "output", `\`\`\`\n$ npx sip-ha ${command}\n${stdout}\`\`\``);
    text = withPart(text, "timers", table(["timer", "what", ...PACES, "where from"], timerRows));
    text = withPart(text, "scenarios", table(["number", "scenario", "option", "what happens"], scenarioRows));
    text = withPart(text, "invariants", table(["number", "invariant", "what must hold"], invariantRows));
    await expect(text).toMatchFileSnapshot(join(ROOT, "docs/simulation.md"));
  });

  it("has every key of a result", () => {
    const { results } = JSON.parse(
      runSipHa("simulate", "--json", "--knobs", join(ROOT, "examples/first-pair.yaml")).stdout,
    ) as { results: Record<string, object>[] };
    const [, rows] = read("docs/simulation.md").split("## The JSON of a result");
    const [result] = results;
    const keys = [...Object.keys(result!), ...Object.keys(result!.outage!), ...Object.keys(result!.calls!)];
    for (const key of keys) expect(rows).toContain(`\`${key}\``);
  });

  it("has scenarios and times that can be read as they are", () => {
    const folder = temporaryFolder();
    const [times, own] = blocks("docs/simulation.md", "yaml");
    writeFileSync(join(folder, "times.yaml"), times!);
    writeFileSync(join(folder, "own.yaml"), own!);
    const files = ["--timers", join(folder, "times.yaml"), "--scenarios", join(folder, "own.yaml")];
    const { code, stdout } = runSipHa("simulate", join(ROOT, "examples/first-pair.yaml"), ...files, "--list");
    expect([code, stdout]).toEqual([0, expect.stringMatching(/\nwrong-cable .+\nsecond-loss /)]);
  });
});

/** The rows of the table, with the title of the case for each. */
const CONFORMANCE: readonly (readonly [string, string])[] = [
  ["up twice", "up twice: the second says that it was up already"],
  ["down twice", "down twice: the second says that it was not there"],
  ["status", "status says where it is, and changes and logs nothing"],
  ["holder elsewhere", "refuse, where the peer keeps it: fails with 7 after the time, and does not take it later"],
  ["tool missing", "a missing tool fails with 5 and its name, and does not keep down from releasing"],
  ["not root", "an account without the right fails with 4, but for status"],
  ["interface vanished", "an interface that has vanished fails with 6, while down finds nothing left to do"],
  ["host's own address asked for", "the host's own address is never moved: up and down fail with 6"],
  ["label too long", "a label that is too long fails with 9 and changes nothing"],
  ["killed half way", "killed at any moment, the next run puts everything right"],
  ["two at once", "many runs at once are done one after the other, each with a documented code, and end consistently"],
  ["clock jump", "a clock that jumps changes nothing but the times in the log"],
  ["log disk full", "a full disk under the log changes nothing"],
  ["odd locale", "an odd locale, search path or variable of the caller changes nothing"],
  ["symlinked lock", "a lock that is a link fails with 6, and its target stays as it is"],
];

describe("docs/control-script.md", () => {
  it("has a row for each conformance case, and each row has a case in the suite", () => {
    const [, rows] = read("docs/control-script.md").split("| conformance case | what is seen |\n| --- | --- |\n");
    const cases = rows!
      .split("\n\n")[0]!
      .split("\n")
      .map((row) => row.split(" | ")[0]!.slice(2));
    expect(cases).toEqual(CONFORMANCE.map(([name]) => name));
    const titles = conformanceCases(SAMPLE_ADDRESSES).map(({ title }) => title);
    expect(CONFORMANCE.map(([, title]) => title).filter((title) => !titles.includes(title))).toEqual([]);
  });

  it("has every exit code with its meaning", () => {
    for (const [code, meaning] of EXIT_CODES)
      expect(read("docs/control-script.md")).toContain(`| ${code} | ${meaning} |`);
  });
});

describe("docs/command-line.md", () => {
  it("has every command with every option that it takes, --json among them", () => {
    const [, rows] = read("docs/command-line.md").split("| command | does | options |\n| --- | --- | --- |\n");
    const told = rows!
      .split("\n\n")[0]!
      .split("\n")
      .map((row) => row.split(" | "))
      .map(([name, , options]) => [name!.replace(/[|` ]*`/g, ""), options!.match(/--[a-z][a-z-]*/g)!.sort()]);
    const requirements = new Set(REQUIREMENT_NAMES.map(flagOf));
    const taken = commandsBelow(programWith(() => {}))
      .filter((command) => command.name() !== "help")
      .map((command) => [
        nameOf(command).replace("sip-ha ", ""),
        command.options.flatMap(({ long }) => (requirements.has(long!) ? [] : [long!])).sort(),
      ]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(taken));
    for (const [, flags] of taken) expect(flags).toContain("--json");
  });

  it("has every key of the JSON report", () => {
    const out = temporaryFolder();
    const report = JSON.parse(runSipHa("synth", "--json", join(ROOT, "examples/first-pair.yaml"), "--out", out).stdout);
    const diff = JSON.parse(runSipHa("diff", "--json", out, out).stdout);
    const advice = JSON.parse(runSipHa("advise", "--json").stdout);
    const [, rows] = read("docs/command-line.md").split("| key | entries have |\n| --- | --- |\n");
    const keys = [...rows!.matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key);
    const simulated = JSON.parse(runSipHa("simulate", "--json", join(ROOT, "examples/first-pair.yaml")).stdout);
    expect(keys).toEqual(Object.keys({ ...advice, ...simulated, ...diff, ...report }));
    for (const key of Object.keys({ ...advice.advice[0], ...advice.advice[0].undecided[0] }))
      expect(rows).toContain(`\`${key}\``);
    const [first] = report.findings;
    for (const key of Object.keys(first)) expect(rows).toContain(`\`${key}\``);
  });
});

describe("docs/drill.md", () => {
  it("has every condition that ends a drill, and every timer that a drill may measure", () => {
    const text = read("docs/drill.md");
    const timers = scenarios.flatMap(({ drill }) => (drill !== undefined && "measures" in drill ? drill.measures : []));
    for (const name of [...STOP_CODES, ...timers]) expect(text).toContain(`\`${name}\``);
  });
});

describe("docs/diff.md", () => {
  it("has every key of the JSON report", () => {
    const folder = temporaryFolder();
    const text = read("examples/first-pair.yaml");
    const [old, now] = [text, text.replace("virtualIp: 10.120.0.10", "virtualIp: 10.120.0.20")].map(
      (content, index) => {
        const file = join(folder, `${index}.yaml`);
        writeFileSync(file, content);
        expect(runSipHa("synth", file, "--out", join(folder, String(index))).code).toBe(0);
        return join(folder, String(index));
      },
    );
    const [environment] = JSON.parse(runSipHa("diff", "--json", old!, now!).stdout).environments;
    const [, rows] = read("docs/diff.md").split("| key | what |\n| --- | --- |\n");
    const keys = [environment, environment.changes[0], environment.options[0], environment.files[0]].flatMap(
      Object.keys,
    );
    for (const key of keys) expect(rows).toContain(`\`${key}\``);
  });

  it("has every effect on service", () => {
    for (const effect of SERVICE_EFFECTS) expect(read("docs/diff.md")).toContain(`\n| \`${effect}\` | `);
  });
});
