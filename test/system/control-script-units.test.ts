import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bootRelease, bootReleaseName } from "../../lib/options/ip-address-takeover/linux/boot-release";
import { controlScript } from "../../lib/options/ip-address-takeover/linux/control-script";
import { watchdog } from "../../lib/options/ip-address-takeover/linux/watchdog";
import { watchdogName } from "../../lib/options/ip-address-takeover/model";
import { textOf } from "../../lib/text/file-text";
import { describeWith } from "../prerequisites";
import { sides } from "../takeover-bed";
import { temporaryFolder } from "../temporary-folder";

describeWith({ tools: ["systemd-analyze"] }, "the units of a takeover", () => {
  test("pass systemd-analyze without a complaint", () => {
    const folder = temporaryFolder();
    const side = sides({
      hosts: { "sip-a": { installDirectory: folder } },
      takeover: { watchdog: { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } },
    }).a;
    const { script, unit } = watchdog(side)!;
    const units = [join(folder, bootReleaseName(side)), join(folder, `${watchdogName(side)}.service`)] as const;
    writeFileSync(join(folder, "inbound-vip"), textOf(controlScript(side)), { mode: 0o755 });
    writeFileSync(join(folder, watchdogName(side)), textOf(script), { mode: 0o755 });
    writeFileSync(units[0], bootRelease(side));
    writeFileSync(units[1], unit);
    const outcome = spawnSync("systemd-analyze", ["verify", "--man=no", ...units], { encoding: "utf8" });
    expect(outcome).toMatchObject({ status: 0, stdout: "", stderr: "" });
  });
});
