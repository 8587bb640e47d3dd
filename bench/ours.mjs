// node ours.mjs <pairs> <out>: writes the environment with this library. Prints its times as JSON.
import { App } from "cdktf";
import * as library from "../dist/index.mjs";
import { manyPairs } from "./many-pairs.mjs";

const [count, outdir] = [Number(process.argv[2]), process.argv[3]];
const app = new App({ outdir });
const started = performance.now();
manyPairs(library, app, count);
const built = performance.now();
app.synth();
const written = performance.now();
process.stdout.write(
  JSON.stringify({ build: built - started, synth: written - built, megabytes: process.resourceUsage().maxRSS / 1024 }),
);
