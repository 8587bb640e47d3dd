import { chownSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { gitSource, revisionProblem } from "../../lib/input/git-source";
import { readSource } from "../../lib/input/source-file";
import { join } from "../../lib/text/paths";
import { gitRepository } from "../git-repository";
import { describeWith, testWith } from "../prerequisites";
import { temporaryFolder } from "../temporary-folder";

const folder = temporaryFolder();

const read = gitSource("HEAD");
const said = (path: string) => {
  const source = read(join(folder, path));
  return "problem" in source ? source.problem.message : source.text.slice(0, 20);
};

describeWith({ tools: ["git"] }, "in a repository", () => {
  beforeAll(() => {
    const { commit, git } = gitRepository(folder);
    mkdirSync(join(folder, "env"));
    writeFileSync(join(folder, "env/latin.yaml"), Buffer.from("description: caf\xe9\n", "latin1"));
    writeFileSync(join(folder, "env/largest.yaml"), "#".repeat(5_000_000));
    writeFileSync(join(folder, "env/large.yaml"), "#".repeat(5_000_001));
    writeFileSync(join(folder, "env/huge.yaml"), "#".repeat(25_000_000));
    commit({ "env/sub/a b.yaml": "environment: a\n", "env/nul.yaml": "a\0b\n" });
    git("update-index", "--add", "--cacheinfo", `160000,${git("rev-parse", "HEAD").trim()},env/module.yaml`);
    git("commit", "--quiet", "--message=module");
  });

  describe("a file at a revision", () => {
    test("is read even if its folder no longer exists", () => {
      rmSync(join(folder, "env/sub"), { recursive: true });
      expect(said("env/sub/a b.yaml")).toBe("environment: a\n");
    });

    test.each([
      [".", "the file cannot be read: it is a folder"],
      ["env", "the file cannot be read: it is a folder"],
      ["env/module.yaml", "the file cannot be read: it is not a regular file"],
      ["env/latin.yaml", "the file is not UTF-8 text"],
      ["env/nul.yaml", "the file is not UTF-8 text"],
      ["env/largest.yaml", "#".repeat(20)],
      ["env/large.yaml", "the file is too large for an environment"],
      ["env/huge.yaml", "the file is too large for an environment"],
      ["env/none.yaml", `there is no file ${join(folder, "env/none.yaml")} at revision HEAD`],
    ])("%s: a file at a revision is read, or refused, like one on the disk", (path, message) => {
      expect(said(path)).toBe(message);
    });
  });

  test("a file on the disk may be as large as one at a revision", () => {
    const sizes = ["env/largest.yaml", "env/large.yaml"].map((name) => Object.keys(readSource(join(folder, name))));
    expect(sizes).toEqual([["text"], ["problem"]]);
  });

  test("a revision that looks like an option is looked up as a revision", () => {
    expect(revisionProblem(join(folder, "a.yaml"), "HEAD")).toBeUndefined();
    expect(revisionProblem(join(folder, "a.yaml"), "--all")?.message).toBe(
      "git cannot find revision --all: Needed a single revision",
    );
  });

  test("if a revision is missing, the finding says how a pipeline that fetches only one commit gets it", () => {
    expect(revisionProblem(join(folder, "a.yaml"), "origin/main")?.fix).toBe(
      "run it inside the git repository that has the file, and name a branch, a tag or a commit that is there; if a pipeline has fetched only one commit, fetch the named one first: git fetch origin <branch>:refs/remotes/origin/<branch>",
    );
  });
});

testWith(
  { root: true, linux: true, tools: ["git"] },
  "a repository of another account is refused with git's own way to trust it",
  () => {
    const { folder: theirs, commit } = gitRepository();
    commit({ "a.yaml": "environment: a\n" });
    for (const path of ["", ".git"]) chownSync(join(theirs, path), 65_534, 65_534);
    expect(revisionProblem(join(theirs, "a.yaml"), "HEAD")).toEqual({
      code: "git-failed",
      message: `git cannot find revision HEAD: detected dubious ownership in repository at '${theirs}'`,
      fix: "the repository belongs to another account: run git as that account, or say that you trust the repository: git config --global --add safe.directory <its folder>",
    });
  },
);
