import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { join, relative } from "../../lib/text/paths";
import { type JsonReport, sipHa } from "../command";
import { folderContent } from "../folder-content";
import { testWith } from "../prerequisites";
import { temporaryFolder } from "../temporary-folder";

const GOOD = readFileSync(join(__dirname, "../../examples/first-pair.yaml"), "utf8");

let folder: string;
let out: string;
let written: Record<string, string>;
let warnings: string[];
let server: Server;

beforeAll(async () => {
  folder = temporaryFolder();
  out = join(folder, "out");
  writeFileSync(join(folder, "good.yaml"), GOOD);
  expect(sipHa("synth", join(folder, "good.yaml"), "--out", out).code).toBe(0);
  written = folderContent(out);
  const { findings } = JSON.parse(sipHa("check", "--json", join(folder, "good.yaml")).stdout) as JsonReport;
  warnings = findings.map(({ code, path }) => `${path}: ${code}`);
  server = createServer();
  // Windows has no such files.
  if (process.platform !== "win32")
    await new Promise<void>((resolve) => server.listen(join(folder, "socket"), resolve));
});

afterAll(() => void server?.close());

/** Synthesizes a bad file over good output; returns its only finding, after making sure that nothing else happened. */
function only(file: string) {
  const outcome = sipHa("synth", file, "--out", out, "--json");
  expect(outcome).toMatchObject({ code: 2, stderr: "" });
  expect(outcome.stdout).not.toMatch(/^\s+at .+:\d+:\d+/m);
  expect(folderContent(out)).toEqual(written);
  const { findings, written: folders } = JSON.parse(outcome.stdout) as JsonReport;
  const errors = findings.filter(({ level }) => level === "error");
  expect(errors.map(({ code, message }) => `${code}: ${message}`)).toHaveLength(1);
  // What is left out because it is invalid raises no warning of its own.
  const beside = findings.filter(({ level }) => level === "warning").map(({ code, path }) => `${path}: ${code}`);
  expect(beside.filter((one) => !warnings.includes(one))).toEqual([]);
  expect(folders).toEqual([]);
  const [finding] = errors;
  expect(finding).toMatchObject({ level: "error", kind: "input", fix: expect.stringMatching(/./) });
  const { position, code, path, message, found, fix } = finding!;
  expect(position?.file).toBe(file);
  return { at: `${position!.line}:${position!.column}`, code, path, message, found, fix };
}

let counter = 0;
function file(content: string | Uint8Array): string {
  const path = join(folder, `bad-${counter++}.yaml`);
  writeFileSync(path, content);
  return path;
}

/** The good file with one text replaced. */
function changed(from: string, to: string): string {
  expect(GOOD.split(from)).toHaveLength(2);
  return file(GOOD.replace(from, to));
}

describe("a file that cannot be read as YAML", () => {
  test.each([
    ["empty", "", "file-empty"],
    ["only comments", "# nothing\n\n# here\n", "file-empty"],
    ["only null", "~\n", "file-empty"],
    ["only a document start", "---\n", "file-empty"],
    ["a list", "- a\n- b\n", "wrong-type"],
    ["a text", "environment\n", "wrong-type"],
    ["a tab as indentation", "hosts:\n\ta: 1\n", "yaml-syntax"],
    ["two documents", "a: 1\n---\nb: 2\n", "yaml-syntax"],
    ["an older YAML", "%YAML 1.1\n---\nenvironment: a\n", "yaml-syntax"],
    ["an alias without an anchor", "a: *b\n", "yaml-alias"],
    ["a zero character", "environment: a\0b\n", "file-not-text"],
  ])("%s", (_, content, code) => {
    expect(only(file(content)).code).toBe(code);
  });

  test("says where the syntax is broken", () => {
    expect(only(changed("voice: { cidr: 10.120.0.0/24", "voice: { cidr: [10.120.0.0/24"))).toMatchObject({
      code: "yaml-syntax",
      message: expect.stringMatching(/^not valid YAML: /),
      at: expect.stringMatching(/^1\d:/),
    });
    expect(only(file('environment: "staging\n')).at).toBe("2:1");
  });

  test.each([
    ["binary", Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0xff])],
    ["Latin-1", Uint8Array.from([...Buffer.from("description: Z"), 0xfc, ...Buffer.from("rich\n")])],
    ["UTF-16", Buffer.from("\ufeffenvironment: staging\n", "utf16le")],
  ])("%s", (_, content) => {
    expect(only(file(content))).toEqual({
      at: "1:1",
      code: "file-not-text",
      path: "",
      message: "the file is not UTF-8 text",
      found: undefined,
      fix: "name a YAML file, and save it as UTF-8",
    });
  });

  test("a byte over 5 MB", () => {
    expect(only(file(Buffer.alloc(5_000_001, "#")))).toMatchObject({ code: "file-too-large", found: "5.1 MB" });
  });

  test("100,000 brackets", () => {
    expect(only(file(`environment: ${"[".repeat(100_000)}`)).code).toBe("yaml-syntax");
    expect(only(file(`environment: ${"{a: ".repeat(20_000)}`)).code).toBe("yaml-syntax");
  });

  test("brackets that are closed, and would overflow a program later", () => {
    for (const depth of [200, 2_000])
      expect(only(file(`environment: staging\npairs: ${"[".repeat(depth)}${"]".repeat(depth)}\n`))).toMatchObject({
        code: "yaml-syntax",
        message: "not valid YAML: nested too deeply",
        at: expect.stringMatching(/^2:/),
      });
  });
});

