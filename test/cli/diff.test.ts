import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { join } from "../../lib/text/paths";
import { sipHa } from "../command";
import { gitRepository } from "../git-repository";
import { describeWith, testWith } from "../prerequisites";
import { soundDeclaration } from "../sample-declaration";
import { temporaryFolder } from "../temporary-folder";

const yaml = (changes: Readonly<Record<string, unknown>> = {}) => stringify(soundDeclaration(changes));
const LONGER = { "pairs.inbound.haLink.addpTimeout": "7s" };

let folder: string;
let old: string;
let now: string;

beforeAll(() => {
  folder = temporaryFolder();
  const output = (name: string, text: string) => {
    writeFileSync(join(folder, `${name}.yaml`), text);
    const out = join(folder, name);
    expect(sipHa("synth", join(folder, `${name}.yaml`), "--out", out).code).toBe(0);
    return out;
  };
  old = output("old", yaml());
  now = output("now", yaml(LONGER));
});

describe("the exit code of diff is", () => {
  test("0 if nothing changes", () => {
    expect(sipHa("diff", old, old)).toEqual({ code: 0, stdout: "nothing changes\n", stderr: "" });
  });

  test("1 if something changes, whatever it does to service", () => {
    const { code, stdout } = sipHa("diff", old, now);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^environment staging changes: 1 change, \d+ files\n/);
    expect(stdout).toMatch(/\nstaging changes: reload at inbound\n$/);
  });

  test("2 if the two cannot be compared", () => {
    expect(sipHa("diff", old, folder)).toMatchObject({
      code: 2,
      stdout: expect.stringContaining(
        "  fix:     name such a folder; to compare environment files, use --from <git revision>\n",
      ),
    });
  });
});

describe("diff of folders", () => {
  test("says first that different versions of the package wrote them", () => {
    const other = join(temporaryFolder(), "out");
    cpSync(old, other, { recursive: true });
    const list = join(other, "stacks/staging/artifacts.yaml");
    writeFileSync(list, readFileSync(list, "utf8").replace(/^version: "(.*)"$/m, 'version: "0.0.9"'));
    const said = sipHa("diff", other, old);
    expect(said).toEqual({
      code: 0,
      stderr: "",
      stdout: `warning versions-differ
  environment staging was written by different versions of sip-server-ha, so files may differ only because of the version
  found:   0.0.9, then 0.1.0
  allowed: one version
  fix:     to see only the changes of the environment, synthesize the earlier revision with this version and compare that

0 errors, 1 warning, 0 acknowledged, 0 not evaluated

nothing changes
`,
    });
    expect(sipHa("diff", other, old, "--markdown").stdout).toMatch(
      /^> \*\*versions-differ\*\*: .+\n\n\*\*sip-ha diff:\*\*/,
    );
    expect(JSON.parse(sipHa("diff", other, old, "--json").stdout).findings).toMatchObject([
      { code: "versions-differ", level: "warning" },
    ]);
  });

  test("reports an environment that only one side has", () => {
    const both = join(folder, "both");
    writeFileSync(
      join(folder, "zz.yaml"),
      yaml().replace("environment: staging", "environment: zz").replaceAll("SIP_In", "SIP_Z"),
    );
    cpSync(old, both, { recursive: true });
    const out = join(folder, "zz");
    expect(sipHa("synth", join(folder, "zz.yaml"), "--out", out).code).toBe(0);
    cpSync(join(out, "stacks/zz"), join(both, "stacks/zz"), { recursive: true });
    expect(sipHa("diff", old, both).stdout).toMatch(/\nzz is new: no effect on service\n1 other unchanged\n$/);
    expect(sipHa("diff", both, old).stdout).toMatch(/\nzz is removed: outage of inbound\n1 other unchanged\n$/);
  });

  test("reports an environment that goes before one that comes, which may be the same under another name", () => {
    const renamed = join(folder, "renamed.yaml");
    writeFileSync(renamed, yaml().replace("environment: staging", "environment: prod"));
    const out = join(folder, "renamed");
    expect(sipHa("synth", renamed, "--out", out).code).toBe(0);
    const { environments } = JSON.parse(sipHa("diff", old, out, "--json").stdout);
    expect(environments).toMatchObject([
      { environment: "staging", kind: "removed" },
      { environment: "prod", kind: "added" },
    ]);
  });

  test("prints for programs what it prints for people", () => {
    const { environments } = JSON.parse(sipHa("diff", old, now, "--json").stdout);
    expect(environments).toMatchObject([
      {
        environment: "staging",
        kind: "changed",
        effect: "reload",
        changes: [
          { path: "pairs.inbound.haLink.addpTimeout", was: "5s", is: "7s", effect: "reload", pairs: ["inbound"] },
        ],
      },
    ]);
    expect(Object.keys(environments[0])).toEqual([
      "environment",
      "kind",
      "effect",
      "order",
      "rollback",
      "noWayBack",
      "changes",
      "options",
      "files",
    ]);
  });
});

