import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";

import { eventually } from "../eventually";
import { describeWith } from "../prerequisites";
import { SCRIPT } from "../takeover-bed";
import { WATCHED_NEEDS, WatchedHost } from "../watched-host";

const SETTINGS = {
  takeover: { announcements: 1, watchdog: { interval: "1s", isolationTimeout: "3s", announceInterval: "2s" } },
} as const;

const GONE =
  "warning: 10.120.0.10 is not on eth1, though the control script was to put it there and has not taken it off";

/** The first attempt to add the address fails. */
const REFUSES_ONCE =
  '#!/bin/sh\nif [ "$2" = add ] && [ ! -e /run/refused ]; then : >/run/refused; exit 1; fi\nexec /usr/bin/ip.away "$@"\n';

/** When the address has been added and somebody has acted, kills the control script that asked for it. */
const KILLS_WHO_ADDS = `#!/bin/sh
/usr/bin/ip.away "$@" || exit
[ "$2" = add ] || exit 0
: >/run/added
until [ -e /run/go-on ]; do sleep 0.02; done
pkill -KILL -f "${SCRIPT} take-back"
`;

/** The routes by which packets leave with the virtual IP cannot be set. */
const SETS_NO_ROUTE = `#!/bin/sh
case " $* " in *" route replace "*) exit 0 ;; esac
exec /usr/bin/ip.away "$@"
`;

