import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { eventually } from "../eventually";
import { describeWith } from "../prerequisites";
import { VIRTUAL_IP } from "../takeover-bed";
import { WATCHED_NEEDS, WatchedHost } from "../watched-host";

const ISOLATION = 2_000;
const SETTINGS = {
  takeover: { announcements: 1, watchdog: { interval: "1s", isolationTimeout: "2s", announceInterval: "1s" } },
} as const;

describeWith(WATCHED_NEEDS, "the watchdog of a host that has lost Solution Control Server's host alone", () => {
  const host = new WatchedHost(SETTINGS);
  const log = () => host.bed.a.log();
  const occurrences = (text: string) => log().split(text).length - 1;
  /** Until the watchdog has found that nobody else has the virtual IP. */
  const announced = () => eventually(() => log().includes("announce: up -> up, exit 0"), 9_000, log);
  /** Until the watchdog has seen twice from now on that somebody else has the virtual IP: by then it has also looked at it with that in mind. */
  const noticed = async () => {
    const text = `somebody else holds ${VIRTUAL_IP} as well`;
    const before = occurrences(text);
    await eventually(() => occurrences(text) >= before + 2, 12_000, log);
  };
  const holders = async () => [await host.bed.a.holds(), await host.bed.b.holds()];

  test("releases the virtual IP once the peer has it and the time is over, but not earlier, and does not take it back", async () => {
    await host.bed.a.vip("up");
    await host.start();
    await announced();
    host.isolate("eth0");
    await host.bed.b.vip("up");
    await eventually(async () => !(await host.bed.a.holds()), 9_000, log);
    const said =
      /warning: no Solution Control Server \(10\.110\.0\.5\) has answered for (\d+) ms, and the peer 10\.120\.0\.12 has 10\.120\.0\.10 by now: releasing it/.exec(
        log(),
      );
    expect(Number(said?.[1]), log()).toBeGreaterThanOrEqual(ISOLATION);
    await sleep(3_000);
    expect(await holders()).toEqual([false, true]);
    expect(log()).not.toMatch(/take-back|taking it back|cut off/);
  });

  test("keeps it if that host is down, even if a stranger answers for the virtual IP, and releases it for the peer", async () => {
    await host.bed.a.vip("up");
    await host.start();
    await announced();
    host.bed.bed.cable("mgmt-1", "eth0", false);
    await sleep(ISOLATION + 3_000);
    expect(await holders(), log()).toEqual([true, false]);
    await host.bed.client.shell(`ip address add ${VIRTUAL_IP}/24 dev eth1`);
    await noticed();
    expect(await holders(), log()).toEqual([true, false]);
    await host.bed.client.shell(`ip address delete ${VIRTUAL_IP}/24 dev eth1`);
    await host.bed.b.vip("up");
    await eventually(async () => !(await host.bed.a.holds()), 9_000, log);
  });

  test("keeps it if the peer already had it while that host still answered", async () => {
    await host.bed.a.vip("up");
    await host.bed.b.vip("up");
    await host.start();
    await noticed();
    host.bed.bed.cable("mgmt-1", "eth0", false);
    await sleep(ISOLATION);
    await noticed();
    expect(await holders(), log()).toEqual([true, true]);
  });

  test("keeps it if it was the only holder once and the peer has had it since before this host took it again", async () => {
    await host.bed.a.vip("up");
    await host.start();
    await announced();
    await host.bed.a.vip("down");
    await host.bed.b.vip("up");
    // A look of the watchdog without the virtual IP.
    await sleep(2_500);
    host.bed.bed.cable("mgmt-1", "eth0", false);
    await host.bed.a.vip("up");
    await sleep(ISOLATION);
    await noticed();
    expect(await holders(), log()).toEqual([true, true]);
  });

  test("keeps it if that host has never answered, as behind a filter, so that its silence says nothing", async () => {
    host.bed.bed.cable("mgmt-1", "eth0", false);
    await host.bed.a.vip("up");
    await host.start();
    await announced();
    await host.bed.b.vip("up");
    await noticed();
    expect(await holders(), log()).toEqual([true, true]);
  });

  test("keeps it if a router answers for every address, including the peer's", async () => {
    // Linux' own proxy ARP does not answer a question from no address, as the watchdog sends it; other routers' may.
    const answer = (verb: "add" | "delete") =>
      host.bed.router.shell(`for one in ${VIRTUAL_IP} 10.120.0.12; do ip address ${verb} $one/24 dev eth1; done`);
    await host.bed.a.vip("up");
    await host.start();
    await announced();
    host.bed.bed.cable("mgmt-1", "eth0", false);
    host.bed.bed.cable("sip-b", "eth1", false);
    await answer("add");
    try {
      await sleep(ISOLATION);
      await noticed();
      expect(await host.bed.a.holds(), log()).toBe(true);
    } finally {
      await answer("delete");
    }
  });
});
