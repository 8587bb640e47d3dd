import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { hostExpectations } from "../../lib/drift/host-expectation";
import { type OutputEnvironment, readOutput } from "../../lib/input/output-folder";
import { basename, join } from "../../lib/text/paths";
import { type JsonReport, sipHa } from "../command";
import { factsOfHosts } from "../drift/facts-of-model";
import { folderContent } from "../folder-content";
import { surveyOfDevice } from "../import/big-ip-survey-of-model";
import { HAND_MADE_BIG_IP_FILE, handMadeBigIpSite, handMadeDevice } from "../import/hand-made-big-ip";
import { HAND_MADE_SITE, handMadeSite, type SiteFile } from "../import/hand-made-site";
import { temporaryFolder } from "../temporary-folder";

let folder: string;
let facts: string;
let out: string;

beforeEach(() => {
  folder = temporaryFolder();
  facts = join(folder, "site");
  out = join(folder, "north.yaml");
  cpSync(HAND_MADE_SITE, facts, { recursive: true });
});

const EXPORT = "configuration-layer.json";
const writeExport = (text: string) => writeFileSync(join(facts, EXPORT), text);
const importNorth = (...more: string[]) =>
  sipHa("import", "--facts", facts, "--environment", "north", "--out", out, ...more);

interface Told extends JsonReport {
  readonly notes: readonly {
    readonly kind: string;
    readonly code: string;
    readonly message: string;
    readonly found?: string;
    readonly position: { readonly file: string; readonly line: number };
  }[];
  readonly changes: readonly { readonly code: string; readonly path: string; readonly expected?: string }[];
}

function importJson(...more: string[]): { readonly code: number; readonly told: Told } {
  const { code, stdout } = importNorth("--json", ...more);
  return { code, told: JSON.parse(stdout) as Told };
}

describe("a site with high availability made by hand", () => {
  test("becomes an environment file that says where each value comes from", () => {
    expect(importNorth()).toMatchObject({ code: 1, stderr: "" });
    expect(readFileSync(out, "utf8")).toBe(readFileSync(join(HAND_MADE_SITE, "environment.yaml"), "utf8"));
    expect(sipHa("check", out).code).toBe(0);
  });

  test("is shown what the file lacks and what it changes, then what is found in it, and where it was written", () => {
    const { stdout } = importNorth();
    expect(stdout).toContain(
      `${join(facts, EXPORT)}:168:9 not carried over port-left-out\n  application SIP_1: it has a further listening port, which an import of objects.json removes, because it replaces the list of ports\n  found: tls 3010\n`,
    );
    expect(stdout).toContain("\n8 not carried over, 3 not known, 0 not understood, 3 left as it is\n");
    expect(stdout).toContain("\n  new: application SIP_1_VIP_UP\n");
    expect(stdout).toContain(
      `\n  ${join(facts, EXPORT)}:121:27 application SIP_1: appServers.0.timeoutLocal differs: 10, then 7\n`,
    );
    expect(stdout).toMatch(/\n0 errors, 3 warnings, 0 acknowledged, 4 not evaluated\n\nwrote \S+north\.yaml\n$/);
  });

  test("gets the same as JSON", () => {
    const { code, told } = importJson();
    expect(code).toBe(1);
    expect(told.written).toEqual([out]);
    expect(told.notes).toHaveLength(14);
    expect(told.notes[0]).toMatchObject({ kind: "unknown", code: "version-unknown", found: "8.1.1" });
    expect(told.changes.filter(({ code: one }) => one === "object-missing")).toHaveLength(19);
  });

  /** What drift reports for the site if the collectors describe its hosts as they are. */
  function drift(change: (text: string) => string) {
    const tree = join(folder, "out");
    const collected = join(folder, "facts");
    expect(importNorth("--force").code).toBe(1);
    expect(sipHa("synth", out, "--out", tree).code).toBe(0);
    mkdirSync(join(collected, "north"), { recursive: true });
    cpSync(join(facts, EXPORT), join(collected, EXPORT));
    const { environments } = readOutput(tree) as { environments: Map<string, OutputEnvironment> };
    const { topology, files } = environments.get("north")!;
    const expectations = hostExpectations(topology, files);
    factsOfHosts(expectations).forEach((text, index) => {
      writeFileSync(join(collected, "north", `${expectations[index]!.host.name}.facts`), change(text));
    });
    const { stdout } = sipHa("drift", tree, "--facts", collected, "--json");
    return (JSON.parse(stdout).drift as { state: string; code: string; path: string; message: string }[]).map(
      ({ state, code, path, message }) => ({ state, code, path, message }),
    );
  }

  test("shows as drift what is not yet installed on its hosts and what the import has listed for its objects, and nothing else", () => {
    const found = drift((text) =>
      text
        .replaceAll(/^ file \d\S* \S+ \S+ \S+ /gm, " missing ")
        .replaceAll(/^ enabled active/gm, " disabled inactive"),
    );
    const count = (all: readonly { code: string; path: string }[]) => {
      const sums: Record<string, number> = {};
      for (const { code, path } of all) sums[`${path} ${code}`] = (sums[`${path} ${code}`] ?? 0) + 1;
      return sums;
    };
    const { told } = importJson("--force");
    expect(count(found)).toEqual({
      ...count(told.changes),
      // For each host: the control script, the unit that releases at boot, the installer and the rules of sudo.
      "pairs.SIP file-missing": 4,
      "hosts.sip-1 file-missing": 1,
      "hosts.sip-2 file-missing": 1,
      "pairs.SIP unit-not-enabled": 2,
      "hosts.sip-1.localControlAgent file-missing": 1,
      "hosts.sip-2.localControlAgent file-missing": 1,
    });
    expect(found.every(({ state }) => state === "drift")).toBe(true);
  });

  test("shows no drift of its hosts once they are deployed", () => {
    const found = drift((text) => text);
    expect(found.map(({ code }) => code)).not.toContain("file-missing");
    expect(new Set(found.map(({ code }) => code))).toEqual(
      new Set(["object-missing", "object-differs", "option-missing"]),
    );
  });
});