describeWith(WATCHED_NEEDS, "the watchdog of a host that is without the virtual IP", () => {
  const host = new WatchedHost(SETTINGS);
  /** Waits a few looks of the watchdog until something is so; if it does not happen, the log says why. */
  const comesTo = (is: Parameters<typeof eventually>[0]) => eventually(is, 12_000, () => host.bed.a.log());
  const takeOffByHand = () => host.bed.a.machine.run(["ip", "address", "delete", "10.120.0.10/24", "dev", "eth1"]);
  /** Whether the watchdog has wanted it back and the control script has said that it has run since. */
  const isRefused = () => /take-back: down -> down, exit 3/.test(host.bed.a.log());
  /** The peer has it once while this host is cut off, which also counts for a restarted watchdog. */
  const leavesToPeer = async () => {
    await host.bed.b.vip("up");
    host.heal("eth0", "eth1");
    await eventually(() => host.bed.a.log().includes("somebody else has 10.120.0.10 by now"), 12_000);
    await host.restart();
    await host.bed.b.vip("down");
    await sleep(5_000);
    expect(await host.bed.a.holds()).toBe(false);
  };

  test("takes it back when the cut heals and nobody has taken it", async () => {
    await host.release();
    host.heal("eth0", "eth1");
    await eventually(() => host.bed.a.holds(), 12_000);
    expect(host.bed.a.log()).toContain("the gateway answers, and nobody has 10.120.0.10: taking it back");
  });

  test("leaves it to the peer that has taken it while the host was cut off", async () => {
    await host.release();
    await host.bed.b.vip("up");
    host.heal("eth0", "eth1");
    await eventually(() => host.bed.a.log().includes("somebody else has 10.120.0.10 by now"), 12_000);
    expect([await host.bed.a.holds(), await host.bed.b.holds()]).toEqual([false, true]);
  });

  test("does not take it back if the control script has run since, nor if it released it on behalf of a down", async () => {
    await host.release();
    await host.bed.a.vip("down");
    host.heal("eth0", "eth1");
    await host.forgetsRelease();
    await sleep(1_500);
    expect(await host.bed.a.holds()).toBe(false);
    // The state that a release leaves if it finds the role of a killed down.
    await host.bed.a.machine.shell("cp /run/sip-ha/inbound.token /run/sip-ha/inbound.released");
    await host.restart();
    await host.forgetsRelease();
    expect(await host.bed.a.holds(), host.bed.a.log()).toBe(false);
  });

  test("does not take it back if the control script runs while the watchdog is still asking", async () => {
    await host.release();
    host.heal("eth0", "eth1");
    await host.asks();
    expect((await host.bed.a.vip("down")).code).toBe(0);
    await eventually(isRefused);
    expect(await host.bed.a.holds()).toBe(false);
  });

  test("takes it back when the gateway is back, even if Solution Control Server's host is not", async () => {
    await host.release();
    host.heal("eth1");
    await eventually(() => host.bed.a.holds(), 12_000);
  });

  test("takes it back at a later look if something is in the way, and says so once, however often it tries", async () => {
    const { machine } = host.bed.a;
    host.bed.generate({ ...SETTINGS, takeover: { ...SETTINGS.takeover, lockTimeout: "1s" } });
    await host.release();
    await machine.shell("rm -f /run/go-on");
    machine.spawn(["flock", "/run/sip-ha/inbound.lock", "sh", "-c", "until [ -e /run/go-on ]; do sleep 0.1; done"]);
    host.heal("eth0", "eth1");
    // Each attempt is noted by its process while it waits for the lock, and by the earlier token once it has failed.
    const tries = new Set<string>();
    await comesTo(() => {
      const noted = machine.read("/run/sip-ha/inbound.released").trim();
      if (/^\d+$/.test(noted)) tries.add(noted);
      return tries.size === 2 && noted.includes(" ");
    });
    await machine.shell(": >/run/go-on");
    await comesTo(() => host.bed.a.holds());
    for (const line of [
      "nobody has 10.120.0.10: taking it back",
      "take-back: unknown -> unknown, exit 8",
      "warning: that has failed (code 8): it is tried again at each look, and logged again if it fails for another reason",
    ])
      expect(host.bed.a.log().split(line).length, host.bed.a.log()).toBe(2);
  });

  test("stops trying if somebody has run the control script just after a failed attempt", async () => {
    const { machine } = host.bed.a;
    await host.release();
    await machine.shell(`rm -f /run/tries; mv ${SCRIPT} ${SCRIPT}.real`);
    // The state that a deciding run leaves, which is over by then.
    machine.write(
      SCRIPT,
      `#!/bin/sh\n[ "$1" = take-back ] || exec ${SCRIPT}.real "$@"\necho >>/run/tries\necho 1 1 >/run/sip-ha/inbound.token\nexit 6\n`,
    );
    host.heal("eth0", "eth1");
    await comesTo(() => machine.exists("/run/tries"));
    await host.forgetsRelease();
    expect(machine.read("/run/tries")).toBe("\n");
  });

  test("logs why it does not take it back, even if a killed watchdog could not and an earlier take-back failed for another reason", async () => {
    const { machine } = host.bed.a;
    const inTheWay = (action: string) => machine.run(["ip", "address", action, "10.120.0.10/32", "dev", "lo"]);
    await inTheWay("add");
    machine.write("/run/sip-ha/inbound.token", "1 1\n");
    expect((await machine.run([SCRIPT, "take-back", "1 1"])).code).toBe(6);
    await inTheWay("delete");
    await host.release();
    await machine.shell(`rm -f /run/killed; mv ${SCRIPT} ${SCRIPT}.real`);
    machine.write(
      SCRIPT,
      `#!/bin/sh\nif [ "$1" = take-back ] && [ ! -e /run/killed ]; then : >/run/killed; kill -KILL $$; fi\nexec ${SCRIPT}.real "$@"\n`,
    );
    await inTheWay("add");
    host.heal("eth0", "eth1");
    await comesTo(() => host.bed.a.log().includes("that has failed (code 6)"));
    await inTheWay("delete");
    await comesTo(() => host.bed.a.log().includes("take-back: down -> up, exit 0"));
    const times = (line: string) => host.bed.a.log().split(line).length - 1;
    expect(["(code 137)", "(code 6)", "take-back: misplaced -> misplaced, exit 6"].map(times)).toEqual([1, 1, 2]);
  });

  test("takes it back at a later look if the kernel fails the first time", async () => {
    await host.release();
    await host.bed.a.machine.shell("rm -f /run/refused");
    await host.bed.a.without(
      "ip",
      async () => {
        host.heal("eth0", "eth1");
        await eventually(() => host.bed.a.machine.exists("/run/refused"), 20_000);
        await eventually(() => /take-back: down -> up, exit 0/.test(host.bed.a.log()), 20_000);
      },
      REFUSES_ONCE,
    );
    expect(host.bed.a.log()).toMatch(/take-back: down -> down, exit 9/);
    // It has not been lost a second time.
    expect(host.bed.a.log()).not.toContain(GONE);
  });

  test("takes it back even if it was restarted while the host was cut off, unless somebody has taken it once", async () => {
    await host.release();
    await host.restart();
    host.heal("eth0", "eth1");
    // It asks once more when it has the address, and releases the address if it has no link then.
    await eventually(() => host.bed.a.log().includes("take-back: down -> up"), 12_000);
    host.isolate("eth0", "eth1");
    await eventually(async () => !(await host.bed.a.holds()), 12_000);
    await leavesToPeer();
  });

  test("leaves it to the peer that has had it since a take-back failed for lack of a link, even after a restart", async () => {
    const { machine } = host.bed.a;
    const untilTheLinkIsGone =
      '#!/bin/sh\n/usr/bin/ip.away "$@" || exit\n[ "$2" != add ] || { : >/run/added; until [ -e /run/gone ]; do sleep 0.1; done; }\n';
    await host.release();
    await host.bed.a.without(
      "ip",
      async () => {
        host.heal("eth0", "eth1");
        await eventually(() => machine.exists("/run/added"), 12_000);
        host.isolate("eth0", "eth1");
        await machine.shell(": >/run/gone");
        await eventually(() => /take-back: down -> down, exit 6/.test(host.bed.a.log()), 12_000);
        await machine.shell("rm /run/added /run/gone");
      },
      untilTheLinkIsGone,
    );
    await leavesToPeer();
    expect(host.bed.a.log()).not.toContain(GONE);
  });

  test("takes it back even if the watchdog is killed while the control script releases it", async () => {
    const { machine } = host.bed.a;
    await host.bed.a.vip("up");
    await machine.shell(`mv ${SCRIPT} ${SCRIPT}.real`);
    // Its last word comes after the watchdog that has asked for it has ended.
    machine.write(
      SCRIPT,
      `#!/bin/sh\n[ "$1" != release ] || pkill -KILL -f inbound-vip-watchdog\nexec ${SCRIPT}.real "$@"\n`,
    );
    await host.start();
    host.isolate("eth0", "eth1");
    await comesTo(async () => !(await host.bed.a.holds()));
    await machine.shell(`mv -f ${SCRIPT}.real ${SCRIPT}`);
    await host.start();
    host.heal("eth0", "eth1");
    await comesTo(() => host.bed.a.holds());
    expect(host.bed.a.log()).not.toContain(GONE);
  });

  test("takes it back even if the watchdog is killed while the control script fails to take it back", async () => {
    const { machine } = host.bed.a;
    await host.release();
    await machine.shell(`rm -f /run/refused; mv ${SCRIPT} ${SCRIPT}.real`);
    machine.write(
      SCRIPT,
      `#!/bin/sh\n[ "$1" != take-back ] || pkill -KILL -f inbound-vip-watchdog\nexec ${SCRIPT}.real "$@"\n`,
    );
    await host.bed.a.without(
      "ip",
      async () => {
        host.heal("eth0", "eth1");
        await eventually(() => /take-back: down -> down, exit 9/.test(host.bed.a.log()), 12_000);
      },
      REFUSES_ONCE,
    );
    await machine.shell(`mv -f ${SCRIPT}.real ${SCRIPT}`);
    await host.start();
    await eventually(() => host.bed.a.holds(), 12_000);
    expect(host.bed.a.log()).not.toContain(GONE);
  });

  /** A run takes it back and is killed before it has noted that; the address stays, and somebody acts before the watchdog looks again. */
  const takeBackKilled = async (act: () => Promise<unknown>) => {
    await host.release();
    await host.bed.a.without(
      "ip",
      async () => {
        host.heal("eth0", "eth1");
        await comesTo(() => host.bed.a.machine.exists("/run/added"));
        await act();
        await host.bed.a.machine.shell(": >/run/go-on");
        await eventually(
          async () => (await host.bed.a.machine.run(["pgrep", "-f", `${SCRIPT} take-bac[k]`])).code === 1,
        );
      },
      KILLS_WHO_ADDS,
    );
    await host.bed.a.machine.shell("rm /run/added /run/go-on");
  };

  test("keeps what a killed take-back has left, and takes it back again if it is lost later", async () => {
    await takeBackKilled(async () => undefined);
    // Somebody announces what is up before the watchdog looks again.
    expect((await host.bed.a.vip("announce")).code).toBe(0);
    await host.announces(2);
    expect(await host.bed.a.holds()).toBe(true);
    await takeOffByHand();
    await comesTo(() => host.bed.a.holds());
    expect(host.bed.a.log()).toContain(GONE);
  });

  test("leaves what a killed take-back has left to the peer that receives it meanwhile", async () => {
    await takeBackKilled(() => host.bed.b.vip("up"));
    await comesTo(async () => !(await host.bed.a.holds()));
    expect(await host.bed.b.holds()).toBe(true);
    await leavesToPeer();
  });

  test("takes it back, tries once more and then leaves it so if packets do not leave with it", async () => {
    const settings = { takeover: { ...SETTINGS.takeover, sourceAddress: "virtual-ip" } } as const;
    host.bed.generate(settings);
    const failed = (command: string) =>
      host.bed.a.log().match(new RegExp(`${command}: \\w+ -> up, exit 9`, "g"))?.length ?? 0;
    await host.release();
    await host.bed.a.without(
      "ip",
      async () => {
        host.heal("eth0", "eth1");
        // The watchdog goes on to what it does while all is well.
        await eventually(
          () => failed("announce") > 1,
          30_000,
          () => host.bed.a.log(),
        );
      },
      SETS_NO_ROUTE,
    );
    expect(failed("take-back")).toBe(2);
    expect(await host.bed.a.holds()).toBe(true);
  });

  test("takes it back even if somebody has run announce while it was not up", async () => {
    await host.release();
    expect((await host.bed.a.vip("announce")).code).toBe(3);
    host.heal("eth0", "eth1");
    await eventually(() => host.bed.a.holds(), 12_000);
  });

  test("takes back what something else has taken off, as often as that happens", async () => {
    await host.bed.a.vip("up");
    await host.start();
    for (const times of [1, 2]) {
      expect(await takeOffByHand()).toMatchObject({ code: 0 });
      // Until that run is over: it checks once more whether somebody else has it.
      await eventually(() => host.bed.a.log().split("take-back: down -> up, exit 0").length > times, 12_000);
      expect(host.bed.a.log().split(GONE)).toHaveLength(times + 1);
    }
    expect(host.bed.a.log()).toMatch(/take-back: down -> up, exit 0, \d+ ms: 10\.120\.0\.10 is up on eth1 of sip-a\n/);
  });

  test("leaves off what the control script has taken off, even while the watchdog asks who has it", async () => {
    await host.bed.a.vip("up");
    await host.start();
    await takeOffByHand();
    await host.asks();
    expect((await host.bed.a.vip("down")).code).toBe(0);
    await eventually(isRefused);
    await sleep(1_500);
    expect(await host.bed.a.holds()).toBe(false);
    expect(host.bed.a.log().split(GONE)).toHaveLength(2);
  });

  test("does not count it as lost if the kernel does not say whether it is there", async () => {
    await host.bed.a.vip("up");
    await host.bed.a.without("ip", async () => {
      await host.start();
      await sleep(4_000);
    });
    await host.announces(1);
    expect(host.bed.a.log()).not.toMatch(/was to put it there|take-back/);
    expect(await host.bed.a.holds()).toBe(true);
  });

  test.each(["probe-first", "refuse"] as const)(
    "does not count it as lost while the control script waits for the peer to let go: %s",
    async (conflictPolicy) => {
      host.bed.generate({ ...SETTINGS, takeover: { ...SETTINGS.takeover, conflictPolicy, probeTimeout: "6s" } });
      await host.bed.b.vip("up");
      await host.start();
      // Longer than two looks.
      expect((await host.bed.a.vip("up")).milliseconds).toBeGreaterThan(6_000);
      expect(host.bed.a.log()).not.toContain(GONE);
    },
  );

  test("leaves a lost virtual IP to the peer that has it, and says so once", async () => {
    await host.bed.a.vip("up");
    await host.bed.b.vip("up");
    await host.start();
    await takeOffByHand();
    const LEFT = "the gateway answers, and somebody else has 10.120.0.10 by now: leaving it";
    await eventually(() => host.bed.a.log().includes(LEFT), 12_000);
    await sleep(4_000);
    expect([await host.bed.a.holds(), await host.bed.b.holds()]).toEqual([false, true]);
    expect([host.bed.a.log().split(GONE), host.bed.a.log().split(LEFT)].map((parts) => parts.length)).toEqual([2, 2]);
  });
});
