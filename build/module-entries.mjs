// node build/module-entries.mjs <dist>: writes beside each entry what a program of ES modules imports: the same names, of the same single copy of the
// package. Node would look through the whole bundle for its names at each start, which takes it longer than to run it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

for (const entry of ["index", "testing/index"]) {
  const bundle = join(process.argv[2], entry);
  // The bundler has them in a line that is never run.
  const [, names] = /^0 && \(module\.exports = (\{[^}]*\})\);$/m.exec(readFileSync(`${bundle}.js`, "utf8"));
  const lines = [
    'import { createRequire } from "node:module";',
    `export const ${names} = createRequire(import.meta.url)("./index.js");`,
  ];
  writeFileSync(`${bundle}.mjs`, `${lines.join("\n")}\n`);
  writeFileSync(`${bundle}.d.mts`, 'export * from "./index.js";\n');
}
