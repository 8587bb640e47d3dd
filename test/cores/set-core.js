// set-core.js <core> package.json: requires another core in a root package.json. set-core.js <core> --verify: fails if another version was installed.
const { readFileSync, writeFileSync } = require("node:fs");

const CORES = {
  cdktn: {
    versions: { cdktf: "npm:cdktn@0.24.0", constructs: "10.7.2" },
    overrides: { "@cdktf/provider-null": { cdktf: "$cdktf" } },
    installed: { cdktf: "cdktn 0.24.0", constructs: "constructs 10.7.2" },
  },
  lowest: {
    versions: { cdktf: "0.21.0", constructs: "10.4.2" },
    overrides: {},
    installed: { cdktf: "cdktf 0.21.0", constructs: "constructs 10.4.2" },
  },
};

const [core, file] = process.argv.slice(2);
const { versions, overrides, installed } = CORES[core];
if (file === "--verify") {
  for (const [folder, expected] of Object.entries(installed)) {
    const { name, version } = require(`${folder}/package.json`);
    console.log(`${folder} is ${name} ${version}`);
    if (`${name} ${version}` !== expected) throw new Error(`expected ${expected}`);
  }
} else {
  const project = JSON.parse(readFileSync(file, "utf8"));
  Object.assign(project.devDependencies, versions);
  project.overrides = overrides;
  // A package cannot override its own peer ranges.
  delete project.peerDependencies.cdktf;
  writeFileSync(file, `${JSON.stringify(project, null, 2)}\n`);
}
