// node build/bundle.mjs <dist>: makes the package's files from the sources. What several entries use is in separate shared files, so that there is
// only one copy of it. What an entry does not need at first is loaded when it is first used. Only ES modules can be split, so the output is split
// as ES modules, and each file is then turned into a CommonJS module.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { build, transform } from "esbuild";

const dist = process.argv[2];
const target = { platform: "node", target: "node20", logLevel: "warning" };

/** The files that programs import or run, by their places in the package. */
const ENTRIES = {
  index: "lib/index.ts",
  "cli/index": "lib/cli/index.ts",
  "testing/index": "lib/testing/index.ts",
};

/** Modules whose names are used only inside functions. Each is loaded when the first of its names is used. */
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

/** If a class uses its own name, the compiler renames it. People would see the new name in printed objects, so the old name is put back. */
function withOwnNames(code) {
  const renamed = [...code.matchAll(/^var (\w+) = class (_\1)\b/gm)];
  return renamed.reduce((text, [, name, other]) => text.replaceAll(new RegExp(`\\b${other}\\b`, "g"), name), code);
}

/** An ES module has no `require`, so the compiler uses a replacement, which no bundler follows. */
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
 * Writes the entry that a program of ES modules imports. It has the same names, from the same single copy of the package. At each start Node would
 * search the whole CommonJS file for its names, which takes longer than running it. So Node gets `whole.js` instead, which has everything under one
 * name. Bundlers can follow that, but not a `require` that is made at run time.
 */
function writeModuleEntry(entry) {
  // The compiler lists the names in a line that is never run.
  const [, names] = /^0 && \(module\.exports = (\{[^}]*\})\);$/m.exec(readFileSync(join(dist, `${entry}.js`), "utf8"));
  const lines = ['import { whole } from "./whole.js";', `export const ${names} = whole;`];
  writeFileSync(join(dist, dirname(entry), "whole.js"), 'exports.whole = require("./index.js");\n');
  writeFileSync(join(dist, `${entry}.mjs`), `${lines.join("\n")}\n`);
  writeFileSync(join(dist, `${entry}.d.mts`), 'export * from "./index.js";\n');
}

/** Imports only by package name, so it can be written both as CommonJS and as an ES module. */
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
