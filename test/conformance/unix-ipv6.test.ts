import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { IpAddressTakeover } from "../../lib/options/ip-address-takeover/model";
import { alias } from "../../lib/options/ip-address-takeover/unix/alias";
import { logicalInterface } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import { eventually } from "../eventually";
import type { Machine, NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { endAnnouncements, LOG, SCRIPT } from "../takeover-bed";
import { answersToPing, INTERFACES, openUnixBed, UNIX_IPV6_NEEDS, unixScript, VOICE } from "../unix-bed";

const { virtualIp: VIRTUAL_IP, host: addressOf } = VOICE.ipv6;

// What is specific to IPv6 on these systems, beyond the table of conformance cases, which runs with both families.
for (const [system, shell] of [
  [logicalInterface, "ksh93"],
  [alias, "mksh"],
] as const)
  describeWith(UNIX_IPV6_NEEDS, `an IPv6 virtual IP on ${system.name}`, () => {
    let bed: NetworkBed;
    let host: Machine;
    beforeAll(async () => {
      bed = await openUnixBed(system, shell, "ipv6");
      host = bed.machine("sip-a");
    });
    afterAll(() => bed?.close());
    beforeEach(async () => {
      install({});
      await bed.machine("sip-b").shell(`ip address delete ${VIRTUAL_IP}/64 dev eth1 2>/dev/null || true`);
      await vip("down");
      await endAnnouncements(host);
      await host.shell(
        "rm -rf /var/run/sip-ha /var/log/sip-ha /var/stand-in/no-dad /var/stand-in/no-delete-first /var/stand-in/asks-itself",
      );
    });

    const install = (takeover: Partial<IpAddressTakeover>) =>
      host.write(SCRIPT, unixScript(system, { takeover: { virtualIp: VIRTUAL_IP, ...takeover } }));
    const vip = (command: string) => host.run([SCRIPT, command]);
    const holds = async () => (await host.shell(`ip -o -6 address show to ${VIRTUAL_IP}/128`)) !== "";
    const log = () => (host.exists(LOG) ? host.read(LOG) : "");
    const peer = (verb: "add" | "delete") =>
      bed.machine("sip-b").shell(`ip address ${verb} ${VIRTUAL_IP}/64 dev eth1 ${verb === "add" ? "nodad" : ""}`);
    const name = INTERFACES[system.name][1];
    /** The hardware address that a machine sends to for the virtual IP. */
    const seenBy = (machine: Machine) => machine.neighbour(VIRTUAL_IP);

    test("a takeover moves the gateway's entry even if the peer that held it announces nothing", async () => {
      const router = bed.machine("router");
      await peer("add");
      await router.reaches(VIRTUAL_IP);
      expect(await seenBy(router)).toBe(bed.machine("sip-b").hardwareAddress("eth1"));
      await peer("delete");
      // The host already talks to the gateway, so it need not look for it.
      await host.shell(`/usr/bin/ping.real -q -c 1 -W 2 ${addressOf(1)}`);
      expect((await vip("up")).code).toBe(0);
      await eventually(async () => (await seenBy(router)) === host.hardwareAddress("eth1"), 3_000, log);
      await router.reaches(VIRTUAL_IP);
    });

    test("an IPv4 address on the same interface stays as it is", async () => {
      const before = await host.addresses("eth1");
      await vip("up");
      await vip("announce");
      await vip("down");
      expect(await host.addresses("eth1")).toEqual(before);
    });

    test("with another prefix length it is reported, refused by up, and taken off by down", async () => {
      const words =
        system.name === "AIX" ? `inet6 ${VIRTUAL_IP}/48 alias` : `inet6 addif ${VIRTUAL_IP}/48 deprecated up`;
      await host.shell(`ifconfig ${name} ${words}`);
      await eventually(holds);
      const place = `${VIRTUAL_IP}/48 on ${system.name === "AIX" ? name : `${name}:2`}`;
      expect(await vip("status")).toMatchObject({
        code: 6,
        stderr: `inbound-vip: misplaced: sip-a has ${place}, which should be ${VIRTUAL_IP}/64 on ${name}\n`,
      });
      expect(await vip("up")).toMatchObject({
        code: 6,
        stderr: `inbound-vip: sip-a has ${place} already, which should be ${VIRTUAL_IP}/64 on ${name}: remove it\n`,
      });
      expect(await vip("down")).toMatchObject({ code: 0, stdout: `inbound-vip: ${VIRTUAL_IP} is released by sip-a\n` });
      expect(await holds()).toBe(false);
    });

    test("fails with 6 on an interface without a link-local address, which finds no neighbour", async () => {
      const local = (await host.shell("ip -o -6 address show dev eth1 scope link")).split(/\s+/)[3]!;
      await host.shell(`ip address delete ${local} dev eth1`);
      const outcome = await vip("up");
      await host.shell(`ip address add ${local} dev eth1 scope link nodad`);
      expect(outcome.code).toBe(6);
      // Solaris lists an interface without a link-local address as not up for IPv6.
      expect(outcome.stderr).toBe(
        system.name === "AIX"
          ? `inbound-vip: ${name} has no link-local address, without which it finds no neighbour: autoconf6 -i ${name}\n`
          : `inbound-vip: the interface ${name} is down: bring it up with: ifconfig ${name} inet6 up\n`,
      );
    });

    test("fails with 9 if the system does not add the address, and quotes the system's words", async () => {
      install({ probeTimeout: "1s" });
      await host.shell("mv /usr/sbin/ifconfig /usr/sbin/ifconfig.away");
      const text = '#!/bin/dash\ncase " $* " in *" addif "* | *" alias "*) echo refused >&2; exit 1 ;; esac\n';
      host.write("/usr/sbin/ifconfig", `${text}exec /usr/sbin/ifconfig.away "$@"\n`);
      const outcome = await vip("up");
      await host.shell("mv -f /usr/sbin/ifconfig.away /usr/sbin/ifconfig");
      expect(outcome).toMatchObject({
        code: 9,
        stderr: `inbound-vip: ${VIRTUAL_IP} is not on ${name} after adding it: refused\n`,
      });
    });

    if (system.name === "Solaris") {
      test("packets of the host itself keep leaving with its own address", async () => {
        await vip("up");
        expect(await host.shell(`ip -6 route get ${addressOf(50)}`)).toContain(`src ${addressOf(11)}`);
      });

      test("status fails with 9 while the kernel asks for other holders, and with 7 once one has answered", async () => {
        await peer("add");
        // A kernel that takes its time.
        await host.shell("mv /usr/bin/ndisc6 /usr/bin/ndisc6.away");
        host.write(
          "/usr/bin/ndisc6",
          '#!/bin/dash\nsleep 3\nfor f in /usr/bin/ndisc6.away /usr/bin/ndisc6; do [ -x $f ] && exec $f "$@"; done\n',
        );
        await host.shell(`ifconfig ${name} inet6 addif ${VIRTUAL_IP}/64 deprecated up`);
        const asking = await vip("status");
        await host.shell("mv -f /usr/bin/ndisc6.away /usr/bin/ndisc6");
        expect(asking).toMatchObject({
          code: 9,
          stderr: `inbound-vip: unverified: the kernel looks whether another host has ${VIRTUAL_IP} before it uses it on ${name}:2\n`,
        });
        await eventually(async () => (await vip("status")).code === 7, 8_000);
        expect((await vip("status")).stderr).toBe(
          `inbound-vip: duplicate: another host answers for ${VIRTUAL_IP}, which sip-a has on ${name}:2 and does not use\n`,
        );
        expect(await holds()).toBe(false);
      });

      test("down stops waiting for a holder that keeps it", async () => {
        install({ conflictPolicy: "take-at-once", probeTimeout: "1s" });
        await peer("add");
        expect((await vip("up")).code).toBe(7);
        expect((await vip("down")).stdout).toBe(`inbound-vip: ${VIRTUAL_IP} is released by sip-a\n`);
        await peer("delete");
        await new Promise((resolve) => setTimeout(resolve, 3_000));
        expect([await holds(), (await vip("status")).code]).toEqual([false, 3]);
      });

      test("repeats an ifconfig that looks for a holder itself while the peer is letting go, and quotes it if the peer does not", async () => {
        await host.shell("touch /var/stand-in/asks-itself");
        install({ probeTimeout: "6s" });
        await peer("add");
        const up = vip("up");
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        expect(await holds()).toBe(false);
        await peer("delete");
        expect((await up).code).toBe(0);
        expect(await host.shell("ls /var/stand-in/lifs6")).toBe(`${name}:2\n`);
        await vip("down");
        install({ probeTimeout: "1s" });
        await peer("add");
        expect(await vip("up")).toMatchObject({
          code: 9,
          stderr: `inbound-vip: ${VIRTUAL_IP} is not on ${name} after adding it: ifconfig: ${name}:2: duplicate address ${VIRTUAL_IP}\n`,
        });
      });

      test("a logical interface that somebody left down is brought up, or removed", async () => {
        const lifs = () => host.shell("ls /var/stand-in/lifs6");
        await host.shell(`ifconfig ${name} inet6 addif ${VIRTUAL_IP}/64`);
        expect((await vip("status")).code).toBe(3);
        expect((await vip("up")).code).toBe(0);
        expect(await lifs()).toBe(`${name}:2\n`);
        expect(await host.shell("ifconfig -a6")).toMatch(/:2: flags=\w+<UP,.*,DEPRECATED,/);
        await vip("down");
        await host.shell(`ifconfig ${name} inet6 addif ${VIRTUAL_IP}/64`);
        expect((await vip("down")).code).toBe(0);
        expect(await lifs()).toBe("");
      });

      test("fails with 6 on an interface of a multipathing group", async () => {
        await host.shell(`mkdir -p /var/stand-in/groups; echo sip >/var/stand-in/groups/${name}`);
        const outcome = await vip("up");
        await host.shell(`rm /var/stand-in/groups/${name}`);
        expect(outcome.code).toBe(6);
        expect(outcome.stderr).toContain(`${name} is in the multipathing group sip`);
      });

      test("says that an interface has no IPv6 if it is listed for IPv4 alone", async () => {
        await host.shell(`mv /var/stand-in/names/${name} /var/stand-in/away`);
        const outcome = await vip("up");
        await host.shell(`mv /var/stand-in/away /var/stand-in/names/${name}`);
        expect(outcome).toMatchObject({
          code: 6,
          stderr: `inbound-vip: there is no interface ${name} on this host, or it has no IPv6\n`,
        });
      });
    } else {
      test("logs whether the gateway has listened", async () => {
        await vip("up");
        await eventually(() => log().includes(`the gateway ${addressOf(1)} answered in round 1`), 5_000, log);
        await vip("down");
        install({ announcements: 1 });
        await answersToPing(bed.machine("router"), false);
        await vip("up");
        await eventually(() => log().includes(`warning: the gateway ${addressOf(1)} did not answer`), 8_000, log);
        await answersToPing(bed.machine("router"), true);
      });

      test("finds a holder that ignores ping", async () => {
        install({ conflictPolicy: "refuse", probeTimeout: "1s" });
        await peer("add");
        await answersToPing(bed.machine("sip-b"), false);
        const outcome = await vip("up");
        await answersToPing(bed.machine("sip-b"), true);
        expect(outcome.code).toBe(7);
        expect(outcome.stderr).toMatch(/^inbound-vip: 2:0:0:0:2:11 still answers/);
      });

      test("adds it even if ifconfig does not know -dad", async () => {
        await host.shell("touch /var/stand-in/no-dad");
        expect((await vip("up")).code).toBe(0);
        expect(await holds()).toBe(true);
      });

      test("repeats an ifconfig that looks for a holder itself while the peer is letting go, and quotes it if the peer does not", async () => {
        await host.shell("touch /var/stand-in/no-dad");
        install({ probeTimeout: "6s" });
        await peer("add");
        const up = vip("up");
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        expect(await holds()).toBe(false);
        await peer("delete");
        expect((await up).code).toBe(0);
        await vip("down");
        install({ probeTimeout: "1s" });
        await peer("add");
        expect(await vip("up")).toMatchObject({
          code: 9,
          stderr: `inbound-vip: ${VIRTUAL_IP} is not on ${name} after adding it: ifconfig: ${VIRTUAL_IP}/64: duplicate address\n`,
        });
      });

      test("also releases it with an ifconfig that knows only the other order of delete", async () => {
        await vip("up");
        await host.shell("touch /var/stand-in/no-delete-first");
        expect((await vip("down")).stdout).toBe(`inbound-vip: ${VIRTUAL_IP} is released by sip-a\n`);
        expect(await holds()).toBe(false);
      });
    }
  });