describe("a name that is no file", () => {
  test.each(["missing.yaml", "missing/missing.yaml", "", "$(id).yaml", "a\nb.yaml"])("%j", (name) => {
    const path = name === "" ? "" : join(folder, name);
    expect(only(path)).toMatchObject({ at: "1:1", code: "file-not-found" });
  });

  test("says from which folder the file is read; standard input has none", () => {
    expect(only(join(folder, "missing.yaml")).fix).toBe(
      "check the name; it is relative to the folder that the command runs in",
    );
    expect(only("-").fix).toBe("write it to a file, and name that file; standard input is not read");
  });

  test("a folder", () => {
    expect(only(folder)).toMatchObject({
      code: "file-unreadable",
      message: "the file cannot be read: it is a folder",
      fix: "name a file in that folder",
    });
  });

  testWith({ linux: true }, "a device, a socket", () => {
    expect(only("/dev/zero").code).toBe("file-unreadable");
    expect(only(join(folder, "socket")).code).toBe("file-unreadable");
  });

  testWith({ tools: ["mkfifo"] }, "a fifo without a writer does not hang", () => {
    const fifo = join(folder, "fifo");
    execFileSync("mkfifo", [fifo]);
    expect(only(fifo).code).toBe("file-unreadable");
  });
});

describe("features of YAML that an environment file may not use:", () => {
  test("a billion laughs", () => {
    const lines = ["a0: &a0 [lol, lol]"];
    for (let level = 1; level < 30; level++) lines.push(`a${level}: &a${level} [${`*a${level - 1}, `.repeat(9)}]`);
    expect(only(file(lines.join("\n")))).toMatchObject({ at: "1:9", code: "yaml-alias" });
  });

  test.each([
    ["an anchor", changed.bind(null, "management: { cidr", "management: &net { cidr"), "9:20", "yaml-alias"],
    ["a merge key", changed.bind(null, "cidr: 10.120.0.0/24", "<<: { cidr: 10.120.0.0/24 }"), "10:12", "yaml-alias"],
    ["a tag", changed.bind(null, "tenant: Environment", "tenant: !!str Environment"), "4:26", "yaml-tag"],
    ["a tag of a program", changed.bind(null, "tenant: Environment", "tenant: !!js/function x"), "4:34", "yaml-tag"],
    ["a tag of one's own", changed.bind(null, "tenant: Environment", "tenant: !env TENANT"), "4:25", "yaml-tag"],
    ["a number as a key", changed.bind(null, "  voice: {", "  5: {"), "10:3", "yaml-syntax"],
    ["an empty value as a key", changed.bind(null, "  voice: {", "  ~: {"), "10:3", "yaml-syntax"],
    ["a list as a key", changed.bind(null, "  voice: {", "  [a]: {"), "10:3", "yaml-syntax"],
    ["a number in another spelling", changed.bind(null, "port: 5060", "port: 0x13c4"), "29:18", "yaml-number"],
    [
      "a number that loses a zero",
      changed.bind(null, "sipServerVersion: 8.1.104.10", "sipServerVersion: 8.10"),
      "4:79",
      "yaml-number",
    ],
  ])("%s", (_, make, at, code) => {
    expect(only(make())).toMatchObject({ at, code });
  });

  test("the same key twice", () => {
    expect(only(changed("  sip-b:\n", "  sip-a:\n"))).toEqual({
      at: "19:3",
      code: "duplicate-key",
      path: "",
      message: "the key sip-a occurs twice in one mapping",
      found: "sip-a",
      fix: "remove or rename one of them",
    });
  });

  test("the finding says how a number in another spelling is read", () => {
    expect(only(changed("sipServerVersion: 8.1.104.10", "sipServerVersion: 8.10"))).toMatchObject({
      message: "YAML reads 8.10 as the number 8.1",
      fix: 'write 8.1, or "8.10" if the text is meant',
    });
  });
});