describeWith({ tools: ["git"] }, "diff of revisions", () => {
  test("compares a file with the one in the working folder, or at another revision, with the files that it extends", () => {
    const { folder: root, commit, git } = gitRepository();
    const file = join(root, "env/prod.yaml");
    commit({ "env/prod.yaml": "extends: ../base.yaml\ndescription: one\n", "base.yaml": yaml() });
    commit({ "base.yaml": yaml(LONGER) });
    writeFileSync(file, "extends: ../base.yaml\ndescription: two\n");
    const paths = (...args: string[]) => {
      const { stdout } = sipHa("diff", "--json", ...args);
      return JSON.parse(stdout).environments.flatMap((one: { changes: { path: string }[] }) =>
        one.changes.map(({ path }) => path),
      );
    };
    const status = git("status", "--porcelain");
    expect(paths("--from", "HEAD", file)).toEqual(["description"]);
    expect(paths("--from", "HEAD~1", file)).toEqual(["description", "pairs.inbound.haLink.addpTimeout"]);
    expect(paths("--from", "HEAD~1", "--to", "main", file)).toEqual(["pairs.inbound.haLink.addpTimeout"]);
    expect(git("status", "--porcelain")).toBe(status);
  });

  test("a file that only one revision has is an environment that comes or goes, even if its folder no longer exists", () => {
    const { folder: root, commit } = gitRepository();
    commit({});
    commit({ "env/a.yaml": yaml() });
    const file = join(root, "env/a.yaml");
    expect(sipHa("diff", "--from", "HEAD~1", file).stdout).toMatch(/\nstaging is new: no effect on service\n$/);
    rmSync(join(root, "env"), { recursive: true });
    expect(sipHa("diff", "--from", "HEAD", file).stdout).toMatch(/\nstaging is removed: outage of inbound\n$/);
  });

  test("a mistake is reported with the revision that has it", () => {
    const { folder: root, commit } = gitRepository();
    commit({ "a.yaml": yaml({ "pairs.inbound.sip.port": "many" }), "b.yaml": "extends: none.yaml\n" });
    const file = join(root, "a.yaml");
    writeFileSync(file, yaml());
    const { code, stdout } = sipHa("diff", "--from", "HEAD", file);
    expect(code).toBe(2);
    expect(stdout.startsWith(`HEAD:${file}:`)).toBe(true);
    expect(stdout).toContain(
      "error wrong-type\n  pairs.inbound.sip.port (construct staging/pairs/inbound): wrong type of value",
    );
    expect(sipHa("diff", "--from", "HEAD", join(root, "b.yaml")).stdout).toContain(
      `HEAD:${join(root, "b.yaml")}:1:10 error file-not-at-revision
  there is no file ${join(root, "none.yaml")} at revision HEAD`,
    );
  });

  testWith(
    { links: true },
    "follows links to files as they were at the revision, and reports links that lead to nothing or form a circle",
    () => {
      const { folder: root, commit, git } = gitRepository();
      mkdirSync(join(root, "env"));
      const link = (name: string, to: string) => {
        symlinkSync(to, join(root, "env", name));
        return join(root, "env", name);
      };
      const [file, nowhere, round] = [
        link("a.yaml", "../current.yaml"),
        link("b.yaml", "none.yaml"),
        link("c.yaml", "c.yaml"),
      ];
      commit({ "one.yaml": yaml(), "env/base.yaml": yaml(), "two.yaml": "extends: base.yaml\ndescription: two\n" });
      link("../current.yaml", "one.yaml");
      git("add", "--all");
      git("commit", "--quiet", "--message=link");
      rmSync(join(root, "current.yaml"));
      link("../current.yaml", "two.yaml");
      const { environments } = JSON.parse(sipHa("diff", "--json", "--from", "HEAD", file).stdout);
      expect(environments[0].changes.map(({ path }: { path: string }) => path)).toEqual(["description"]);
      expect(sipHa("diff", "--from", "HEAD", "--to", "HEAD", nowhere).stdout).toContain(
        `there is no file ${nowhere} on either side\n`,
      );
      expect(sipHa("diff", "--from", "HEAD", "--to", "HEAD", round).stdout).toContain(
        `HEAD:${round}:1:1 error file-unreadable\n  the file cannot be read: ELOOP\n`,
      );
    },
  );

  test("a base with a NUL character in its name is reported as missing", () => {
    const { folder: root, commit } = gitRepository();
    commit({ "a.yaml": 'extends: "a\\0b"\n' });
    const { code, stdout, stderr } = sipHa("diff", "--from", "HEAD", join(root, "a.yaml"));
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect(stdout).toContain("a.yaml:1:10 error file-not-found");
  });
});

