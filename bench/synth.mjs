// Measures how long a synth takes, compared with the same environment written by hand with cdktf. Needs a build. Run with: npm run bench
// Both write the same bytes, which is checked first. The peer fills in templates for each pair, in the pair's files and in the files of the whole
// environment (objects, runbook, lists). It hashes the files, as any program that deploys them must. It checks nothing.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { ENVIRONMENT, pairsOf } from "./many-pairs.mjs";
import { sectionsOf, templateOf } from "./pair-templates.mjs";
import { median, Table } from "./table.mjs";

const RUNS = 5;
const START_RUNS = 9;
const here = fileURLToPath(new URL(".", import.meta.url));
// In memory if possible: one disk takes a second for thousands of new files, another takes ten, for both programs alike.
const place = process.argv[2] ?? (existsSync("/dev/shm") ? "/dev/shm" : tmpdir());
const folder = mkdtempSync(join(place, "sip-ha-bench-"));
const table = new Table();
const row = (...cells) => table.row(...cells);

process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

for (const pairs of [100, 1000]) compare(pairs);
growth();
starts();
process.exitCode = print() ? 0 : 1;

/** Runs both programs in turns: once to warm up the disk's cache, then for the medians. */
function compare(pairs) {
  const bundle = join(folder, `bundle-${pairs}.json`);
  run("ours.mjs", pairs, "ours");
  writeBundle(join(folder, "ours"), bundle, pairs);
  run("peer.mjs", pairs, "peer", bundle);
  requireSameBytes(join(folder, "ours"), join(folder, "peer"));
  const [ours, peer] = [[], []];
  for (let round = 0; round < RUNS; round++) {
    ours.push(run("ours.mjs", pairs, "ours"));
    peer.push(run("peer.mjs", pairs, "peer", bundle));
  }
  const isBarred = pairs === 1000;
  const of = (runs, key) => median(runs.map((one) => one[key]));
  const ratio = (name, own, other, bar) =>
    row(`${pairs} pairs: ${name}`, own / other, isBarred ? bar : undefined, `${seconds(own)} / ${seconds(other)}`, 2);
  ratio("whole process, ours / peer", of(ours, "process"), of(peer, "process"), 0.7);
  const inProcess = (runs) => median(runs.map(({ build, synth }) => build + synth));
  ratio("in process, from the first construct to the last file", inProcess(ours), inProcess(peer), 0.5);
  row(`${pairs} pairs: peak memory of the peer, MB`, of(peer, "megabytes"));
  row(`${pairs} pairs: peak memory, MB`, of(ours, "megabytes"), isBarred ? 600 : undefined);
}

/** The time to construct and synthesize a pair, which should not depend on the number of pairs. */
function growth() {
  const counts = [100, 500, 1000, 2000];
  const runs = new Map(counts.map((pairs) => [pairs, []]));
  for (let round = 0; round < RUNS; round++)
    for (const pairs of counts) runs.get(pairs).push(run("ours.mjs", pairs, "ours"));
  const perPair = counts.map((pairs) => median(runs.get(pairs).map(({ build, synth }) => (build + synth) / pairs)));
  for (const [index, pairs] of counts.entries())
    row(`${pairs} pairs: time per pair, ms`, perPair[index], undefined, "", 2);
  row("growth of the time per pair from 100 to 2000, %", (perPair.at(-1) / perPair[0] - 1) * 100, 15);
  // Small environments end before the engine has compiled the code. That would hide a growth of the work itself.
  row("growth of the time per pair from 500 to 2000, %", (perPair.at(-1) / perPair[1] - 1) * 100);
  row("2000 pairs: peak memory, MB", median(runs.get(2000).map(({ megabytes }) => megabytes)));
}

