// consumer.js <page> <tarball>: prints the package.json that the page shows, with the package from the tarball.
const { readFileSync } = require("node:fs");

const [page, tarball] = process.argv.slice(2);
const [, shown] = /^```json\n([\s\S]*?)^```/m.exec(readFileSync(page, "utf8"));
const project = JSON.parse(shown);
project.dependencies["sip-server-ha"] = `file:${tarball}`;
console.log(JSON.stringify(project, null, 2));
