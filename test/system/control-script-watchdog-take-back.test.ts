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

/** The first address is not added. */
const REFUSES_ONCE =
  '#!/bin/sh\nif [ "$2" = add ] && [ ! -e /run/refused ]; then : >/run/refused; exit 1; fi\nexec /usr/bin/ip.away "$@"\n';

/** When the address has been added, and somebody has gone on from there, the control script is killed that has asked for it. */
const KILLS_WHO_ADDS = `#!/bin/sh
/usr/bin/ip.away "$@" || exit
[ "$2" = add ] || exit 0
: >/run/added
until [ -e /run/go-on ]; do sleep 0.02; done
pkill -KILL -f "${SCRIPT} take-back"
`;

/** The routes by which packets leave with the virtual IP are not there. */
const SETS_NO_ROUTE = `#!/bin/sh
case " $* " in *" route replace "*) exit 0 ;; esac
exec /usr/bin/ip.away "$@"
`;

describeWith(WATCHED_NEEDS, "the watchdog of a host that is without the virtual IP", () => {
  const host = new WatchedHost(SETTINGS);
  /** That it comes to something within a few looks of the watchdog; where it does not, the log says why. */
  const comesTo = (is: Parameters<typeof eventually>[0]) => eventually(is, 12_000, () => host.bed.a.log());
  const takeOffByHand = () => host.bed.a.machine.run(["ip", "address", "delete", "10.120.0.10/24", "dev", "eth1"]);
  /** Whether the watchdog has wanted it back and the control script has said that it was run since. */
  const isRefused = () => /take-back: down -> down, exit 3/.test(host.bed.a.log());
  /** The peer has it once while this host is cut off; that counts also for a watchdog that is started anew. */
  const leavesToPeer = async () => {
    await host.bed.b.vip("up");
    host.heal("eth0", "eth1");
    await eventually(() => host.bed.a.log().includes("somebody else has 10.120.0.10 by now"), 12_000);
    await host.restart();
    await host.bed.b.vip("down");
    await sleep(5_000);
    expect(await host.bed.a.holds()).toBe(false);
  };

  test("takes it back when the cut heals and nobody has taken it meanwhile", async () => {
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

  test("does not take it back where the control script was run since, nor what was released in the place of a down", async () => {
    await host.release();
    await host.bed.a.vip("down");
    host.heal("eth0", "eth1");
    await host.forgetsRelease();
    await sleep(1_500);
    expect(await host.bed.a.holds()).toBe(false);
    // What a release leaves that finds the role of a down which was killed.
    await host.bed.a.machine.shell("cp /run/sip-ha/inbound.token /run/sip-ha/inbound.released");
    await host.restart();
    await host.forgetsRelease();
    expect(await host.bed.a.holds(), host.bed.a.log()).toBe(false);
  });

  test("does not take it back where the control script is run while the watchdog still asks", async () => {
    await host.release();
    host.heal("eth0", "eth1");
    await host.asks();
    expect((await host.bed.a.vip("down")).code).toBe(0);
    await eventually(isRefused);
    expect(await host.bed.a.holds()).toBe(false);
  });

  test("takes it back when the gateway is back, though Solution Control Server's host is not", async () => {
    await host.release();
    host.heal("eth1");
    await eventually(() => host.bed.a.holds(), 12_000);
  });

  test("takes it back at a later look where something is in the way, and says so once, however often it tries", async () => {
    const { machine } = host.bed.a;
    host.bed.generate({ ...SETTINGS, takeover: { ...SETTINGS.takeover, lockTimeout: "1s" } });
    await host.release();
    await machine.shell("rm -f /run/go-on");
    machine.spawn(["flock", "/run/sip-ha/inbound.lock", "sh", "-c", "until [ -e /run/go-on ]; do sleep 0.1; done"]);
    host.heal("eth0", "eth1");
    // Each try is noted by its process while it waits for the lock, and by the token of before when it has failed.
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

  test("tries no longer where somebody has run the control script just after it has failed", async () => {
    const { machine } = host.bed.a;
    await host.release();
    await machine.shell(`rm -f /run/tries; mv ${SCRIPT} ${SCRIPT}.real`);
    // What a run leaves that has decided, and that it is over by then.
    machine.write(
      SCRIPT,
      `#!/bin/sh\n[ "$1" = take-back ] || exec ${SCRIPT}.real "$@"\necho >>/run/tries\necho 1 1 >/run/sip-ha/inbound.token\nexit 6\n`,
    );
    host.heal("eth0", "eth1");
    await comesTo(() => machine.exists("/run/tries"));
    await host.forgetsRelease();
    expect(machine.read("/run/tries")).toBe("\n");
  });

  test("says why it is not taken back where one that was killed had no word for it, though an earlier one was not for the same reason", async () => {
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

  test("takes it back at a later look where the kernel did not do it the first time", async () => {
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

  test("takes it back also where it was started anew while the host was cut off, unless somebody has taken it once", async () => {
    await host.release();
    await host.restart();
    host.heal("eth0", "eth1");
    // It asks once more when it has the address, and lets go of that where it has no link then.
    await eventually(() => host.bed.a.log().includes("take-back: down -> up"), 12_000);
    host.isolate("eth0", "eth1");
    await eventually(async () => !(await host.bed.a.holds()), 12_000);
    await leavesToPeer();
  });

  test("leaves it to the peer that has had it since it could not be taken back, as the link went again, also where it was started anew", async () => {
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

  test("takes it back also where the watchdog is killed while the control script releases it", async () => {
    const { machine } = host.bed.a;
    await host.bed.a.vip("up");
    await machine.shell(`mv ${SCRIPT} ${SCRIPT}.real`);
    // Its last word comes when the watchdog that has asked for it is no more.
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

  test("takes it back also where the watchdog is killed while the control script fails to do so", async () => {
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

  /** Taken back by a run that is killed before it has noted that; the address stays, and somebody acts before the watchdog looks again. */
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

  test("keeps what a take-back that was killed has left, and takes that back as well where it is lost later", async () => {
    await takeBackKilled(async () => undefined);
    // Somebody announces what is up before the watchdog looks again.
    expect((await host.bed.a.vip("announce")).code).toBe(0);
    await host.announces(2);
    expect(await host.bed.a.holds()).toBe(true);
    await takeOffByHand();
    await comesTo(() => host.bed.a.holds());
    expect(host.bed.a.log()).toContain(GONE);
  });

  test("leaves what a take-back that was killed has left to the peer that is given it meanwhile", async () => {
    await takeBackKilled(() => host.bed.b.vip("up"));
    await comesTo(async () => !(await host.bed.a.holds()));
    expect(await host.bed.b.holds()).toBe(true);
    await leavesToPeer();
  });

  test("takes it back, asks once more when it is here, and leaves it so, where packets do not leave with it", async () => {
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

  test("takes it back also where somebody has asked to announce it meanwhile, which was not up", async () => {
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
      // Until that run is over: it looks once more whether somebody else has it.
      await eventually(() => host.bed.a.log().split("take-back: down -> up, exit 0").length > times, 12_000);
      expect(host.bed.a.log().split(GONE)).toHaveLength(times + 1);
    }
    expect(host.bed.a.log()).toMatch(/take-back: down -> up, exit 0, \d+ ms: 10\.120\.0\.10 is up on eth1 of sip-a\n/);
  });

  test("leaves off what the control script has taken off, be it while the watchdog asks who has it", async () => {
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

  test("takes it for no loss where the kernel does not say whether it is there", async () => {
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
    "takes it for no loss while the control script waits for the peer to let go: %s",
    async (conflictPolicy) => {
      host.bed.generate({ ...SETTINGS, takeover: { ...SETTINGS.takeover, conflictPolicy, probeTimeout: "6s" } });
      await host.bed.b.vip("up");
      await host.start();
      // Longer than two looks.
      expect((await host.bed.a.vip("up")).milliseconds).toBeGreaterThan(6_000);
      expect(host.bed.a.log()).not.toContain(GONE);
    },
  );

  test("leaves what has gone to the peer that has it, and says so once", async () => {
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
