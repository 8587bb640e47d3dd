import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { join } from "../../lib/text/paths";
import { builtSipHa } from "../built-package";
import { type JsonReport, sipHa } from "../command";
import { testWith } from "../prerequisites";
import { sampleDeclaration, soundDeclaration } from "../sample-declaration";
import { temporaryFolder } from "../temporary-folder";

let folder: string;
let sound: string;
let warned: string;
let wrong: string;
let invalid: string;

beforeAll(() => {
  folder = temporaryFolder();
  const file = (name: string, declaration: object) => {
    writeFileSync(join(folder, name), stringify(declaration));
    return join(folder, name);
  };
  sound = file("sound.yaml", soundDeclaration());
  warned = file("warned.yaml", sampleDeclaration());
  wrong = file("wrong.yaml", soundDeclaration({ "pairs.inbound.recoveryTimeObjective": "5s" }));
  invalid = file("invalid.yaml", soundDeclaration({ "pairs.inbound.sip.port": "many" }));
});

const out = () => join(mkdtempSync(join(folder, "out-")), "cdktf.out");

describe("the exit code of check is", () => {
  test("0 if nothing is found, or only warnings", () => {
    expect(sipHa("check", sound)).toEqual({
      code: 0,
      stdout: "0 errors, 0 warnings, 0 acknowledged, 0 not evaluated\n",
      stderr: "",
    });
    expect(sipHa("check", warned).code).toBe(0);
  });

  test("1 for errors, and with --strict for warnings", () => {
    expect(sipHa("check", wrong).code).toBe(1);
    expect(sipHa("check", "--strict", warned).code).toBe(1);
    expect(sipHa("check", "--strict", sound).code).toBe(0);
  });

  test("2 for invalid input, whatever else is found", () => {
    expect(sipHa("check", invalid).code).toBe(2);
    expect(sipHa("check", wrong, invalid).code).toBe(2);
    expect(sipHa("check", join(folder, "none.yaml")).code).toBe(2);
  });

  test("2 for a mistyped name, with the file that was probably meant", () => {
    expect(sipHa("check", join(folder, "warned.yml")).stdout).toContain(
      `there is no file ${join(folder, "warned.yml")}; did you mean ${warned}?\n`,
    );
    const top = join(folder, "over.yaml");
    writeFileSync(top, "extends: warnde.yaml\nenvironment: prod\n");
    expect(sipHa("check", top).stdout).toContain(
      `there is no file ${join(folder, "warnde.yaml")}; did you mean ${warned}?\n`,
    );
    rmSync(top);
  });
});

describe("synth", () => {
  test("prints what it wrote", () => {
    const to = out();
    const { code, stdout, stderr } = sipHa("synth", warned, "--out", to);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/\n0 errors, 3 warnings, 0 acknowledged, 2 not evaluated\nwrote .+\n$/);
    expect(stdout.endsWith(`\nwrote ${join(to, "stacks/staging")}\n`)).toBe(true);
    expect(readdirSync(join(to, "stacks"))).toEqual(["staging"]);
    expect(readdirSync(to).sort()).toEqual(["manifest.json", "stacks"]);
  });

  test("replaces no environment if something else stands in the way of another one", () => {
    const to = out();
    const other = join(temporaryFolder(), "other.yaml");
    writeFileSync(other, readFileSync(sound, "utf8").replace("environment: staging", "environment: zz"));
    mkdirSync(join(to, "stacks"), { recursive: true });
    writeFileSync(join(to, "stacks/zz"), "");
    const { code, stdout } = sipHa("synth", sound, other, "--out", to);
    expect(code).not.toBe(0);
    expect(stdout).toMatch(/nothing was written$/m);
    expect(readdirSync(join(to, "stacks"))).toEqual(["zz"]);
  });

  test("ends if no folder can be made", () => {
    expect(sipHa("synth", sound, "--out", "/proc/no-such-folder/out")).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/error output-unwritable\n(?:.*\n)*nothing was written\n$/),
    });
  });

  test("says which folder cannot be written if something stands in the manifest's place", () => {
    const to = out();
    mkdirSync(join(to, "manifest.json"), { recursive: true });
    const { code, stdout } = sipHa("synth", sound, "--out", to);
    expect(code).toBe(2);
    expect(stdout).toMatch(/error output-unwritable\n.*cannot write to .*cdktf\.out/);
    expect(readdirSync(to)).toEqual(["manifest.json"]);
  });

  test.each([
    ["1 and writes nothing if a rule is broken", () => wrong, 1],
    ["2 and writes nothing if the input is invalid", () => invalid, 2],
  ])("exits with %s", (_, file, code) => {
    const to = out();
    const outcome = sipHa("synth", file(), "--out", to);
    expect(outcome.code).toBe(code);
    expect(outcome.stdout).toMatch(/\n1 error, 0 warnings, 0 acknowledged, [01] not evaluated\nnothing was written\n$/);
    expect(readdirSync(join(to, ".."))).toEqual([]);
  });

  test("writes none of several environments if one is wrong", () => {
    const to = out();
    expect(sipHa("synth", sound, wrong, "--out", to).code).toBe(2);
    expect(readdirSync(join(to, ".."))).toEqual([]);
  });

  test("leaves no listener for signals behind", () => {
    const before = process.listenerCount("SIGINT");
    sipHa("synth", sound, "--out", out());
    expect(process.listenerCount("SIGINT")).toBe(before);
  });
});

