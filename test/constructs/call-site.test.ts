import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { positionIn } from "../../lib/constructs/call-site";
import { join, relative, resolve } from "../../lib/text/paths";

const at = (...frames: readonly string[]) =>
  positionIn(["Error", ...frames.map((frame) => `    at ${frame}`)].join("\n"));
/** With its drive on Windows. */
const SRV = resolve("/srv");
const URL_OF_SRV = pathToFileURL(SRV).href;
const main = (line: number, column: number, file = `${SRV}/main.ts`) => ({
  file: relative(process.cwd(), file),
  line,
  column,
});

describe("the position of a program in a stack", () => {
  test.each([
    ["of a constructor", `new Site (${SRV}/main.ts:3:7)`],
    ["of a method under another name", `Site.make [as build] (${SRV}/main.ts:3:7)`],
    ["of a module", `${SRV}/main.ts:3:7`],
    ["of a function that continued later", `async ${SRV}/main.ts:3:7`],
    ["of an ES module", `${URL_OF_SRV}/main.ts:3:7`],
    ["of a function in an ES module", `async make (${URL_OF_SRV}/main.ts:3:7)`],
  ])("is read of a frame %s", (_, frame) => {
    expect(at(frame)).toEqual(main(3, 7));
  });

  test.each([`${SRV}/infra (copy)/main.ts`, `${SRV}/(x86)/main.ts`, `${SRV}/a b/main.ts`])("is read in %s", (file) => {
    for (const frame of [
      `new Site (${file}:3:7)`,
      `${file}:3:7`,
      `async ${file}:3:7`,
      `make (${pathToFileURL(file).href}:3:7)`,
      `${pathToFileURL(file).href}:3:7`,
    ])
      expect(at(frame), frame).toEqual(main(3, 7, file));
  });

  test("is that of the program's own first frame", () => {
    const others = [
      "Array.map (<anonymous>)",
      `new Node (${SRV}/node_modules/constructs/lib/construct.js:1:2)`,
      "Module._compile (node:internal/modules/cjs/loader:1:2)",
      "node:internal/main/run_main_module:28:49",
      "load (file://elsewhere%2F/main.ts:1:2)",
      `eval (eval at make (${SRV}/other.ts:1:1), <anonymous>:1:2)`,
      "new Site (data:text/javascript,f(1)?filePath=%2Fsrv%2Fsite.ts:2:900)",
      `callSite (${join(__dirname, "../../lib/constructs/call-site.ts")}:1:2)`,
    ];
    expect(at(...others, `${SRV}/main.ts:3:7`, `${SRV}/later.ts:4:1`)).toEqual(main(3, 7));
    expect(at(...others)).toBeUndefined();
  });
});
