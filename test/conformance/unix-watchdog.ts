import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AddressFamily } from "../../lib/model/address";
import type { UnixSystem } from "../../lib/options/ip-address-takeover/unix/unix-system";
import { textOf } from "../../lib/text/file-text";
import { eventually } from "../eventually";
import type { Machine, NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";
import {
  answersToPing,
  openUnixBed,
  type StandInShell,
  UNIX_IPV6_NEEDS,
  UNIX_NEEDS,
  unixScript,
  unixUpload,
  VOICE,
} from "../unix-bed";

const FOLDER = "/opt/genesys/sip-ha";
const LOG = "/var/log/sip-ha/inbound-vip.log";
const KILLS_IT = "pkill -KILL -f '^/usr/bin/ksh .*/inbound-vip-watchdog$'";
const WATCHDOG = { interval: "1s", isolationTimeout: "3s", announceInterval: "2s" } as const;

/** Tests the watchdog on a system whose tools are stand-ins. */
export function describeWatchdog(system: UnixSystem, shell: StandInShell, family: AddressFamily = "ipv4"): void {
  const { virtualIp } = VOICE[family];
  const isIpv6 = family === "ipv6";
  const needs = isIpv6 ? UNIX_IPV6_NEEDS : UNIX_NEEDS;
  describeWith(needs, `the watchdog on ${system.name}${isIpv6 ? " with IPv6" : ""}, kept running by the system`, () => {
    let bed: NetworkBed;
    let host: Machine;
    let peer: Machine;
    beforeAll(async () => {
      bed = await openUnixBed(system, shell, family);
      host = bed.machine("sip-a");
      peer = bed.machine("sip-b");
      // No machine has the address of the first Solution Control Server.
      const controlServers = { controlServer: "10.110.0.6", backupControlServer: "10.110.0.5" };
      const { files, deploy } = unixUpload(system, { takeover: { virtualIp, watchdog: WATCHDOG }, ...controlServers });
      for (const { name, content } of [...files, { name: "deploy", content: deploy }])
        host.write(`/tmp/upload/${name}`, textOf(content), 0o644);
      expect(await host.run(["ksh", "/tmp/upload/deploy", "install", "aaa1"])).toMatchObject({ code: 0, stderr: "" });
    });
    afterAll(() => bed?.close());
    beforeEach(async () => {
      plug(true, "eth0", "eth1");
      await answersToPing(bed.machine("router"), true);
      await onPeer("delete").catch(() => undefined);
      begun = whole().length;
    });

    const vip = (command: string) => host.run([`${FOLDER}/inbound-vip`, command]);
    const holds = async () => (await host.shell(`ip -o address show to ${virtualIp}/${isIpv6 ? 128 : 32}`)) !== "";
    const onPeer = (verb: "add" | "delete") =>
      peer.shell(`ip address ${verb} ${virtualIp}/${isIpv6 ? "64" : "24"} dev eth1`);
    const whole = () => (host.exists(LOG) ? host.read(LOG) : "");
    let begun = 0;
    /** What has been logged since the test began: one watchdog runs through all tests. */
    const log = () => whole().slice(begun);
    const plug = (plugged: boolean, ...names: ("eth0" | "eth1")[]) => {
      for (const name of names) bed.cable("sip-a", name, plugged);
    };
    const remembersRelease = async () =>
      (await host.shell("cat /var/run/sip-ha/inbound.released 2>/dev/null || true")).trim() !== "";
    /** Ends the watchdog, and waits until the system has started another one. */
    const restarted = async () => {
      const starts = () => log().split("started on sip-a").length;
      const before = starts();
      await eventually(
        async () => (await host.run(["pkill", "-f", "^/usr/bin/ksh .*/inbound-vip-watchdo[g]$"])).code === 0,
      );
      await eventually(() => starts() > before, 10_000, log);
    };
    /** Runs something while these lines stand at the beginning of the control script. */
    const whileTheScriptBegins = async (lines: string, run: () => Promise<void>) => {
      const script = `${FOLDER}/inbound-vip`;
      await host.shell(`mv ${script} ${script}.real`);
      host.write(script, `#!/bin/sh\n${lines}\nexec "$0.real" "$@"\n`);
      await run();
      await host.shell(`mv -f ${script}.real ${script}`);
    };
    const cutOff = async () => {
      expect(await vip("up")).toMatchObject({ code: 0, stderr: "" });
      plug(false, "eth0", "eth1");
      const cut = performance.now();
      await eventually(async () => !(await holds()), 25_000, log);
      // If a look has already begun when the cut comes, the time counts from the beginning of that look.
      expect(performance.now() - cut, log()).toBeGreaterThan(2_000);
    };

    test("runs once it is installed, and keeps the virtual IP while only one of the two is lost", async () => {
      await eventually(() => whole().includes("inbound-vip-watchdog["), 5_000, whole);
      expect((await vip("up")).code).toBe(0);
      plug(false, "eth1");
      await sleep(6_000);
      expect(await holds()).toBe(true);
    });

    test("releases it when both are lost, and takes it back when the cut heals and nobody has taken it", async () => {
      await cutOff();
      expect(log()).toMatch(new RegExp(`warning: cut off for \\d+ ms: releasing ${virtualIp}\\b`));
      plug(true, "eth0", "eth1");
      await eventually(holds, 25_000, log);
      expect(log()).toContain(`the gateway answers, and nobody has ${virtualIp}: taking it back`);
    });

    /** Takes the virtual IP off. Solaris holds it on a logical interface, which `ip` does not know. */
    const takeOffByHand = () =>
      host.shell(
        {
          Solaris: `/usr/sbin/ifconfig e1000g1 ${isIpv6 ? "inet6 " : ""}removeif ${virtualIp}`,
          AIX: `ip address delete ${virtualIp}/${isIpv6 ? 64 : 24} dev eth1`,
        }[system.name],
      );

    test("takes back what something else has taken off, and leaves off what the control script has taken off", async () => {
      expect((await vip("up")).code).toBe(0);
      await takeOffByHand();
      expect(await holds()).toBe(false);
      await eventually(holds, 25_000, log);
      const GONE = / is not in use on \w+, though the control script was to put it there and has not taken it off$/m;
      expect(log().split(GONE)).toHaveLength(2);
      expect((await vip("down")).code).toBe(0);
      await sleep(5_000);
      expect([await holds(), log().split(GONE).length]).toEqual([false, 2]);
    });

    test("leaves it to the peer that has taken it meanwhile", async () => {
      await cutOff();
      await onPeer("add");
      plug(true, "eth0", "eth1");
      await eventually(() => log().includes(`somebody else has ${virtualIp} by now`), 25_000, log);
      expect(await holds()).toBe(false);
      await onPeer("delete");
    });

    // This is the same for addresses of any family, so it is tried with only one.
    if (family === "ipv4")
      test("does not take it back if the control script has run since, or runs at the moment of the release", async () => {
        await cutOff();
        expect((await vip("down")).code).toBe(0);
        plug(true, "eth0", "eth1");
        await sleep(5_000);
        expect(await holds()).toBe(false);
      });

    // These are the same for addresses of any family, so they are tried with only one.
    if (family === "ipv4") {
      test("takes it back even if it was restarted while the host was cut off, and somebody has run announce while it was not up", async () => {
        await cutOff();
        await eventually(remembersRelease, 5_000, log);
        await restarted();
        expect((await vip("announce")).code).toBe(3);
        plug(true, "eth0", "eth1");
        await eventually(holds, 25_000, log);
      });

      test("takes it back even if it was killed while the control script released it", async () => {
        expect((await vip("up")).code).toBe(0);
        await whileTheScriptBegins(`[ "$1" != release ] || ${KILLS_IT}`, async () => {
          plug(false, "eth0", "eth1");
          await eventually(async () => !(await holds()), 25_000, log);
        });
        plug(true, "eth0", "eth1");
        await eventually(holds, 25_000, log);
        expect(log()).not.toContain("was to put it there");
      });

      test("keeps what a killed take-back has left, and takes it back again if it is lost later", async () => {
        await cutOff();
        await eventually(remembersRelease, 5_000, log);
        await host.shell("mv /usr/sbin/ifconfig /usr/sbin/ifconfig.away");
        host.write(
          "/usr/sbin/ifconfig",
          `#!/bin/dash
/usr/sbin/ifconfig.away "$@" || exit
case $* in *addif* | *alias) pkill -KILL -f '/inbound-vip take-bac[k]' ;; esac
`,
        );
        plug(true, "eth0", "eth1");
        await eventually(() => log().includes("nobody has"), 25_000, log);
        await eventually(holds, 25_000, log);
        await host.shell("mv -f /usr/sbin/ifconfig.away /usr/sbin/ifconfig");
        await eventually(() => log().includes("take-back: up -> up, exit 0"), 25_000, log);
        expect((await vip("announce")).code).toBe(0);
        await takeOffByHand();
        await eventually(() => log().includes("was to put it there"), 25_000, log);
        await eventually(holds, 25_000, log);
      });

      test("does not take back what somebody has taken off just before the watchdog was killed", async () => {
        expect((await vip("up")).code).toBe(0);
        const takesOff = `case $1 in
  down | release)
    "$0.real" down >/dev/null
    ${KILLS_IT}
    ;;
esac`;
        await whileTheScriptBegins(takesOff, async () => {
          plug(false, "eth0", "eth1");
          await eventually(() => log().split(/ (?:down|release): /).length > 2, 25_000, log);
        });
        plug(true, "eth0", "eth1");
        await sleep(6_000);
        expect(log()).not.toContain("taking it back");
        expect(await holds()).toBe(false);
      });

      test("does not count it as lost while the control script waits for the peer to let go", async () => {
        await vip("down");
        const script = host.read(`${FOLDER}/inbound-vip`);
        const waits = { virtualIp, conflictPolicy: "refuse", probeTimeout: "6s" } as const;
        host.write(`${FOLDER}/inbound-vip`, unixScript(system, { takeover: waits }));
        await onPeer("add");
        const outcome = await vip("up");
        const seen = log();
        await vip("down");
        host.write(`${FOLDER}/inbound-vip`, script);
        // Longer than two looks.
        expect(outcome.milliseconds).toBeGreaterThan(5_000);
        expect([outcome.code, seen]).toEqual([7, expect.not.stringContaining("was to put it there")]);
      });

      test("does not take back what it released before the host started", async () => {
        await cutOff();
        await eventually(remembersRelease, 5_000, log);
        await host.shell("echo 'Nov 26 10:00' >/var/stand-in/boot");
        await restarted();
        plug(true, "eth0", "eth1");
        await sleep(5_000);
        await host.shell("rm /var/stand-in/boot");
        expect(await holds()).toBe(false);
      });

      test("keeps it if a tool is missing and it cannot ask whether the host is cut off, and says so once", async () => {
        expect((await vip("up")).code).toBe(0);
        await host.shell("mv /usr/sbin/ping /usr/sbin/ping.away");
        await sleep(14_000);
        const kept = await holds();
        await host.shell("mv /usr/sbin/ping.away /usr/sbin/ping");
        expect(kept, log()).toBe(true);
        expect(log().match(/warning: \S+ does not work, .*/g)).toEqual([
          `warning: /usr/sbin/ping does not work, so nobody knows whether this host is cut off: keeping ${virtualIp}`,
        ]);
      });

      test("does not count it as lost if the control script cannot say whether it is there", async () => {
        expect((await vip("up")).code).toBe(0);
        const before = log().length;
        await host.shell("mv /usr/sbin/ifconfig /usr/sbin/ifconfig.away");
        await sleep(6_000);
        await host.shell("mv /usr/sbin/ifconfig.away /usr/sbin/ifconfig");
        expect(log().slice(before)).not.toMatch(/not in use on|taking it back/);
        expect(await holds()).toBe(true);
      });

      test("does not release it after a single look, however long that look took", async () => {
        expect((await vip("up")).code).toBe(0);
        const before = log().length;
        const since = () => log().slice(before);
        plug(false, "eth0", "eth1");
        await eventually(() => since().includes("nor does the gateway"), 15_000, log);
        plug(true, "eth0", "eth1");
        await eventually(() => since().includes("reachable again after"), 15_000, log);
        expect(since()).not.toContain("cut off for");
        await vip("down");
      });
    }

    test("keeps the virtual IP while a gateway is there that has never answered to ping", async () => {
      await answersToPing(bed.machine("router"), false);
      await restarted();
      expect((await vip("up")).code).toBe(0);
      plug(false, "eth0");
      await sleep(9_000);
      expect(await holds(), log()).toBe(true);
    });

    // This is the same for addresses of any family, so it is tried with only one.
    if (family === "ipv4")
      test("is replaced by an installation that changes it, and removed by the removal", async () => {
        const running = async () => (await host.run(["pgrep", "-f", "/inbound-vip-watchdo[g]$"])).stdout.trim();
        await vip("down");
        const before = await running();
        const { files, deploy } = unixUpload(system, {
          takeover: { virtualIp, watchdog: { ...WATCHDOG, interval: "2s" } },
        });
        for (const { name, content } of [...files, { name: "deploy", content: deploy }])
          host.write(`/tmp/upload/${name}`, textOf(content), 0o644);
        expect(await host.run(["ksh", "/tmp/upload/deploy", "install", "bbb2"])).toMatchObject({ code: 0, stderr: "" });
        await eventually(async () => !["", before].includes(await running()), 5_000, log);
        expect(await host.run([`${FOLDER}/deploy-staging`, "remove", "bbb2"])).toMatchObject({ code: 0, stderr: "" });
        await eventually(async () => (await running()) === "", 5_000, log);
        expect(await host.shell("ls /opt/genesys /var/svc/manifest/site 2>/dev/null || true")).not.toContain("inbound");
      });
  });
}