describe("a mistake in the environment", () => {
  test.each([
    ["an unknown key", "port: 5060", "prot: 5060", "29:12", "unknown-key", "pairs.inbound.sip.prot"],
    ["a wrong type", "port: 5060", "port: many", "29:18", "wrong-type", "pairs.inbound.sip.port"],
    ["a number in quotes", "port: 5060", 'port: "5060"', "29:18", "wrong-type", "pairs.inbound.sip.port"],
    [
      "a bad address",
      "address: 10.120.0.12",
      "address: 10.120.0.1234",
      "23:40",
      "invalid-address",
      "hosts.sip-b.interfaces.eth1.address",
    ],
    [
      "a missing reference",
      "primary: { application: SIP_In_P, host: sip-a }",
      "primary: { application: SIP_In_P, host: sip-c }",
      "27:45",
      "missing-reference",
      "pairs.inbound.primary.host",
    ],
    [
      "a list instead of a mapping",
      "sip: { port: 5060, transports: [udp, tcp] }",
      "sip: [5060]",
      "29:5",
      "wrong-type",
      "pairs.inbound.sip",
    ],
    ["a list of elements", "pairs:\n  inbound:\n", "pairs:\n- inbound:\n", "25:1", "wrong-type", "pairs"],
    [
      "text instead of an element",
      "voice: { cidr: 10.120.0.0/24, gateway: 10.120.0.1 }",
      "voice: 10.120.0.0/24",
      "10:10",
      "wrong-type",
      "networks.voice",
    ],
    ["an empty environment name", "environment: staging", 'environment: ""', "3:14", "missing-key", ""],
    ["a number as environment name", "environment: staging", "environment: 7", "3:14", "invalid-name", "environment"],
    ["a list as environment name", "environment: staging", "environment: [a]", "3:1", "wrong-type", ""],
    ["no environment name", "environment: staging\n", "", "3:1", "missing-key", ""],
    [
      "an environment name like a folder",
      "environment: staging",
      "environment: ../staging",
      "3:14",
      "invalid-name",
      "environment",
    ],
    [
      "an environment name with a space",
      "environment: staging",
      "environment: my staging",
      "3:14",
      "invalid-name",
      "environment",
    ],
    [
      "an environment named valueOf",
      "environment: staging",
      "environment: valueOf",
      "3:14",
      "invalid-name",
      "environment",
    ],
    [
      "an environment named __proto__",
      "environment: staging",
      "environment: __proto__",
      "3:14",
      "invalid-name",
      "environment",
    ],
    [
      "an environment with a bracket",
      "environment: staging",
      "environment: 'a[1]'",
      "3:14",
      "invalid-name",
      "environment",
    ],
  ])("%s", (_, from, to, at, code, path) => {
    expect(only(changed(from, to))).toMatchObject({ at, code, path });
  });

  test.each([
    "a b",
    '"quoted"',
    "it's",
    "$(reboot)",
    "`id`",
    "a\nb",
    "../etc",
    "__proto__",
    "toString",
    "con",
    "",
    "x".repeat(1_000),
    "5",
    "\u001b[31m",
  ])("a host named %j", (name) => {
    const host = "{ os: linux, interfaces: { eth0: { network: management, address: 10.110.0.99 } } }";
    const finding = only(changed("pairs:\n", `  ${JSON.stringify(name)}: ${host}\npairs:\n`));
    expect(finding).toMatchObject({ at: "25:3", code: "invalid-name" });
    expect(finding.message).toMatch(/^not a valid name of a host(?:$|: )/);
    expect(`${finding.path}${finding.found}`).not.toMatch(/\p{Cc}/u);
    expect(finding.path.length).toBeLessThan(80);
  });
});

