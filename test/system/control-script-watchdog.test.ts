import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { eventually } from "../eventually";
import { describeWith } from "../prerequisites";
import { SCRIPT } from "../takeover-bed";
import { WATCHED_NEEDS, WatchedHost } from "../watched-host";

const SETTINGS = {
  takeover: { announcements: 1, watchdog: { interval: "1s", isolationTimeout: "3s", announceInterval: "2s" } },
} as const;

describeWith(WATCHED_NEEDS, "the watchdog beside a control script", () => {
  const host = new WatchedHost(SETTINGS);

  test("releases the virtual IP when Solution Control Server's host and the gateway are both lost, once the time is over and not earlier", async () => {
    await host.bed.a.vip("up");
    await host.start();
    host.isolate("eth0", "eth1");
    const cut = performance.now();
    await eventually(async () => !(await host.bed.a.holds()), 12_000);
    const after = performance.now() - cut;
    expect(after).toBeGreaterThan(3_000);
    expect(after).toBeLessThan(3_000 + 1_000 + 2_000 + 2_500);
    expect(host.bed.a.log()).toMatch(/warning: cut off for \d+ ms: releasing 10\.120\.0\.10/);
  });

  test("releases it even if somebody has removed the right to start the control script", async () => {
    await host.bed.a.vip("up");
    await host.start();
    await host.bed.a.machine.shell(`chmod -x ${SCRIPT}`);
    host.isolate("eth0", "eth1");
    await eventually(async () => !(await host.bed.a.holds()), 12_000).finally(() =>
      host.bed.a.machine.shell(`chmod +x ${SCRIPT}`),
    );
  });

  test("keeps it if the tools are missing or cannot be run and it cannot ask whether the host is cut off, and says so once", async () => {
    await host.bed.a.vip("up");
    await host.start();
    const seconds = () => sleep(6_000);
    // One tool is missing, the other one is no program.
    await host.bed.a.without("ping", () =>
      host.bed.a.without("arping", async () => {
        host.bed.a.machine.write("/usr/bin/arping", "", 0o644);
        await seconds();
      }),
    );
    expect(await host.bed.a.holds()).toBe(true);
    expect(host.bed.a.log().match(/warning: arping cannot be run, .*/g)).toEqual([
      "warning: arping cannot be run, so nobody knows whether this host is cut off: keeping 10.120.0.10",
    ]);
  });

  test("does not release it after a single look, however long that look took", async () => {
    await host.bed.a.vip("up");
    await host.bed.a.machine.shell("rm -f /run/asked-*");
    // The machine is halted during the first look, and both answers are lost.
    const slowOnce = (tool: string, words: string) =>
      `#!/bin/sh\ncase "$*" in *"${words}"*) if [ ! -e /run/asked-${tool} ]; then : >/run/asked-${tool}; sleep 2.5; exit 1; fi ;; esac\nexec /usr/bin/${tool}.away "$@"\n`;
    await host.bed.a.without(
      "ping",
      () =>
        host.bed.a.without(
          "arping",
          async () => {
            await host.start();
            await eventually(() => host.bed.a.log().includes("reachable again after"), 12_000);
          },
          slowOnce("arping", "-w 1 -s 10.120.0.11"),
        ),
      slowOnce("ping", "10.110.0.5"),
    );
    expect(host.bed.a.log()).not.toContain("cut off for");
    expect(await host.bed.a.holds()).toBe(true);
  });

  test.each(["eth0", "eth1"] as const)("keeps it if only %s is lost", async (name) => {
    await host.bed.a.vip("up");
    await host.start();
    host.isolate(name);
    // Each comes at least two seconds after the one before, so the time is over by then.
    await host.announces(2);
    expect(await host.bed.a.holds()).toBe(true);
  });

  test("keeps it if the host of one of two Solution Control Servers answers, and releases it if neither does", async () => {
    // There is no machine at the first one's address.
    const redundant = { ...SETTINGS, controlServer: "10.110.0.6", backupControlServer: "10.110.0.5" };
    host.install(redundant);
    await host.bed.a.vip("up");
    await host.start();
    host.isolate("eth1");
    await host.announces(2);
    expect(await host.bed.a.holds()).toBe(true);
    host.isolate("eth0");
    await eventually(async () => !(await host.bed.a.holds()), 15_000);
    expect(host.bed.a.log()).toContain(
      "no Solution Control Server (10.110.0.6 10.110.0.5) answers, nor does the gateway 10.120.0.1",
    );
  });

  test("an interrupted loss counts from its last beginning", async () => {
    const { takeover } = SETTINGS;
    host.install({
      ...SETTINGS,
      takeover: { ...takeover, watchdog: { ...takeover.watchdog, isolationTimeout: "20s" } },
    });
    await host.bed.a.vip("up");
    await host.start();
    const losses = () => host.bed.a.log().split("(10.110.0.5) answers, nor does the gateway 10.120.0.1").length - 1;
    host.isolate("eth0", "eth1");
    await eventually(() => losses() === 1, 8_000);
    host.heal("eth0");
    await eventually(() => host.bed.a.log().includes("reachable again"), 8_000);
    host.isolate("eth0");
    // The log says when a loss begins.
    await eventually(() => losses() === 2, 8_000);
    expect(await host.bed.a.holds()).toBe(true);
  });

  test("announces the virtual IP again from time to time while it is here, and leaves a host without it alone", async () => {
    await host.start();
    await sleep(2_500);
    expect(host.bed.a.log()).not.toMatch(/announce/);
    await host.bed.a.vip("up");
    await eventually(() => (host.bed.a.log().match(/announce: up -> up, exit 0/g) ?? []).length >= 2, 9_000);
  });

  test("does not announce it against somebody else who holds it", async () => {
    await host.bed.a.vip("up");
    await host.bed.b.vip("up");
    await host.start();
    await eventually(
      () => host.bed.a.log().includes("warning: somebody else holds 10.120.0.10 as well: not announcing it"),
      9_000,
    );
    expect(host.bed.a.log()).not.toMatch(/announce: up/);
    await host.bed.b.vip("down");
    await eventually(() => host.bed.a.log().includes("announce: up -> up, exit 0"), 6_000);
  });
});