describe("wrong use of diff says what is right:", () => {
  test.each([
    [["a"], "two output folders are compared\n  found:   1"],
    [["a", "b", "c"], "two output folders are compared\n  found:   3"],
    [
      ["a", "b", "--to", "main"],
      "--to has a meaning only together with --from\n  found:   --to\n  fix:     give --from, or leave out --to",
    ],
  ])("%j", (args, said) => {
    const { code, stdout } = sipHa("diff", ...args);
    expect(code).toBe(2);
    expect(stdout).toContain(said);
  });

  test("JSON and Markdown at once", () => {
    const { code, stdout } = sipHa("diff", old, now, "--json", "--markdown");
    expect([code, JSON.parse(stdout).findings[0].message]).toEqual([
      2,
      "--json and --markdown cannot be given together",
    ]);
  });

  test("an empty revision", () => {
    const { code, stderr } = sipHa("diff", "--from", "", old);
    expect([code, stderr]).toEqual([
      2,
      "error: option '--from <revision>' argument '' is invalid. Name a revision of git.\nsip-ha diff --help shows what it takes\n",
    ]);
  });

  testWith({ tools: ["git"] }, "a revision that git does not know", () => {
    const { folder: root, commit } = gitRepository();
    commit({ "a.yaml": yaml() });
    expect(sipHa("diff", "--from", "nope", join(root, "a.yaml"))).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/^error git-failed\n {2}git cannot find revision nope: Needed a single revision\n/),
    });
  });

  testWith({ tools: ["git"] }, "a revision that would act on the terminal", () => {
    const { folder: root, commit } = gitRepository();
    commit({ "a.yaml": yaml() });
    expect(sipHa("diff", "--from", "x\u001b[2J\n", join(root, "a.yaml")).stdout.split("\n")[1]).toBe(
      '  git cannot find revision "x\\u001b[2J\\n": Needed a single revision',
    );
  });

  test("a machine without git", () => {
    const path = process.env.PATH;
    process.env.PATH = temporaryFolder();
    try {
      expect(sipHa("diff", "--from", "HEAD", join(old, "a.yaml"))).toMatchObject({
        code: 2,
        stdout: expect.stringMatching(
          /^error git-failed\n {2}the program git is missing, which reads the files as they are at a revision\n/,
        ),
      });
    } finally {
      process.env.PATH = path;
    }
  });

  testWith({ tools: ["git"] }, "a file that neither side has", () => {
    const { folder: root, commit } = gitRepository();
    commit({});
    expect(sipHa("diff", "--from", "HEAD", join(root, "none.yaml")).stdout).toMatch(
      /^error file-not-at-revision\n {2}there is no file .*none\.yaml on either side\n/,
    );
  });

  testWith({ tools: ["git"] }, "the folder of a repository in place of a file", () => {
    const { folder: root, commit } = gitRepository();
    commit({ "a.yaml": yaml() });
    const { code, stdout } = sipHa("diff", "--from", "HEAD", root);
    expect([code, stdout.split("\n").slice(0, 2)]).toEqual([
      2,
      [`${root}:1:1 error file-unreadable`, "  the file cannot be read: it is a folder"],
    ]);
  });

  testWith({ tools: ["git"] }, "a folder that belongs to no repository", () => {
    const bare = join(temporaryFolder(), "bare");
    mkdirSync(bare);
    writeFileSync(join(bare, "a.yaml"), yaml());
    const { code, stdout } = sipHa("diff", "--from", "HEAD", join(bare, "a.yaml"));
    expect([code, stdout.split("\n")[1]]).toEqual([
      2,
      "  git cannot find revision HEAD: not a git repository (or any of the parent directories): .git",
    ]);
  });
});
