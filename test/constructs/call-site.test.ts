import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { positionIn } from "../../lib/constructs/call-site";

const at = (...frames: readonly string[]) =>
  positionIn(["Error", ...frames.map((frame) => `    at ${frame}`)].join("\n"));
const main = (line: number, column: number, file = "/srv/main.ts") => ({
  file: relative(process.cwd(), file),
  line,
  column,
});

describe("the position of a program in a stack", () => {
  test.each([
    ["of a constructor", "new Site (/srv/main.ts:3:7)"],
    ["of a method under another name", "Site.make [as build] (/srv/main.ts:3:7)"],
    ["of a module", "/srv/main.ts:3:7"],
    ["of a function that went on later", "async /srv/main.ts:3:7"],
    ["of an ES module", "file:///srv/main.ts:3:7"],
    ["of a function in one", "async make (file:///srv/main.ts:3:7)"],
  ])("is read of a frame %s", (_, frame) => {
    expect(at(frame)).toEqual(main(3, 7));
  });

  test.each(["/srv/infra (copy)/main.ts", "/srv/(x86)/main.ts", "/srv/a b/main.ts"])("is read in %s", (file) => {
    for (const frame of [
      `new Site (${file}:3:7)`,
      `${file}:3:7`,
      `async ${file}:3:7`,
      `make (file://${file.replaceAll(" ", "%20")}:3:7)`,
      `file://${file.replaceAll(" ", "%20")}:3:7`,
    ])
      expect(at(frame), frame).toEqual(main(3, 7, file));
  });

  test("is that of the first frame that is the program's own", () => {
    const others = [
      "Array.map (<anonymous>)",
      "new Node (/srv/node_modules/constructs/lib/construct.js:1:2)",
      "Module._compile (node:internal/modules/cjs/loader:1:2)",
      "node:internal/main/run_main_module:28:49",
      "eval (eval at make (/srv/other.ts:1:1), <anonymous>:1:2)",
      "new Site (data:text/javascript,f(1)?filePath=%2Fsrv%2Fsite.ts:2:900)",
      `callSite (${join(__dirname, "../../lib/constructs/call-site.ts")}:1:2)`,
    ];
    expect(at(...others, "/srv/main.ts:3:7", "/srv/later.ts:4:1")).toEqual(main(3, 7));
    expect(at(...others)).toBeUndefined();
  });
});