describe("these are no mistakes:", () => {
  test.each([
    ["a byte-order mark", `\ufeff${GOOD}`],
    ["CRLF", GOOD.replaceAll("\n", "\r\n")],
    ["a document start and end", `---\n${GOOD}...\n`],
    ["no newline at the end", GOOD.trimEnd()],
    ["null sections", `${GOOD}acknowledge:\ndescription: ~\n`],
  ])("%s gives the same bytes", (_, content) => {
    const other = join(temporaryFolder(), "out");
    expect(sipHa("synth", file(content), "--out", other).code).toBe(0);
    expect(folderContent(join(other, "stacks"))).toEqual(folderContent(join(out, "stacks")));
  });

  test("positions are right after a byte order mark and in CRLF", () => {
    const bad = GOOD.replace("port: 5060", "prot: 5060");
    for (const content of [`\ufeff${bad}`, bad.replaceAll("\n", "\r\n")]) expect(only(file(content)).at).toBe("29:12");
    expect(
      only(file(`\ufeff${GOOD.slice(GOOD.indexOf("environment:")).replace("environment:", "environmnt:")}`)).at,
    ).toBe("1:1");
  });
});

describe("an output folder that cannot be written", () => {
  const finding = (path: string) => {
    const outcome = sipHa("synth", join(folder, "good.yaml"), "--out", path, "--json");
    expect(outcome).toMatchObject({ code: 2, stderr: "" });
    const { findings, written: folders } = JSON.parse(outcome.stdout) as JsonReport;
    expect(folders).toEqual([]);
    return findings.filter(({ level }) => level === "error");
  };

  test("a file stands in its place, or above it", () => {
    for (const path of [join(folder, "good.yaml"), join(folder, "good.yaml/out")])
      expect(finding(path)).toEqual([
        expect.objectContaining({
          code: "output-unwritable",
          path: "",
          fix: "choose another folder, or correct the permissions of this one; on a full disk, make room; on Windows, close the programs and command prompts that use it",
        }),
      ]);
    expect(readFileSync(join(folder, "good.yaml"), "utf8")).toBe(GOOD);
  });

  test("is reported in words, with the fact that nothing was written", () => {
    const { code, stdout, stderr } = sipHa("synth", join(folder, "good.yaml"), "--out", join(folder, "good.yaml"));
    expect([code, stderr]).toEqual([2, ""]);
    expect(stdout).toMatch(
      /^error output-unwritable\n {2}cannot write to .+\n {2}found: .+\n {2}allowed: .+\n {2}fix: .+$/m,
    );
    expect(stdout).toMatch(/nothing was written\n$/);
  });
});

test("several files, one of them unreadable and another with findings: everything is reported at once", () => {
  mkdirSync(join(folder, "several"), { recursive: true });
  const bad = changed("port: 5060", "prot: 5060");
  const outcome = sipHa(
    "check",
    "--json",
    join(folder, "none.yaml"),
    bad,
    file("a: ["),
    file("environment: my prod\n"),
    file("environment: my test\n"),
  );
  expect(outcome.code).toBe(2);
  const errors = (JSON.parse(outcome.stdout) as JsonReport).findings.filter(({ level }) => level === "error");
  expect(
    errors.map(({ code, environment, position }) => [code, environment, relative(folder, position!.file)]),
  ).toEqual([
    ["file-not-found", "", "none.yaml"],
    ["yaml-syntax", "", expect.stringMatching(/^bad/)],
    ["unknown-key", "staging", relative(folder, bad)],
    ["invalid-name", "my prod", expect.stringMatching(/^bad/)],
    ["missing-key", "my prod", expect.stringMatching(/^bad/)],
    ["missing-key", "my prod", expect.stringMatching(/^bad/)],
    ["invalid-name", "my test", expect.stringMatching(/^bad/)],
    ["missing-key", "my test", expect.stringMatching(/^bad/)],
    ["missing-key", "my test", expect.stringMatching(/^bad/)],
  ]);
});
