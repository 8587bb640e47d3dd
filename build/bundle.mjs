// node build/bundle.mjs <dist>: makes of the sources what the package has. Its entries share what they have in common, in files of their own, so that
// there is one copy of it; what an entry can do without at first is loaded when it is first used. As ES modules alone can be split, each is split as
// such, and then made a CommonJS module.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { build, transform } from "esbuild";

const dist = process.argv[2];
const target = { platform: "node", target: "node20", logLevel: "warning" };

/** What programs import or run, by its place in the package. */
const ENTRIES = {
  index: "lib/index.ts",
  "cli/index": "lib/cli/index.ts",
  "testing/index": "lib/testing/index.ts",
};

/** Whose names are used in functions only, and loaded when the first of them is. */
const LATER = {
  "when-synthesized": "lib/constructs/when-synthesized.ts",
  "when-simulated": "lib/constructs/when-simulated.ts",
  "when-advised": "lib/constructs/when-advised.ts",
};

const leaveOut = {
  name: "leave out what is loaded later",
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`/(?:${Object.keys(LATER).join("|")})$`) }, ({ path }) => ({
      path: `./${basename(path)}`,
      external: true,
    }));
  },
};

/** Loads a module when the first of its names is used. */
const LATER_MODULE = `const later = (load) => {
  let loaded;
  return new Proxy({}, { get: (_, name) => (loaded ??= load())[name] });
};`;

const { outputFiles } = await build({
  ...target,
  entryPoints: { ...ENTRIES, ...LATER },
  outdir: dist,
  chunkNames: "shared/[hash]",
  tsconfig: "tsconfig.build.json",
  packages: "external",
  plugins: [leaveOut],
  format: "esm",
  bundle: true,
  splitting: true,
  write: false,
});

for (const { path, text } of outputFiles) {
  const { code } = await transform(text, { ...target, format: "cjs", sourcefile: basename(path) });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, loadedLater(withOwnRequire(withOwnNames(code)), path));
}
for (const entry of ["index", "testing/index"]) writeModuleEntry(entry);
await writeVitestEntries();

/** The compiler gives a class that names itself another name, which people would see where one is printed. */
function withOwnNames(code) {
  const renamed = [...code.matchAll(/^var (\w+) = class (_\1)\b/gm)];
  return renamed.reduce((text, [, name, other]) => text.replaceAll(new RegExp(`\\b${other}\\b`, "g"), name), code);
}

/** As an ES module has no `require`, the compiler puts one of its own in its place, which no bundler follows. */
function withOwnRequire(code) {
  return code.replaceAll(/(?:\(0, import_\w+\.__require\)|\b__require)\((?=")/g, "require(");
}

function loadedLater(code, path) {
  let isUsed = false;
  const loaded = code.replace(/^(var \w+ = )(require\("\.\/([^"]+)"\));$/gm, (line, declared, _, name) => {
    if (!(name in LATER)) return line;
    isUsed = true;
    const folder = relative(dirname(path), dist).replaceAll("\\", "/") || ".";
    return `${declared}later(() => require("${folder}/${name}.js"));`;
  });
  return isUsed ? loaded.replace(/^var /m, (first) => `${LATER_MODULE}\n${first}`) : code;
}

/**
 * What a program of ES modules imports: the same names, of the same single copy of the package. Node would look through the whole file for its
 * names at each start, which takes it longer than to run it; so it is given another, which has the whole under one name. Programs that put a
 * package into a bundle follow that, as they do not a `require` that is made at run time.
 */
function writeModuleEntry(entry) {
  // The compiler has them in a line that is never run.
  const [, names] = /^0 && \(module\.exports = (\{[^}]*\})\);$/m.exec(readFileSync(join(dist, `${entry}.js`), "utf8"));
  const lines = ['import { whole } from "./whole.js";', `export const ${names} = whole;`];
  writeFileSync(join(dist, dirname(entry), "whole.js"), 'exports.whole = require("./index.js");\n');
  writeFileSync(join(dist, `${entry}.mjs`), `${lines.join("\n")}\n`);
  writeFileSync(join(dist, `${entry}.d.mts`), 'export * from "./index.js";\n');
}

/** It imports by name alone, and can be a module of each kind. */
async function writeVitestEntries() {
  const source = readFileSync("lib/testing/vitest.ts", "utf8");
  for (const [format, ending] of [
    ["cjs", "js"],
    ["esm", "mjs"],
  ]) {
    const { code } = await transform(source, { ...target, format, loader: "ts" });
    writeFileSync(join(dist, `testing/vitest.${ending}`), code);
  }
  const declarations = join(dist, "testing/vitest.d.ts");
  if (existsSync(declarations)) copyFileSync(declarations, join(dist, "testing/vitest.d.mts"));
}