describe("nothing is written, and the reason is given, if", () => {
  test.each<[string, () => void, string, string?]>([
    ["there is no folder", () => (facts = join(folder, "nowhere")), "facts-none", "no such folder"],
    [
      "the folder has no facts",
      () => {
        facts = join(folder, "empty");
        mkdirSync(facts);
      },
      "facts-none",
      "no file *.survey, and no configuration-layer.json",
    ],
    [
      "there are surveys and no export",
      () => {
        facts = join(folder, "surveys");
        mkdirSync(facts);
        cpSync(join(HAND_MADE_SITE, "sip-1.survey"), join(facts, "sip-1.survey"));
      },
      "export-missing",
      "no configuration-layer.json",
    ],
    [
      "there are two exports",
      () => {
        mkdirSync(join(facts, "more"));
        cpSync(join(facts, EXPORT), join(facts, "more", EXPORT));
      },
      "export-twice",
    ],
    [
      "the export has no pair of SIP Servers",
      () =>
        writeExport(JSON.stringify({ __metadata__: { formatName: "JSON", formatVersion: "1.0.0" }, applications: [] })),
      "no-pairs",
    ],
    ["the file already exists", () => writeFileSync(out, "mine\n"), "file-exists"],
    ["the file's folder does not exist", () => (out = join(folder, "no", "north.yaml")), "file-unwritable"],
  ])("%s", (_, prepare, code, found) => {
    prepare();
    const outcome = importJson();
    expect(outcome.code).toBe(2);
    expect(outcome.told.findings.map((one) => one.code)).toEqual([code]);
    expect(outcome.told.findings[0]).toMatchObject({ kind: "input", level: "error", ...(found && { found }) });
    expect(outcome.told.written).toEqual([]);
    expect(readdirSync(folder)).not.toContain(`${basename(out)}.${process.pid}.new`);
  });

  test.each<[string, (text: string) => string, string, RegExp]>([
    ["is cut off", (text) => text.slice(0, 9_000), "export-unreadable", /valid JSON/],
    ["is of another shape", () => '{"hosts": []}', "export-version", /format that is understood/],
    ["is a list", () => "[1, 2]", "export-unreadable", /valid JSON/],
    ["is larger than 100 MB", (text) => `${text}${" ".repeat(101_000_000)}`, "facts-too-large", /too large/],
  ])("the export %s", (_, change, code, message) => {
    writeExport(change(readFileSync(join(facts, EXPORT), "utf8")));
    const outcome = importJson();
    expect(outcome.code).toBe(2);
    expect(outcome.told.notes.map((one) => [one.kind, one.code])).toEqual([["unparsed", code]]);
    expect(outcome.told.notes[0]!.message).toMatch(message);
    expect(outcome.told.written).toEqual([]);
  });

  test("the environment's name is invalid, beside everything else that is wrong", () => {
    writeFileSync(out, "mine\n");
    const { code, stdout } = sipHa("import", "--facts", facts, "--environment", "a b", "--out", out);
    expect(code).toBe(2);
    expect(stdout).toBe(
      'error invalid-name\n  --environment: not a valid name of an environment\n  found:   "a b"\n' +
        "  allowed: a letter, then letters, digits, - or _, ending in a letter or digit, at most 40 characters\n" +
        "  fix:     use a name that is safe in scripts, file names and Genesys objects alike\n\n" +
        `error file-exists\n  ${out} already exists\n  found:   ${out}\n  allowed: a file that does not exist yet\n` +
        "  fix:     choose another name with --out, or give --force to overwrite it\n\n" +
        "2 errors, 0 warnings, 0 acknowledged, 0 not evaluated\n\nnothing was written\n",
    );
    expect(readFileSync(out, "utf8")).toBe("mine\n");
  });
});

