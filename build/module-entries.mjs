// Writes beside each entry of dist/ what a program of ES modules imports: the same names, of the same single copy of the package.
// Node would look through the whole bundle for its names at each start, which takes it longer than to run it.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

for (const entry of ["index", "testing/index"]) {
  const dist = new URL(`../dist/${entry}`, import.meta.url);
  const names = Object.keys(require(`${dist.pathname}.js`)).sort();
  const lines = [
    'import { createRequire } from "node:module";',
    `export const {\n${names.map((name) => `  ${name},\n`).join("")}} = createRequire(import.meta.url)("./index.js");`,
  ];
  writeFileSync(new URL(`${dist}.mjs`), `${lines.join("\n")}\n`);
  writeFileSync(new URL(`${dist}.d.mts`), 'export * from "./index.js";\n');
}
