import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { ROOT } from "./environment-inputs";
import { describeWith } from "./prerequisites";

// A source without its repository has nothing to ask.
const repository = existsSync(`${ROOT}/.git`) ? ROOT : undefined;

describeWith({ tools: ["git"], files: { "the project's git repository": repository } }, "a checkout", () => {
  test("every file has the same bytes however git is configured for line ends", () => {
    const listed = execFileSync("git", ["-C", ROOT, "ls-files", "--eol"], { encoding: "utf8" }).trim().split("\n");
    const files = listed.map((line) => {
      const [, index, attributes, file] = /^i\/(\S*)\s+w\/\S*\s+attr\/(.*?)\s*\t(.*)$/.exec(line)!;
      return { file, index, attributes };
    });
    expect(files.length).toBeGreaterThan(1_000);
    // Files that are kept with CR LF stay as they are; all others have LF.
    const changed = files.filter(({ index, attributes }) =>
      index === "crlf" || index === "mixed"
        ? attributes !== "-text"
        : !/^(?:-text|text=auto eol=lf)$/.test(attributes!),
    );
    expect(changed).toEqual([]);
  });
});
