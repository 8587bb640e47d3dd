// Measures how long the proof of a failover takes, compared with Pacemaker's crm_simulate on a cluster of two nodes with a virtual IP. Needs a build, and
// the Debian package pacemaker-cli-utils. Run with: npm run bench:simulation
// crm_simulate computes one transition: what to do after a node is lost. One of our scenarios is the whole course, at three paces, with every invariant
// checked after every event.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { App } from "cdktf";
import * as library from "../dist/index.mjs";
import { manyPairs, pairsOf } from "./many-pairs.mjs";
import { median, Table } from "./table.mjs";
import { TWO_NODE_CLUSTER } from "./two-node-cluster.mjs";

const ROUNDS = 9;
const CASES = 1000;
const SCENARIO = "primary-host-power-loss";
const root = join(fileURLToPath(new URL(".", import.meta.url)), "..");
const folder = mkdtempSync(join(tmpdir(), "sip-ha-bench-"));
const table = new Table();

process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

scenarios();
sweeps();
manyPairsTogether();
process.exitCode = table.print("ours / peer") ? 0 : 1;
console.log(
  `\nmedians of ${ROUNDS} rounds, ours and the peer in turns, after one round that is not counted; ${CASES} cases a round`,
);

/** One scenario of one pair, compared with one case of the peer. */
function scenarios() {
  writeFileSync(join(folder, "case.xml"), TWO_NODE_CLUSTER);
  const environment = environmentOf(1);
  const [pair] = pairsOf(1);
  const ours = () => {
    const started = performance.now();
    for (let index = 0; index < CASES; index++) library.simulatePair(environment, SCENARIO, { pair: pair.name });
    return (performance.now() - started) / CASES;
  };
  const peer = () => {
    const { stdout } = run("crm_simulate", ["--profile", folder, "--repeat", String(CASES)]);
    return (1000 * Number(/([\d.]+) secs/.exec(stdout)[1])) / CASES;
  };
  const [own, others] = [[], []];
  for (let round = 0; round <= ROUNDS; round++) {
    own.push(ours());
    others.push(peer());
  }
  const [one, other] = [median(own.slice(1)), median(others.slice(1))];
  const detail = `${one.toFixed(2)} ms / ${other.toFixed(2)} ms`;
  table.row("one scenario of one pair, ours / crm_simulate --profile", one / other, 0.5, detail, 2);
  table.row("one scenario of one pair, three paces, in process, ms", one, 1, "", 2);
}

/** Every combination of two faults of one pair, run as an operator runs it. */
function sweeps() {
  const measure = () => {
    const words = ["bin/sip-ha.js", "simulate", "examples/first-pair.yaml", "--sweep", "double", "--json"];
    const program = `
      process.argv.push(...${JSON.stringify(words.slice(1))});
      process.on("exit", () => process.stderr.write("\\n" + process.resourceUsage().maxRSS));
      require("./${words[0]}");`;
    const started = performance.now();
    const { stdout, stderr } = run(process.execPath, ["-e", program, "sip-ha"], [0, 1]);
    const { courses } = JSON.parse(stdout).sweeps[0];
    return {
      seconds: (performance.now() - started) / 1000,
      megabytes: Number(stderr.split("\n").at(-1)) / 1024,
      courses,
    };
  };
  const runs = Array.from({ length: 4 }, measure).slice(1);
  const of = (key) => median(runs.map((one) => one[key]));
  table.row(
    "sweep of two faults, one takeover pair, whole process, s",
    of("seconds"),
    2,
    `${of("courses")} courses`,
    2,
  );
  table.row("the same: peak memory, MB", of("megabytes"), 300);
}

/** The time per pair should not depend on the number of pairs. */
function manyPairsTogether() {
  const perPair = new Map();
  for (const count of [10, 100]) {
    const environment = environmentOf(count);
    const all = () => {
      const started = performance.now();
      for (const { name } of pairsOf(count))
        for (const { name: scenario } of library.scenariosOf(environment, { pair: name }))
          library.simulatePair(environment, scenario, { pair: name });
      return (performance.now() - started) / count;
    };
    all();
    perPair.set(count, median([all(), all(), all()]));
    table.row(`${count} pairs: every scenario of each, ms a pair`, perPair.get(count), undefined, "", 2);
  }
  table.row("growth of the time per pair from 10 to 100, %", (perPair.get(100) / perPair.get(10) - 1) * 100, 15);
}

function environmentOf(count) {
  return manyPairs(library, new App({ outdir: join(folder, String(count)) }), count);
}

function run(command, words, codes = [0]) {
  const { status, stdout, stderr, error } = spawnSync(command, words, { cwd: root, encoding: "utf8", maxBuffer: 1e9 });
  if (error !== undefined) throw new Error(`${command}: ${error.message}; is pacemaker-cli-utils installed?`);
  if (!codes.includes(status)) throw new Error(`${command} ${words.join(" ")}: ${status}\n${stderr}`);
  return { stdout, stderr };
}
