// Measures how long the page of an environment of 300 pairs takes to open, compared with a page of plain text of the same size. Needs Debian's
// Chromium. Run with: npm run bench:report
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { draughtsman } from "../lib/report/diagram/svg";
import { reportOfManyPairs } from "../test/report/many-pairs-report";
import { median, Table } from "./table.mjs";

const ROUNDS = 7;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "sip-ha-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const page = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return pathToFileURL(join(folder, name)).href;
  };
  const report = reportOfManyPairs(300, await draughtsman());
  const line = "<p>pair 17 is answered by the other host</p>\n";
  const plain = `<!doctype html><title>plain</title><input type="search">\n${line.repeat(Buffer.byteLength(report) / line.length)}`;
  const pages = [page("report.html", report), page("plain.html", plain)] as const;
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  const opens = async (url: string) => {
    const opened = await browser.newPage();
    const started = performance.now();
    await opened.goto(url);
    await opened.getByRole("searchbox").waitFor();
    const time = performance.now() - started;
    await opened.close();
    return time;
  };
  const times: [number[], number[]] = [[], []];
  // The first round is not counted.
  for (let round = 0; round <= ROUNDS; round++)
    for (const [index, url] of pages.entries()) {
      const time = await opens(url);
      if (round > 0) times[index]!.push(time);
    }
  await browser.close();
  const [ours, floor] = times.map(median) as [number, number];
  const table = new Table();
  table.row("300 pairs: size of the page, MB", Buffer.byteLength(report) / 1e6, 10, "", 1);
  table.row("opens, s", ours / 1_000, 3, `${(ours / floor).toFixed(1)} of ${(floor / 1_000).toFixed(2)} s`, 2);
  process.exitCode = table.print("compared with as much plain text") ? 0 : 1;
  console.log(`\nmedians of ${ROUNDS} rounds, the two pages in turns, after one round that is not counted`);
}

void main();