describe("files that Windows wrote in UTF-16, with its byte order mark, are read like the same files in UTF-8:", () => {
  test.each([
    ["little-endian, as PowerShell and Notepad write", (text: Buffer) => text],
    ["big-endian", (text: Buffer) => text.swap16()],
  ])("%s", (_, ordered) => {
    for (const name of readdirSync(facts).filter((one) => one !== "environment.yaml")) {
      const text = readFileSync(join(facts, name), "utf8").replaceAll("\n", "\r\n");
      writeFileSync(join(facts, name), ordered(Buffer.from(`\uFEFF${text}`, "utf16le")));
    }
    const { code, told } = importJson();
    expect(code).toBe(1);
    expect(told.notes.filter(({ kind }) => kind === "unparsed")).toEqual([]);
    expect(readFileSync(out, "utf8")).toBe(readFileSync(join(HAND_MADE_SITE, "environment.yaml"), "utf8"));
  });
});

test("an export in a Windows code page is read, and the first place at which letters are lost is reported", () => {
  const text = readFileSync(join(facts, EXPORT), "utf8");
  const changed = text.replace('"name": "SIP_Switch"', '"name": "Zürich, Köln"');
  expect(changed).not.toBe(text);
  writeFileSync(join(facts, EXPORT), changed, "latin1");
  const { code, told } = importJson();
  expect(code).toBe(1);
  const before = changed.slice(0, changed.indexOf("ü")).split("\n");
  expect(told.notes.filter(({ kind }) => kind === "unparsed")).toEqual([
    {
      kind: "unparsed",
      code: "export-not-text",
      of: "the export",
      position: { file: join(facts, EXPORT), line: before.length, column: before.at(-1)!.length + 1 },
      message: "characters of the export are lost: names and values that had them differ here",
      found:
        "bytes that are not UTF-8, as in a file in a Windows code page (Windows-1252 and others); expected UTF-8, or UTF-16 with its mark",
      fix: "save the file as UTF-8 with an editor or program that shows its letters correctly, or export again",
    },
  ]);
});

test("only --force replaces a file that already exists", () => {
  writeFileSync(out, "mine\n");
  expect(importNorth().code).toBe(2);
  expect(readFileSync(out, "utf8")).toBe("mine\n");
  expect(importNorth("--force").code).toBe(1);
  expect(readFileSync(out, "utf8")).toContain("environment: north\n");
});

test("the files that the import reads are not overwritten, even with --force", () => {
  const before = folderContent(facts);
  for (const name of [EXPORT, "sip-1.survey"]) {
    out = join(facts, name);
    const { code, told } = importJson("--force");
    expect([code, told.findings.map((one) => [one.code, one.message])]).toEqual([
      2,
      [["file-is-read", `the import reads ${out}, which would be lost`]],
    ]);
  }
  expect(folderContent(facts)).toEqual(before);
});

test("two pairs with one virtual IP are an error in the file that was written, at its line", () => {
  const { file } = handMadeSite();
  for (const name of ["SIP_1", "SIP_2"]) {
    const copy = structuredClone(file.applications.find((one: SiteFile["applications"][number]) => one.name === name)!);
    copy.name = `Second_${name}`;
    if (copy.serverInfo.backupServer !== undefined) copy.serverInfo.backupServer = "Second_SIP_2";
    file.applications.push(copy);
  }
  writeExport(JSON.stringify(file, null, 2));
  const { code, told } = importJson();
  expect(code).toBe(1);
  expect(told.written).toEqual([out]);
  expect(told.changes).toEqual([]);
  const shared = told.findings.filter((one) => one.code === "address-not-unique");
  expect(shared.length).toBeGreaterThan(0);
  expect(shared[0]!.position!.file).toBe(out);
});