// Windows does not accept such a name.
testWith(
  { linux: true },
  "the name of a file or folder that a terminal would act on is printed on one line, and quoted",
  () => {
    const odd = join(folder, "odd\n\u001b[2J.yaml");
    writeFileSync(odd, readFileSync(wrong));
    const shown = JSON.stringify(odd);
    const [first] = sipHa("check", odd).stdout.split("\n");
    expect(first).toMatch(/ error recovery-time$/);
    expect(first!.startsWith(`${shown}:`)).toBe(true);
    const to = `${out()}\n`;
    expect(sipHa("synth", sound, "--out", to).stdout).toContain(
      `\nwrote ${JSON.stringify(join(to, "stacks/staging"))}\n`,
    );
  },
);

describe("--json prints", () => {
  test("findings with code, level, environment, path, position, construct, found, allowed and fix", () => {
    const { stdout, stderr, code } = sipHa("check", "--json", wrong);
    expect([code, stderr]).toEqual([1, ""]);
    expect(JSON.parse(stdout)).toEqual({
      findings: [
        {
          code: "recovery-time",
          level: "error",
          kind: "rule",
          environment: "staging",
          path: "pairs.inbound.recoveryTimeObjective",
          message: expect.stringMatching(/^recovery from the loss of a host takes up to 21\.1s/),
          found: "5s",
          allowed: "at least 21.1s with these timers",
          fix: "shorten addpTimeout, or agree on a longer recoveryTimeObjective, e.g. 22s",
          position: { file: wrong, line: expect.any(Number), column: expect.any(Number) },
          construct: "staging/pairs/inbound",
        },
      ],
      notEvaluated: [],
      acknowledged: [],
    });
  });

  test("what was not evaluated, what is acknowledged, and what was written", () => {
    const declaration = sampleDeclaration({
      acknowledge: [{ finding: "host-key-missing", on: "hosts", reason: "lab" }],
    });
    writeFileSync(join(folder, "acknowledged.yaml"), stringify(declaration));
    const to = out();
    const report = JSON.parse(
      sipHa("synth", "--json", join(folder, "acknowledged.yaml"), "--out", to).stdout,
    ) as JsonReport;
    expect(report.acknowledged).toEqual(
      ["sip-a", "sip-b"].map((host) => ({
        code: "host-key-missing",
        environment: "staging",
        path: `hosts.${host}.connection.ssh`,
        reason: "lab",
        position: { file: join(folder, "acknowledged.yaml"), line: expect.any(Number), column: expect.any(Number) },
        construct: `staging/hosts/${host}`,
      })),
    );
    expect(report.notEvaluated[0]).toEqual({
      code: "gratuitous-arp",
      environment: "staging",
      path: "networks.voice",
      reason: "it is not declared whether the equipment accepts gratuitous ARP",
      fix: "ask those who run the network, and declare switching.acceptsGratuitousArp",
      position: { file: join(folder, "acknowledged.yaml"), line: expect.any(Number), column: 3 },
      construct: "staging/networks/voice",
    });
    expect(report.written).toEqual([join(to, "stacks/staging")]);
  });
});

