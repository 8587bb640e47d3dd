import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = join(__dirname, "..");

/** The house, top to bottom; `index.ts` at the top exports from any floor, `text` and `errors.ts` are the ground. */
const FLOORS = [
  ["index.ts"],
  ["cli", "testing"],
  ["input"],
  ["constructs"],
  ["terraform", "synth", "advice", "diff", "drift", "import", "drill", "init"],
  ["report", "simulation"],
  ["options"],
  ["scripts", "configuration-layer", "checks", "operation"],
  ["model"],
  ["errors.ts", "text"],
];

interface Import {
  readonly from: string;
  /** Relative to `lib`, without an ending; or the name of a package. */
  readonly to: string;
  readonly isType: boolean;
  readonly isPackage: boolean;
}

function typescriptFiles(folder: string): string[] {
  return (readdirSync(join(ROOT, folder), { recursive: true }) as string[])
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file).split(sep).join("/"))
    .sort();
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  const pattern = /^(?:import|export)\b([^;"]*?)(?:\bfrom\s+)?"([^"]+)";|\brequire\("([^"]+)"\)/gm;
  return [...text.matchAll(pattern)].map(([, clause = "", imported, required]) => {
    const to = (imported ?? required)!;
    const isPackage = !to.startsWith(".");
    return {
      from: file.slice("lib/".length),
      to: isPackage
        ? to
        : relative("lib", join(dirname(file), to))
            .split(sep)
            .join("/"),
      isType: clause.trimStart().startsWith("type "),
      isPackage,
    };
  });
}

const files = typescriptFiles("lib");
const imports = files.flatMap(importsOf);
/** Only the manifest is outside the house. */
const own = imports.filter(({ isPackage, to }) => !isPackage && to !== "../package.json");

function floorOf(file: string): number {
  const [top] = file.split("/");
  return FLOORS.findIndex((floor) => floor.includes(top!) || floor.includes(`${top}.ts`));
}

const show = ({ from, to }: Import) => `${from} imports ${to}`;

describe("the house", () => {
  test("has a floor for every file", () => {
    expect(files.map((file) => file.slice("lib/".length)).filter((file) => floorOf(file) === -1)).toEqual([]);
    expect(own.filter(({ to }) => floorOf(to) === -1).map(show)).toEqual([]);
    expect(own.length).toBeGreaterThan(200);
  });

  test("imports only go down", () => {
    expect(own.filter(({ from, to }) => floorOf(to) < floorOf(from)).map(show)).toEqual([]);
  });

  test("only lib/text/paths.ts makes paths, so that they are the same text on every system; uses of posix are excepted", () => {
    const users = imports.filter(({ to }) => /^(?:node:)?path$/.test(to)).map(({ from }) => from);
    expect(users.sort()).toEqual(["model/state-location.ts", "text/paths.ts"]);
    expect(readFileSync(join(ROOT, "lib/model/state-location.ts"), "utf8")).toContain(
      'import { posix } from "node:path"',
    );
  });

  test("only lib/terraform imports cdktf", () => {
    const users = imports.filter(({ to }) => /^(?:cdktf|@cdktf)(?:\/|$)/.test(to));
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter(({ from }) => !from.startsWith("terraform/")).map(show)).toEqual([]);
  });

  test("only lib/testing imports the package by its name, and takes what it tests as a user does", () => {
    const users = imports.filter(({ to }) => to.startsWith("sip-server-ha"));
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter(({ from }) => !from.startsWith("testing/")).map(show)).toEqual([]);
    const own = imports.filter(
      ({ from, to, isType }) =>
        from.startsWith("testing/") &&
        !isType &&
        /^(?:constructs\/|input\/|synth\/|options\/|simulation\/(?!time-text$))/.test(to),
    );
    expect(own.map(show)).toEqual([]);
  });

  test("only options/index.ts knows the options; constructs and the package's index take the types of their props", () => {
    const option = /^options\/([^/]+)\//;
    const outside = own.filter(({ from, to }) => option.test(to) && option.exec(from)?.[1] !== option.exec(to)?.[1]);
    // "index" of an option's folder is what options/index.ts lists; it resolves to the folder itself.
    expect(outside.filter(({ isType }) => !isType).map(show)).toEqual([]);
    expect([...new Set(outside.map(({ from }) => from.split("/")[0]))].sort()).toEqual(["constructs", "index.ts"]);
    const folders = readdirSync(join(ROOT, "lib/options"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `options/${entry.name}`);
    expect(own.filter(({ to }) => folders.includes(to)).map(({ from }) => from)).toEqual(
      folders.map(() => "options/index.ts"),
    );
  });

  test("an option's checks import nothing of its scripts: no folder of a system, and no file that gathers their files", () => {
    const scripts = files
      .map(
        (file) => /^lib\/(options\/[^/]+\/(?:(?!checks\/)[^/]+(?=\/)|artifacts(?=\.)|platforms(?=\.)))/.exec(file)?.[1],
      )
      .filter((one) => one !== undefined);
    expect(scripts).toContain("options/ip-address-takeover/unix");
    const isScript = (to: string) => scripts.some((one) => `${to}/`.startsWith(`${one}/`));
    expect(own.filter(({ from, to }) => /\/checks\//.test(from) && isScript(to)).map(show)).toEqual([]);
  });
});

test("no file has more than 400 lines", () => {
  const long = ["lib", "test", "examples"]
    .flatMap(typescriptFiles)
    .filter((file) => !file.startsWith("test/system/"))
    .map((file) => ({ file, lines: readFileSync(join(ROOT, file), "utf8").split("\n").length }))
    .filter(({ lines }) => lines > 400);
  expect(long).toEqual([]);
});
