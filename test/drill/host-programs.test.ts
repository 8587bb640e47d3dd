import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hostProgram } from "../../lib/drill/host-programs";
import { join } from "../../lib/text/paths";
import { describeWith } from "../prerequisites";
import { temporaryFolder } from "../temporary-folder";

const ADDRESSES = ["10.120.0.11"];
/** Processes that do not exist. */
const [ONE, OTHER] = [99_999_998, 99_999_999];

/** Runs the program with an ss that says that these processes listen. */
function endListener(isShared: boolean, processes: readonly number[], kill = 'echo "kill $*"'): string[] {
  const folder = temporaryFolder();
  const lines = processes.map((pid) => `udp UNCONN 0 0 10.120.0.11:5060 0.0.0.0:* users:(("sip",pid=${pid},fd=3))`);
  writeFileSync(join(folder, "ss"), `#!/bin/sh\ncat <<'LINES'\n${lines.join("\n")}\nLINES\n`);
  chmodSync(join(folder, "ss"), 0o755);
  const { code } = hostProgram({ kind: "end-listener" }, { port: 5060, addresses: ADDRESSES, isShared });
  // The shell's own kill is a builtin; as a function it prints what would be ended.
  const input = `kill() { ${kill}; }\n${code.text}\n`;
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
  const { status, stdout, stderr } = spawnSync("sh", ["-s"], { input, env, encoding: "utf8" });
  return [`${status}`, ...`${stdout}${stderr}`.split("\n").filter((line) => line !== "")];
}

describeWith({ tools: ["sh"] }, "the command that takes an interface down", () => {
  const NAMES = ["lo", "eth0@if7", "eth1@if9", "eth1.10@eth1", "eth11@eth10"];

  test("is not made if other interfaces depend on this one, because they would go down too", () => {
    const folder = temporaryFolder();
    const lines = NAMES.map((name, index) => `${index + 1}: ${name}: <BROADCAST,UP> mtu 1500`);
    writeFileSync(join(folder, "ip"), `#!/bin/sh\ncat <<'LINES'\n${lines.join("\n")}\nLINES\n`);
    chmodSync(join(folder, "ip"), 0o755);
    const cut = { kind: "cut-interfaces", interfaces: ["eth1"] } as const;
    const { code } = hostProgram(cut, { port: 5060, addresses: ADDRESSES, isShared: false });
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
    // If it goes on nevertheless, it finds no folder to make.
    const input = `mkdir() { return 1; }\n${code.text}\n`;
    const { status, stderr } = spawnSync("sh", ["-s"], { input, env, encoding: "utf8" });
    expect([status, stderr]).toEqual([
      3,
      "nothing was done, because these interfaces are on top of eth1 and would go down too: eth1.10\n",
    ]);
  });
});

describeWith({ tools: ["sh"] }, "the command that ends whoever listens on the SIP port", () => {
  test("ends each process if the other server is elsewhere", () => {
    expect(endListener(false, [ONE, OTHER])).toEqual([
      "0",
      `kill -9 ${ONE}`,
      `ended the process ${ONE}`,
      `kill -9 ${OTHER}`,
      `ended the process ${OTHER}`,
    ]);
  });

  test("succeeds if one of the processes has ended together with another, and fails if one cannot be ended", () => {
    expect(endListener(false, [ONE], "return 1")).toEqual(["0", `ended the process ${ONE}`]);
    expect(endListener(false, [process.pid], "return 1")).toEqual(["9"]);
  });

  test("ends one process if the other server is on the same host, and none if both listen", () => {
    expect(endListener(true, [ONE])).toEqual(["0", `kill -9 ${ONE}`, `ended the process ${ONE}`]);
    expect(endListener(true, [ONE, ONE])).toEqual(["0", `kill -9 ${ONE}`, `ended the process ${ONE}`]);
    expect(endListener(true, [ONE, OTHER])).toEqual(["3", "several processes listen on port 5060: none was ended"]);
    expect(endListener(true, [])).toEqual(["3", "no process listens on port 5060"]);
  });
});