describe("wrong use exits with 2 and says what is right:", () => {
  test.each([
    [[], /Usage: sip-ha/],
    [["chek", "env.yaml"], /unknown command 'chek'\n\(Did you mean check\?\)/],
    [["check"], /missing required argument 'env\.yaml'/],
    [["check", "--josn", "env.yaml"], /unknown option '--josn'\n\(Did you mean --json\?\)/],
    [["synth", "env.yaml", "--out"], /argument missing/],
    [["synth", "env.yaml", "--out", ""], /Name a folder\./],
    [["--nothing"], /unknown option/],
    [["help", "chek"], /unknown command 'chek'\n\(Did you mean check\?\)/],
    [["drill", "repot", "results.json"], /unknown command 'repot'\n\(Did you mean report\?\)/],
    [["help", "drill", "start"], /unknown command 'start'\n/],
    [["simulate", "env.yaml", "--mermaid", "--knobs"], /'--mermaid' cannot be used with option '--knobs'/],
    [["simulate", "env.yaml", "--junit", "--knobs"], /'--junit' cannot be used with option '--knobs'/],
    [["drill", "run", "kit", "--yes", "--by-hand"], /'--by-hand' cannot be used with option '--yes'/],
    [["drill", "run", "kit", "--results", ""], /Name a file\./],
    [
      ["drill", "--out", "x", "run", "kit"],
      /'--out <folder>' stands before 'run', where it means nothing; options of drill run/,
    ],
    [
      ["synth", "env.yaml", "--out", "a", "--out=b"],
      /^error: option '--out <folder>' is given more than once, with different values: a and b\n/,
    ],
    [["simulate", "env.yaml", "--list", "--knobs"], /'--list' cannot be used with option '--knobs'/],
  ])("%j", (args, said) => {
    const { code, stdout, stderr } = sipHa(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(said);
  });

  test.each([
    [["synth", "-o", "elsewhere", "env.yaml"], "error: unknown option '-o'\nsip-ha synth --help shows what it takes\n"],
    [["drill", "run"], "error: missing required argument 'kit'\nsip-ha drill run --help shows what it takes\n"],
    [["--nothing"], "error: unknown option '--nothing'\nsip-ha --help shows what it takes\n"],
  ])("%j names the help of its command", (args, said) => {
    expect(sipHa(...args)).toEqual({ code: 2, stdout: "", stderr: said });
  });

  test.each([
    [["check", "--json"], "command-line", "missing required argument 'env.yaml'", "sip-ha check"],
    [
      ["check", "--json", "--srict", "a.yaml"],
      "command-line",
      "unknown option '--srict'; did you mean --strict?",
      "sip-ha check",
    ],
    [
      ["synth", "a.yaml", "--out", "", "--json"],
      "command-line",
      "option '--out <folder>' argument '' is invalid. Name a folder",
      "sip-ha synth",
    ],
    [["drift", "out", "--json"], "command-line", "required option '--facts <folder>' not specified", "sip-ha drift"],
    [
      ["drill", "--json", "report", "results.json"],
      "command-line",
      "option '--json' stands before 'report', where it means nothing; options of drill report stand after its name",
      "sip-ha drill",
    ],
    [
      ["advise", "--pair", "a", "--json", "--pair", "b"],
      "command-line",
      "option '--pair <pair>' is given more than once, with different values: a and b",
      "sip-ha advise",
    ],
    [["drill", "run", "--json"], "command-line", "missing required argument 'kit'", "sip-ha drill run"],
  ])("with --json as a finding on standard output: %j", (args, code, message, command) => {
    const { code: exit, stdout, stderr } = sipHa(...args);
    expect([exit, stderr]).toEqual([2, ""]);
    expect(JSON.parse(stdout)).toEqual({
      findings: [
        {
          code,
          level: "error",
          kind: "input",
          environment: "",
          path: "",
          message,
          fix: `correct the command line; ${command} --help shows what it takes`,
        },
      ],
      notEvaluated: [],
      acknowledged: [],
    });
  });

  test("with --json for two flags that exclude each other", () => {
    const { code, stdout, stderr } = sipHa("simulate", "--json", "--junit", "a.yaml");
    expect([code, stderr]).toEqual([2, ""]);
    expect(JSON.parse(stdout).findings).toMatchObject([
      { code: "flags-exclude", message: "--junit and --json cannot be given together" },
    ]);
  });

  test("in words if --json stands behind --, where it is the name of a file", () => {
    expect(sipHa("synth", "--ot", "x", "--", "--json")).toMatchObject({ code: 2, stdout: "" });
  });

  test("but the same value given twice is accepted", () => {
    const to = out();
    expect(sipHa("synth", sound, "--out", to, "--out", to).code).toBe(0);
  });

  test("and the help shows no option that the command does not take", () => {
    expect(sipHa("check", "--help").stdout).not.toContain("--version");
    expect(sipHa("help", "drill", "run").stdout).toMatch(/^Usage: sip-ha drill run/);
    expect(sipHa("drift", "--help").stdout).toMatch(/--facts <folder> .*written \(required\)\n/);
  });

  test.each([[["--help"]], [["help"]], [["synth", "--help"]], [["check", "--json", "--help"]]])(
    "but %j is no wrong use",
    (args) => {
      const { code, stdout, stderr } = sipHa(...args);
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toContain("Usage: sip-ha");
    },
  );

  test("and the help names the exit codes, and --version prints the package's version", () => {
    expect(sipHa("--help").stdout).toContain("Exit code: 0 fine, 1 findings, 2 wrong use or invalid input");
    const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")) as { version: string };
    expect(sipHa("--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });
});

describe("the executable", () => {
  let executable: string;
  beforeAll(() => {
    executable = builtSipHa();
  });
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [executable, ...args], {
      encoding: "utf8",
      cwd: folder,
      env: { PATH: process.env.PATH },
    });

  test("prints and exits like the command in this process", () => {
    for (const args of [["check", wrong], ["check", "--json", warned], ["chek"], ["synth", invalid, "--out", out()]]) {
      const { status, stdout, stderr } = run(...args);
      expect({ code: status, stdout, stderr }).toEqual(sipHa(...args));
    }
  });

  test("prints no colours or control characters into a pipe, even if colours are forced", () => {
    const { stdout } = spawnSync(process.execPath, [executable, "check", warned], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, FORCE_COLOR: "1" },
    });
    expect(stdout).not.toMatch(/\p{Cc}(?<!\n)/u);
    expect(stdout).toBe(sipHa("check", warned).stdout);
  });

  testWith({ tools: ["sh"] }, "keeps its exit code if the reader of the pipe stops reading", () => {
    const script = `"$0" "$1" check "$2"; echo "$?" >&2`;
    const shell = `{ ${script}; } | true`;
    const { stderr } = spawnSync("sh", ["-c", shell, process.execPath, executable, wrong], { encoding: "utf8" });
    expect(stderr).toBe("1\n");
  });

  testWith({ tools: ["sh"], linux: true }, "says in one line that its report cannot be written", () => {
    const shell = '"$0" "$1" check "$2" >/dev/full';
    const { status, stderr } = spawnSync("sh", ["-c", shell, process.execPath, executable, wrong], {
      encoding: "utf8",
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^sip-ha: the report cannot be written: ENOSPC.*\n$/);
  });

  testWith(
    { tools: ["sh"], linux: true },
    "ends in a working folder that has been removed, and says that it cannot write there",
    () => {
      const shell = 'cd "$3" && rmdir "$3" && exec "$0" "$1" synth "$2"';
      const gone = mkdtempSync(join(folder, "gone-"));
      const { status, stdout } = spawnSync("sh", ["-c", shell, process.execPath, executable, sound, gone], {
        encoding: "utf8",
        timeout: 30_000,
      });
      expect(status).toBe(2);
      expect(stdout).toMatch(/error output-unwritable\n(?:.*\n)*nothing was written\n$/);
    },
  );

  test("writes to cdktf.out in the working folder if no folder is named", () => {
    const { status, stdout } = run("synth", "sound.yaml");
    expect([status, stdout.split("\n").at(-2)]).toEqual([0, "wrote cdktf.out/stacks/staging"]);
    expect(readdirSync(join(folder, "cdktf.out"))).toContain("stacks");
  });
});