function starts() {
  const program = `
    for (const name of ["cdktf", "constructs"]) require(name);
    const started = performance.now();
    require("./dist/index.js");
    process.stdout.write(String(performance.now() - started));`;
  const imports = repeat(() => Number(node(["-e", program]).stdout));
  row("import on top of cdktf's, ms", median(imports), 30);
  const checks = repeat(() => node(["bin/sip-ha.js", "check", "examples/first-pair.yaml"]).milliseconds / 1000);
  row("sip-ha check examples/first-pair.yaml, whole process, s", median(checks), 0.6, "", 2);
}

function repeat(measure) {
  measure();
  return Array.from({ length: START_RUNS }, measure);
}

/** Runs one of the two programs in a process of its own, into an empty folder. */
function run(program, pairs, out, ...more) {
  const outdir = join(folder, out);
  rmSync(outdir, { recursive: true, force: true });
  const { stdout, milliseconds } = node([join("bench", program), String(pairs), outdir, ...more]);
  return { ...JSON.parse(stdout), process: milliseconds };
}

function node(words) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: join(here, ".."), encoding: "utf8" });
  const milliseconds = performance.now() - started;
  if (status !== 0) throw new Error(`node ${words.join(" ")}: ${status}\n${stderr}`);
  return { stdout, milliseconds };
}

/** Writes what the peer starts from: templates of a pair's files, and of the parts for each pair in the environment's own files. */
function writeBundle(outdir, bundle, pairs) {
  const stack = join(outdir, "stacks", ENVIRONMENT);
  const template = (text) => templateOf(text, pairsOf(1)[0], 1);
  const list = readFileSync(join(stack, "artifacts.yaml"), "utf8");
  const heading = list.slice(0, list.indexOf("  - "));
  const entries = new Map(
    list
      .slice(heading.length)
      .split(/(?<=\n)/)
      .map((line) => [/"path":"([^"]+)"/.exec(line)[1], line.replace(/"sha256":"\w+"/, '"sha256":"{{sha256}}"')]),
  );
  const templates = {};
  const files = [];
  for (const path of filesBelow(stack).filter((one) => !["cdk.tf.json", "artifacts.yaml"].includes(one))) {
    const isOfPair = /^hosts\/|^configuration-layer\/options\/SIP_/.test(path);
    const content = () => readFileSync(join(stack, path), "utf8");
    if (!isOfPair) files.push({ path, sections: sectionsOf(content(), pairs), entry: entries.get(path) });
    else if (template(path) !== path)
      templates[template(path)] = { text: template(content()), entry: template(entries.get(path)) };
  }
  const bytes = files.reduce((sum, { sections }) => sum + sections.reduce((all, one) => all + (one.length ?? 0), 0), 0);
  if (bytes > 20_000) throw new Error(`the peer would get ${bytes} bytes of the environment's own files ready-made`);
  writeFileSync(bundle, JSON.stringify({ heading, templates, files, terraform: entries.get("cdk.tf.json") }));
}

function requireSameBytes(ours, peer) {
  const [expected, found] = [contents(ours), contents(peer)];
  const different = [...new Set([...expected.keys(), ...found.keys()])].filter(
    (path) => path !== "manifest.json" && expected.get(path) !== found.get(path),
  );
  if (different.length > 0) throw new Error(`the two programs differ in ${different.slice(0, 5).join(", ")}`);
  if (!expected.has(`stacks/${ENVIRONMENT}/cdk.tf.json`)) throw new Error("there is no cdk.tf.json to compare");
}

function contents(root) {
  const hash = (path) =>
    createHash("sha256")
      .update(readFileSync(join(root, path)))
      .digest("hex");
  return new Map(filesBelow(root).map((path) => [path, hash(path)]));
}

function filesBelow(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function print() {
  const isKept = table.print("ours / peer");
  console.log(
    `\nmedians of ${RUNS} runs, ours and the peer in turns, after one run that is not counted; of ${START_RUNS} runs for the last two rows`,
  );
  console.log("the peer fills in templates for each pair and checks nothing; both write the same bytes (checked)");
  return isKept;
}
