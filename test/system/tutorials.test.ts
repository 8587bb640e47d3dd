import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { followed } from "../../documentation/tutorial";
import { builtSipHa } from "../built-package";
import { describeWith } from "../prerequisites";
import { temporaryFolder } from "../temporary-folder";

const ROOT = join(__dirname, "../..");
const TUTORIALS = join(ROOT, "docs/tutorials");

describeWith({ tools: ["bash", "git"] }, "a tutorial", () => {
  let sipHa: string;
  beforeAll(() => {
    sipHa = builtSipHa();
  });

  test.each(readdirSync(TUTORIALS))(
    "%s shows what is printed when somebody follows it; `npm run documentation` updates it",
    async (name) => {
      const file = join(TUTORIALS, name);
      const folder = temporaryFolder();
      const environment = installed(folder, sipHa);
      await expect(followed(readFileSync(file, "utf8"), folder, environment)).toMatchFileSnapshot(file);
    },
  );
});

/** The package installed in a folder, and an environment in which `npx` runs the installed package, as npm's does. */
function installed(folder: string, sipHa: string): NodeJS.ProcessEnv {
  const modules = join(folder, "node_modules");
  mkdirSync(modules);
  symlinkSync(dirname(dirname(sipHa)), join(modules, "sip-server-ha"));
  symlinkSync(join(ROOT, "node_modules/vitest"), join(modules, "vitest"));
  const bin = join(folder, "node_modules/.bin");
  mkdirSync(bin);
  const npx = `#!/bin/sh
case $1 in
  sip-ha) shift; exec '${process.execPath}' '${sipHa}' "$@" ;;
  *) exec '${ROOT}/node_modules/.bin/'"$@" ;;
esac
`;
  writeFileSync(join(bin, "npx"), npx);
  chmodSync(join(bin, "npx"), 0o755);
  const git = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@example.com" };
  const { PATH, HOME } = process.env;
  return {
    ...git,
    GIT_COMMITTER_NAME: "a",
    GIT_COMMITTER_EMAIL: "a@example.com",
    HOME,
    PATH: `${bin}:${PATH}`,
    LC_ALL: "C.UTF-8",
  };
}

describeWith({ tools: ["bash"] }, "following a page", () => {
  const environment = { PATH: process.env.PATH };

  test("writes files, runs commands in order and replaces the output below them", () => {
    const page = "```yaml a.yaml\nkey: 1\n```\n\n```console\n$ cat a.yaml\nkey: 2\n$ echo done\n```\n";
    expect(followed(page, temporaryFolder(), environment)).toBe(
      "```yaml a.yaml\nkey: 1\n```\n\n```console\n$ cat a.yaml\nkey: 1\n$ echo done\ndone\n```\n",
    );
  });

  test("fails if a command fails, and shows what it printed", () => {
    expect(() => followed("```console\n$ echo no; false\n```\n", temporaryFolder(), environment)).toThrow(
      "echo no; false\nended with 1:\nno\n",
    );
  });
});
