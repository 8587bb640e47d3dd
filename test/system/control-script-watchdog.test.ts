import type { ChildProcess } from "node:child_process";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Duration } from "../../lib/model/duration";
import { watchdog } from "../../lib/options/ip-address-takeover/linux/watchdog";
import { textOf } from "../../lib/text/file-text";
import { eventually } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { NEEDS, sides, TakeoverBed } from "../takeover-bed";

const overrides = (isolationTimeout: Duration) => ({
  takeover: { announcements: 1, watchdog: { interval: "1s", isolationTimeout, announceInterval: "2s" } as const },
  hosts: { "sip-a": { installDirectory: "/opt/sip-ha" } },
});

describeWith({ ...NEEDS, tools: [...NEEDS.tools, "ping"] }, "the watchdog beside a control script", () => {
  let bed: TakeoverBed;
  let running: ChildProcess | undefined;
  beforeAll(async () => {
    bed = await TakeoverBed.open();
  });
  afterAll(() => bed?.close());
  beforeEach(async () => {
    await bed.reset();
    bed.generate(overrides("3s"));
    install("3s");
  });
  afterEach(async () => {
    for (const name of ["eth0", "eth1"] as const) bed.bed.cable("sip-a", name, true);
    running?.kill("SIGKILL");
    await bed.a.machine.run(["pkill", "-KILL", "-f", "inbound-vip-watchdo[g]"]);
    await new Promise((resolve) => setTimeout(resolve, 300));
  });

  const install = (isolationTimeout: Duration) =>
    bed.a.machine.write(
      "/opt/sip-ha/inbound-vip-watchdog",
      textOf(watchdog(sides(overrides(isolationTimeout)).a)!.script),
    );
  const start = () => {
    running = bed.a.machine.spawn(["/opt/sip-ha/inbound-vip-watchdog"]);
  };
  const isolate = (...names: ("eth0" | "eth1")[]) => {
    for (const name of names) bed.bed.cable("sip-a", name, false);
  };

  test("releases the virtual IP when Solution Control Server's host and the gateway are both lost, after the time and not before", async () => {
    await bed.a.vip("up");
    start();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    isolate("eth0", "eth1");
    const cut = performance.now();
    await eventually(async () => !(await bed.a.holds()), 12_000);
    const after = performance.now() - cut;
    expect(after).toBeGreaterThan(3_000);
    expect(after).toBeLessThan(3_000 + 1_000 + 2_000 + 2_500);
    expect(bed.a.log()).toMatch(/warning: cut off for \d+ ms: releasing 10\.120\.0\.10/);
  });

  test("takes it back when the cut heals and nobody has taken it meanwhile", async () => {
    await bed.a.vip("up");
    start();
    isolate("eth0", "eth1");
    await eventually(async () => !(await bed.a.holds()), 12_000);
    for (const name of ["eth0", "eth1"] as const) bed.bed.cable("sip-a", name, true);
    await eventually(() => bed.a.holds(), 12_000);
    expect(bed.a.log()).toContain("the gateway answers, and nobody has 10.120.0.10: taking it back");
  });

  test("leaves it to the peer that has taken it while the host was cut off", async () => {
    await bed.a.vip("up");
    start();
    isolate("eth0", "eth1");
    await eventually(async () => !(await bed.a.holds()), 12_000);
    await bed.b.vip("up");
    for (const name of ["eth0", "eth1"] as const) bed.bed.cable("sip-a", name, true);
    await eventually(() => bed.a.log().includes("somebody else has 10.120.0.10 by now"), 12_000);
    expect([await bed.a.holds(), await bed.b.holds()]).toEqual([false, true]);
  });

  test("does not take it back where the control script was run since", async () => {
    await bed.a.vip("up");
    start();
    isolate("eth0", "eth1");
    await eventually(async () => !(await bed.a.holds()), 12_000);
    await bed.a.vip("down");
    for (const name of ["eth0", "eth1"] as const) bed.bed.cable("sip-a", name, true);
    await new Promise((resolve) => setTimeout(resolve, 7_000));
    expect(await bed.a.holds()).toBe(false);
  });

  /** Cut off until the watchdog has released the virtual IP. */
  const released = async () => {
    await bed.a.vip("up");
    start();
    isolate("eth0", "eth1");
    await eventually(async () => !(await bed.a.holds()), 12_000);
  };
  /** The watchdog ends, and systemd starts another one. */
  const restarted = async () => {
    running?.kill("SIGKILL");
    await bed.a.machine.run(["pkill", "-KILL", "-f", "inbound-vip-watchdo[g]"]);
    start();
  };
  /** Until the watchdog asks whether somebody else has the virtual IP. */
  const asking = async () =>
    eventually(async () => (await bed.a.machine.run(["pgrep", "-f", "arping -f -c [2]"])).code === 0, 12_000);

  test("does not take it back where the control script is run while the watchdog still asks", async () => {
    await released();
    for (const name of ["eth0", "eth1"] as const) bed.bed.cable("sip-a", name, true);
    await asking();
    expect((await bed.a.vip("down")).code).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(await bed.a.holds()).toBe(false);
  });

  test("takes it back when the gateway is back, though Solution Control Server's host is not", async () => {
    await released();
    bed.bed.cable("sip-a", "eth1", true);
    await eventually(() => bed.a.holds(), 12_000);
  });

  test("takes it back at a later look where the first time something is in the way", async () => {
    const { takeover, ...others } = overrides("3s");
    bed.generate({ ...others, takeover: { ...takeover, lockTimeout: "1s" } });
    await released();
    for (const name of ["eth0", "eth1"] as const) bed.bed.cable("sip-a", name, true);
    await asking();
    await bed.a.machine.run(["flock", "/run/sip-ha/inbound.lock", "sleep", "6"]);
    expect(bed.a.log()).toMatch(/take-back: unknown -> unknown, exit 8/);
    await eventually(() => bed.a.holds(), 10_000);
  });

  test("takes it back also where it was started anew while the host was cut off, unless somebody has taken it once", async () => {
    await released();
    await restarted();
    for (const name of ["eth0", "eth1"] as const) bed.bed.cable("sip-a", name, true);
    await eventually(() => bed.a.holds(), 12_000);
    isolate("eth0", "eth1");
    await eventually(async () => !(await bed.a.holds()), 12_000);
    await bed.b.vip("up");
    for (const name of ["eth0", "eth1"] as const) bed.bed.cable("sip-a", name, true);
    await eventually(() => bed.a.log().includes("somebody else has 10.120.0.10 by now"), 12_000);
    await restarted();
    await bed.b.vip("down");
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(await bed.a.holds()).toBe(false);
  });

  test("takes it back also where somebody has asked to announce it meanwhile, which was not up", async () => {
    await released();
    expect((await bed.a.vip("announce")).code).toBe(3);
    for (const name of ["eth0", "eth1"] as const) bed.bed.cable("sip-a", name, true);
    await eventually(() => bed.a.holds(), 12_000);
  });

  test("keeps it where it cannot ask whether the host is cut off, as the tools are missing, and says so once", async () => {
    await bed.a.vip("up");
    start();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const seconds = () => new Promise((resolve) => setTimeout(resolve, 7_000));
    await bed.a.without("ping", () => bed.a.without("arping", seconds));
    expect(await bed.a.holds()).toBe(true);
    expect(bed.a.log().match(/warning: arping cannot be run, .*/g)).toEqual([
      "warning: arping cannot be run, so nobody knows whether this host is cut off: keeping 10.120.0.10",
    ]);
  });

  test("does not release it at a single look, however long that took", async () => {
    await bed.a.vip("up");
    // The machine is halted while the first look asks, and both answers are lost.
    const slowOnce = (tool: string, words: string) =>
      `#!/bin/sh\ncase "$*" in *"${words}"*) if [ ! -e /run/asked-${tool} ]; then : >/run/asked-${tool}; sleep 2.5; exit 1; fi ;; esac\nexec /usr/bin/${tool}.away "$@"\n`;
    await bed.a.without(
      "ping",
      () =>
        bed.a.without(
          "arping",
          async () => {
            start();
            await eventually(() => bed.a.log().includes("reachable again after"), 12_000);
          },
          slowOnce("arping", "-w 1 -s 10.120.0.11"),
        ),
      slowOnce("ping", "10.110.0.5"),
    );
    expect(bed.a.log()).not.toContain("cut off for");
    expect(await bed.a.holds()).toBe(true);
  });

  test.each(["eth0", "eth1"] as const)("keeps it where only %s is lost", async (name) => {
    await bed.a.vip("up");
    start();
    isolate(name);
    await new Promise((resolve) => setTimeout(resolve, 9_000));
    expect(await bed.a.holds()).toBe(true);
  });

  test("keeps it where the host of one of two Solution Control Servers answers, and releases it where neither does", async () => {
    // There is no machine at the first one's address.
    const redundant = { ...overrides("3s"), controlServer: "10.110.0.6", backupControlServer: "10.110.0.5" };
    bed.a.machine.write("/opt/sip-ha/inbound-vip-watchdog", textOf(watchdog(sides(redundant).a)!.script));
    await bed.a.vip("up");
    start();
    isolate("eth1");
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(await bed.a.holds()).toBe(true);
    isolate("eth0");
    await eventually(async () => !(await bed.a.holds()), 15_000);
    expect(bed.a.log()).toContain(
      "no Solution Control Server (10.110.0.6 10.110.0.5) answers, nor does the gateway 10.120.0.1",
    );
  });

  test("a loss with a break counts from its last beginning", async () => {
    install("20s");
    await bed.a.vip("up");
    start();
    isolate("eth0", "eth1");
    await eventually(
      () => bed.a.log().includes("no Solution Control Server (10.110.0.5) answers, nor does the gateway 10.120.0.1"),
      5_000,
    );
    bed.bed.cable("sip-a", "eth0", true);
    await eventually(() => bed.a.log().includes("reachable again"), 6_000);
    expect(await bed.a.holds()).toBe(true);
  });

  const takeOffByHand = () => bed.a.machine.run(["ip", "address", "delete", "10.120.0.10/24", "dev", "eth1"]);
  const GONE = "warning: 10.120.0.10 has gone from eth1, and it was not the control script that took it off";

  test("takes back what something else has taken off, as often as that happens", async () => {
    await bed.a.vip("up");
    start();
    for (const times of [1, 2]) {
      expect(await takeOffByHand()).toMatchObject({ code: 0 });
      await eventually(() => bed.a.holds(), 12_000);
      expect(bed.a.log().split(GONE)).toHaveLength(times + 1);
    }
    expect(bed.a.log()).toMatch(/take-back: down -> up, exit 0, \d+ ms: 10\.120\.0\.10 is up on eth1 of sip-a\n/);
  });

  test("leaves off what the control script has taken off, be it while the watchdog asks who has it", async () => {
    await bed.a.vip("up");
    start();
    await takeOffByHand();
    await asking();
    expect((await bed.a.vip("down")).code).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(await bed.a.holds()).toBe(false);
    expect(bed.a.log().split(GONE)).toHaveLength(2);
  });

  test("leaves what has gone to the peer that has it, and says so once", async () => {
    await bed.a.vip("up");
    await bed.b.vip("up");
    start();
    await takeOffByHand();
    const LEFT = "the gateway answers, and somebody else has 10.120.0.10 by now: leaving it";
    await eventually(() => bed.a.log().includes(LEFT), 12_000);
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect([await bed.a.holds(), await bed.b.holds()]).toEqual([false, true]);
    expect([bed.a.log().split(GONE), bed.a.log().split(LEFT)].map((parts) => parts.length)).toEqual([2, 2]);
  });

  test("announces again from time to time while it is here, and leaves a host without it alone", async () => {
    start();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(bed.a.log()).not.toMatch(/announce/);
    await bed.a.vip("up");
    await eventually(() => (bed.a.log().match(/announce: up -> up, exit 0/g) ?? []).length >= 2, 9_000);
  });

  test("does not announce against somebody else who holds it", async () => {
    await bed.a.vip("up");
    await bed.b.vip("up");
    start();
    await eventually(
      () => bed.a.log().includes("warning: somebody else holds 10.120.0.10 as well: not announcing it"),
      9_000,
    );
    expect(bed.a.log()).not.toMatch(/announce: up/);
    await bed.b.vip("down");
    await eventually(() => bed.a.log().includes("announce: up -> up, exit 0"), 6_000);
  });
});
