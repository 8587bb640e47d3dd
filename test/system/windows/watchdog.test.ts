import type { ChildProcess } from "node:child_process";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { watchdogPath } from "../../../lib/options/ip-address-takeover/model";
import { controlScript } from "../../../lib/options/ip-address-takeover/windows/control-script";
import { watchdog } from "../../../lib/options/ip-address-takeover/windows/watchdog";
import { textOf } from "../../../lib/text/file-text";
import { eventually, type NetworkBed } from "../../network-namespace";
import { describeWith } from "../../prerequisites";
import { LOG, SCRIPT, STATE, windowsSides } from "../../wine/sample";
import { WINE_NEEDS, WineHost } from "../../wine/wine-host";

const VIRTUAL_IP = "10.120.0.10";
const MANAGEMENT = "10.110.0.5|02-00-00-00-01-12|\n";
const REACHABLE = STATE.others + MANAGEMENT;

describeWith(WINE_NEEDS, "the watchdog on Windows", () => {
  let bed: NetworkBed;
  let host: WineHost;
  let loop: ChildProcess | undefined;
  beforeAll(async () => {
    ({ bed, host } = await WineHost.openBed());
    const side = windowsSides({
      takeover: { watchdog: { interval: "1s", isolationTimeout: "3s", announceInterval: "4s" } },
    }).a;
    host.write(SCRIPT, textOf(controlScript(side)));
    host.write(watchdogPath(side), textOf(watchdog(side)!.script));
  });
  afterAll(() => bed?.close());
  beforeEach(async () => {
    for (const [file, content] of Object.entries({ ...STATE, others: REACHABLE })) host.setState(file, content);
    await host.cmd([SCRIPT, "up"]);
    loop = host.machine.spawn(host.command([watchdogPath(windowsSides().a)]));
    await eventually(() => log().includes("started on sip-a"), 20_000);
  });
  afterEach(async () => {
    await host.machine.run(["pkill", "-9", "-f", "inbound-vip-watchdog"]);
    loop?.kill("SIGKILL");
    host.remove(LOG);
  });

  const log = () => (host.exists(LOG) ? host.read(LOG) : "");
  const holds = () => host.state("addresses").includes(VIRTUAL_IP);
  const cutOff = () => host.setState("others", "10.120.0.12|02-00-00-00-02-11|\n");

  test("stays where one of the two answers, and announces; releases where neither does; takes back when the cut heals and nobody has it", async () => {
    host.setState("others", MANAGEMENT);
    await eventually(() => log().includes("announce: up -> up, exit 0"), 60_000, log);
    expect(log()).not.toContain("cut off");
    cutOff();
    await eventually(() => log().includes("warning: neither 10.110.0.5 nor the gateway 10.120.0.1 answers"), 30_000);
    await eventually(() => !holds(), 40_000, log);
    expect(log()).toMatch(/warning: cut off for \d+ ms: releasing 10\.120\.0\.10/);
    host.setState("others", REACHABLE);
    await eventually(holds, 40_000, log);
    await eventually(() => log().includes("take-back: down -> up, exit 0"), 20_000, log);
  });

  test("pings the gateway where Solution Control Server's host is silent, and makes Windows forget it only where it is silent as well", async () => {
    const GATEWAY = "10.120.0.1|02-00-00-00-02-14|";
    const calls = (pattern: RegExp) => host.state("calls").match(pattern)?.length ?? 0;
    const forgotten = () => calls(/^arp .*-d "?10\.120\.0\.1"?\s*$/gm);
    host.setState("others", `${GATEWAY}\n`);
    host.setState("calls", undefined);
    await eventually(() => calls(/^ping .*-n 1 .*10\.110\.0\.5/gm) >= 4, 40_000);
    // An announcement has one of its own, and then asks from the virtual IP.
    expect(forgotten()).toBeLessThanOrEqual(calls(/^ping .*-S /gm) + 1);
    host.setState("others", `${GATEWAY}silent\n`);
    host.setState("calls", undefined);
    await eventually(() => forgotten() >= 4, 40_000);
    expect([log().includes("neither"), holds()]).toEqual([false, true]);
  });

  test("does not take it back where somebody else has it by then", async () => {
    cutOff();
    await eventually(() => !holds(), 60_000, log);
    host.setState("others", `${REACHABLE}${VIRTUAL_IP}|02-00-00-00-02-11|\n`);
    await eventually(() => log().includes(`reachable again, and somebody else has ${VIRTUAL_IP} by now`), 40_000, log);
    expect(holds()).toBe(false);
  });
});
