import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { READS_IN } from "../../lib/import/reads-in";
import { join } from "../../lib/text/paths";
import { describeWith } from "../prerequisites";
import { temporaryFolder } from "../temporary-folder";

/** The files that a survey finds a script to read in, with `vip.conf` beside the script. */
function readIn(content: string | Buffer): string[] {
  const folder = temporaryFolder();
  const script = join(folder, "vip.sh");
  writeFileSync(script, content);
  writeFileSync(join(folder, "vip.conf"), "VIP=10.20.0.10\n");
  const said = execFileSync("sh", ["-c", `${READS_IN}\nreads_in "$1"`, "sh", script], {
    encoding: "utf8",
    env: { PATH: process.env.PATH, LC_ALL: "C" },
  });
  return said
    .split("\n")
    .slice(0, -1)
    .map((path) => path.replace(`${folder}/`, ""));
}

describeWith({ tools: ["sh"] }, "a file that a script reads in", () => {
  test.each([
    [". /opt/ha/vip.conf", "/opt/ha/vip.conf"],
    ['\tsource "/opt/ha/vip.conf" # settings', "/opt/ha/vip.conf"],
    ["if [ -f /opt/x ]; then . /opt/ha/vip.conf; fi", "/opt/ha/vip.conf"],
    ["[ -r /opt/x ] && . '/opt/ha/vip.conf' || exit 1", "/opt/ha/vip.conf"],
    [". ./vip.conf", "vip.conf"],
    [". $HERE/vip.conf x", "vip.conf"],
    ['. "$(dirname "$0")/vip.conf"', "vip.conf"],
    ['{ . "${HERE}/vip.conf"; }', "vip.conf"],
  ])("is found in %s", (line, path) => {
    expect(readIn(`#!/bin/sh\n${line}\n`)).toEqual([path]);
  });

  test.each([
    "# . /opt/ha/vip.conf",
    ". $CONF",
    "find . -name vip.conf",
    "cd . && ls",
    ". ./gone.conf",
    "echo moved .",
  ])("is not found in %s", (line) => {
    expect(readIn(`#!/bin/sh\n${line}\n`)).toEqual([]);
  });

  test("is found in a script that begins with a comment in any character set, and not looked for in a program", () => {
    const reads = Buffer.from("\n. /opt/vip.conf\n");
    expect(readIn(Buffer.concat([Buffer.from("# 가상 IP", "utf8"), reads]))).toEqual(["/opt/vip.conf"]);
    expect(readIn(Buffer.concat([Buffer.from("# für", "latin1"), reads]))).toEqual(["/opt/vip.conf"]);
    expect(readIn(Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), reads]))).toEqual([]);
    // Perl takes it; the shell that looks at it would lose what tells it.
    expect(readIn(Buffer.from("\uFEFF# vip\n. /opt/vip.conf\n", "utf16le"))).toEqual([]);
    expect(readIn(Buffer.concat([Buffer.from("# a\0b"), reads]))).toEqual([]);
  });
});