describe("a site with a BIG-IP", () => {
  beforeEach(() => {
    const { file, surveys } = handMadeBigIpSite();
    writeExport(`${JSON.stringify(file, null, 2)}\n`);
    for (const [name, text] of Object.entries(surveys)) writeFileSync(join(facts, `${name}.survey`), text);
    writeFileSync(join(facts, "_big-ip-ltm-1.survey"), surveyOfDevice(handMadeDevice()));
  });

  test("becomes an environment file, and the import reports what that changes on the device", () => {
    const { code, stdout } = importNorth();
    expect(code).toBe(1);
    expect(readFileSync(out, "utf8")).toBe(readFileSync(HAND_MADE_BIG_IP_FILE, "utf8"));
    expect(stdout).toContain(
      "\nWhat the declaration of this file changes on BIG-IPs once it is synthesized and posted:\n  new: the SNAT pool /north/SIP/snat_vip on BIG-IP ltm-1\n",
    );
    expect(stdout).toContain(
      `\n  ${join(facts, "_big-ip-ltm-1.survey")}:46:1 the virtual server /north/SIP/vs_sip_udp on BIG-IP ltm-1, instead of /Common/vs_sip_5060_udp, has another persist: persist: /Common/source_addr, then persist: none\n`,
    );
    expect(sipHa("check", out).code).toBe(0);
    expect(sipHa("synth", out, "--out", join(folder, "out")).code).toBe(0);
  });

  test.each<[string, (text: string) => string, string[]]>([
    [
      "refused the account",
      (text) =>
        `${text.slice(0, text.indexOf("== cm/device"))}== cm/device\n status 401\n "Authentication required!"\n-- 0\n`,
      [
        "facts-truncated: the file ends before the collector did: no line end; expected what was collected, then the line end",
        'device-refused: cm/device: the device does not take the account or its password: status 401: "Authentication required!"',
      ],
    ],
    [
      "was cut off",
      (text) => text.slice(0, text.indexOf("== ltm/virtual\n") + 400),
      [
        "facts-truncated: the file ends before the collector did: no line end; expected what was collected, then the line end",
      ],
    ],
    [
      "answered with a page in HTML",
      (text) =>
        text.replace(
          /^== ltm\/virtual\n(?: .*\n)*-- 0$/m,
          "== ltm/virtual\n status 200\n parse error: Invalid numeric literal at line 1, column 10\n no JSON: <html>\n-- 1",
        ),
      ['facts-command-failed: the command for ltm/virtual failed with 1: "status 200"'],
    ],
    [
      "does not let the account read its virtual servers",
      (text) => text.replace(/^== ltm\/virtual\n(?: .*\n)*/m, '== ltm/virtual\n status 403\n "no access"\n'),
      ['device-refused: ltm/virtual: the account may not read this: status 403: "no access"'],
    ],
    [
      "has no section of its virtual servers",
      (text) => text.replace(/^== ltm\/virtual\n(?: .*\n)*-- 0\n/m, "").replace("end 23", "end 22"),
      ["facts-section-missing: the facts have no section ltm/virtual: a collector of version 0.1.0"],
    ],
    [
      "has a virtual server as a version would answer that nobody knows",
      (text) => text.replaceAll('"ipProtocol":', '"protocol":'),
      ["/Common/vs_sip_5060_udp", "/Common/vs_sip_5060_tcp", "/Common/vs_outbound"].map(
        (path) => `facts-not-understood: an object of ltm/virtual cannot be understood: ${path}`,
      ),
    ],
  ])("whose device %s is imported without the pair, and the reason is given with its line", (_, change, expected) => {
    const file = join(facts, "_big-ip-ltm-1.survey");
    writeFileSync(file, change(readFileSync(file, "utf8")));
    const { told } = importJson();
    const unparsed = told.notes.filter(({ kind }) => kind === "unparsed");
    expect(unparsed.map(({ code, message, found }) => `${code}: ${message}: ${found}`)).toEqual(expected);
    expect(unparsed.every(({ position }) => position.file === file && position.line > 0)).toBe(true);
    expect(told.notes.map(({ code }) => code)).toContain("option-not-recognised");
    expect(readFileSync(out, "utf8")).not.toContain("bigIps:");
  });
});

test("a survey that cannot be read is reported, and the rest is imported", () => {
  writeFileSync(join(facts, "sip-2.survey"), "Last login: Tue\nsudo: a password is required\n");
  const { code, told } = importJson();
  expect(code).toBe(1);
  expect(told.notes.filter(({ kind }) => kind === "unparsed").map((one) => one.code)).toEqual(["facts-unreadable"]);
  expect(told.written).toEqual([out]);
});
