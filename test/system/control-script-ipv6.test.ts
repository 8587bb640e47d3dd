import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Duration } from "../../lib/model/duration";
import { watchdog } from "../../lib/options/ip-address-takeover/linux/watchdog";
import type { IpAddressTakeover } from "../../lib/options/ip-address-takeover/model";
import { watchdogPath } from "../../lib/options/ip-address-takeover/model";
import { textOf } from "../../lib/text/file-text";
import { eventually } from "../eventually";
import { addressesAreSettled, type Machine, type Outcome } from "../network-namespace";
import { describeWith } from "../prerequisites";
import type { SampleOverrides } from "../sample-topology";
import { NEEDS, SCRIPT, type SipServerHost, sides, TakeoverBed } from "../takeover-bed";

const VIRTUAL_IP = "2001:db8:120::10";
const own = (lastByte: string) => `2001:db8:120::${lastByte}`;

/** The sample with IPv6 on the voice network. */
function ipv6(takeover: Partial<IpAddressTakeover> = {}): SampleOverrides {
  const host = (lastByte: string) => ({
    interfaces: [
      { name: "eth0", network: "management", address: `10.110.0.${lastByte}` },
      { name: "eth1", network: "voice", address: own(lastByte) },
    ],
    installDirectory: "/opt/sip-ha",
  });
  return {
    voice: { cidr: "2001:db8:120::/64", gateway: own("1") },
    takeover: { virtualIp: VIRTUAL_IP, ...takeover },
    hosts: { "sip-a": host("11"), "sip-b": host("12") },
  };
}

describeWith(
  { ...NEEDS, tools: [...NEEDS.tools, "ndisc6", "ndptool"] },
  "the control script with an IPv6 virtual IP",
  () => {
    let bed: TakeoverBed;
    beforeAll(async () => {
      bed = await TakeoverBed.open(ipv6());
      const machines: [Machine, string][] = [
        [bed.a.machine, "11"],
        [bed.b.machine, "12"],
        [bed.client, "50"],
        [bed.router, "1"],
      ];
      for (const [machine, lastByte] of machines)
        await machine.shell(`ip address add ${own(lastByte)}/64 dev eth1 nodad`);
      // Nothing can be asked until the link-local addresses have passed duplicate address detection.
      for (const [machine] of machines) await addressesAreSettled(machine);
    });
    afterAll(() => bed?.close());
    beforeEach(() => bed.reset(ipv6()));
    afterEach(async () => {
      plug(true, "eth0", "eth1");
      await bed.a.machine.run(["pkill", "-KILL", "-f", "inbound-vip-watchdo[g]"]);
      await bed.client.run(["ip", "address", "delete", `${VIRTUAL_IP}/64`, "dev", "eth1"]);
    });

    const plug = (plugged: boolean, ...names: ("eth0" | "eth1")[]) => {
      for (const name of names) bed.a.machine.cable(name, plugged);
    };

    const entry = ({ machine }: SipServerHost) => machine.shell(`ip -o -6 address show dev eth1 to ${VIRTUAL_IP}/128`);
    const neighbour = async (machine: Machine) =>
      /lladdr (\S+)/.exec(await machine.shell(`ip -6 neighbour show ${VIRTUAL_IP} dev eth1`))?.[1];
    const mac = ({ machine }: SipServerHost) => machine.hardwareAddress("eth1");

    test("up, status and down do and print the same as with IPv4, each twice", async () => {
      expect((await bed.a.vip("status")).code).toBe(3);
      const said = (await bed.a.vip("up")).stdout;
      expect(said).toBe(`inbound-vip: ${VIRTUAL_IP} is up on eth1 of sip-a\n`);
      expect(await entry(bed.a)).toMatch(/inet6 2001:db8:120::10\/64 scope global nodad deprecated/);
      expect((await bed.a.vip("up")).stdout).toBe(`inbound-vip: ${VIRTUAL_IP} was up already on eth1 of sip-a\n`);
      expect((await bed.a.vip("status")).code).toBe(0);
      expect((await bed.a.vip("down")).stdout).toBe(`inbound-vip: ${VIRTUAL_IP} is released by sip-a\n`);
      expect((await bed.a.vip("down")).stdout).toBe(`inbound-vip: ${VIRTUAL_IP} was not on sip-a\n`);
      expect(await bed.a.machine.shell("ip -o -6 address show dev eth1 scope global")).toMatch(/2001:db8:120::11\/64/);
    });

    test("down also removes it if it leads to another network", async () => {
      await bed.a.machine.shell(`ip address add ${VIRTUAL_IP} peer 2001:db8:121::/64 dev eth1 nodad`);
      expect(await bed.a.vip("down")).toMatchObject({
        code: 0,
        stdout: `inbound-vip: ${VIRTUAL_IP} is released by sip-a\n`,
      });
    });

    test("packets of the host itself keep leaving with its own address", async () => {
      await bed.a.vip("up");
      expect(await bed.a.machine.shell(`ip -6 route get ${own("50")}`)).toContain(`src ${own("11")}`);
    });

    test("a takeover moves the neighbour entries of a client and of the gateway at once", async () => {
      await bed.a.vip("up");
      for (const machine of [bed.client, bed.router]) {
        await machine.reaches(VIRTUAL_IP);
        expect(await neighbour(machine)).toBe(mac(bed.a));
      }
      await bed.a.vip("down");
      expect((await bed.b.vip("up")).milliseconds).toBeLessThan(1_000);
      for (const machine of [bed.client, bed.router])
        await eventually(async () => (await neighbour(machine)) === mac(bed.b), 1_500);
      await bed.client.reaches(VIRTUAL_IP);
      await eventually(() => /the gateway 2001:db8:120::1 answered in round 1/.test(bed.b.log()), 8_000);
    });

    test("take-at-once takes it from a host that keeps it, and names that host", async () => {
      await bed.a.vip("up");
      await bed.client.reaches(VIRTUAL_IP);
      expect((await bed.b.vip("up")).code).toBe(0);
      await eventually(async () => (await neighbour(bed.client)) === mac(bed.b), 4_000);
      await eventually(() => bed.b.log().includes(`${mac(bed.a).toUpperCase()} holds ${VIRTUAL_IP} as well`), 4_000);
    });

    test("probe-first waits for the other host to let go, then for the kernel's duplicate address detection", async () => {
      bed.generate(ipv6({ conflictPolicy: "probe-first", probeTimeout: "5s" }));
      await bed.a.vip("up");
      const taking = bed.b.vip("up");
      await sleep(1_000);
      expect(await entry(bed.b)).toBe("");
      await bed.a.vip("down");
      const outcome = await taking;
      expect(outcome.code).toBe(0);
      expect(bed.b.log()).not.toContain("may hold it");
      // Usable when the script says so: neither tentative nor a duplicate.
      expect(await entry(bed.b)).toMatch(/scope global deprecated/);
      await bed.client.reaches(VIRTUAL_IP);
    });

    test("refuse fails with 7 if another host keeps it, and leaves nothing behind", async () => {
      await bed.a.vip("up");
      bed.generate(ipv6({ conflictPolicy: "refuse", probeTimeout: "1s" }));
      const outcome = await bed.b.vip("up");
      expect(outcome.code).toBe(7);
      expect(outcome.stderr).toContain(`${mac(bed.a).toUpperCase()} still answers for ${VIRTUAL_IP} after 1000 ms`);
      expect(await entry(bed.b)).toBe("");
    });

    /** The kernel finds another holder that answered no question, as if its answers were lost. */
    const whereNobodySaysSo = (
      conflictPolicy: "refuse" | "probe-first",
      run: () => Promise<Outcome> = () => bed.b.vip("up"),
    ) => {
      bed.generate(ipv6({ conflictPolicy, probeTimeout: "1s" }));
      return bed.b.without("ndisc6", run, "#!/bin/sh\nexit 2\n");
    };

    test("refuse fails with 7 and takes it off again if only the kernel finds that another host has it", async () => {
      await bed.a.vip("up");
      expect(await whereNobodySaysSo("refuse")).toMatchObject({
        code: 7,
        stderr: `inbound-vip: another host has ${VIRTUAL_IP}, the kernel says; the peer is ${own("11")}: release it first\n`,
      });
      expect(await entry(bed.b)).toBe("");
    });

    test("probe-first takes it even if the kernel alone finds that another host has it, and logs that", async () => {
      await bed.a.vip("up");
      expect(await whereNobodySaysSo("probe-first")).toMatchObject({ code: 0, stderr: "" });
      expect(await entry(bed.b)).toMatch(/scope global nodad deprecated/);
      expect(bed.b.log()).toContain(
        `warning: taking ${VIRTUAL_IP} though another host has it, the kernel says; the peer is ${own("11")}\n`,
      );
    });

    test.each(["refuse", "probe-first"] as const)(
      "take-back leaves it to the other host if only the kernel finds that host: %s",
      async (policy) => {
        await bed.b.vip("down");
        const { machine } = bed.b;
        const token = machine.read("/run/sip-ha/inbound.token").trim();
        await bed.a.vip("up");
        expect(await whereNobodySaysSo(policy, () => machine.run([SCRIPT, "take-back", token]))).toMatchObject({
          code: 7,
          stderr: `inbound-vip: another host has ${VIRTUAL_IP} by now, so it stays there; the peer is ${own("11")}\n`,
        });
        expect([await entry(bed.b), machine.read("/run/sip-ha/inbound.role")]).toEqual(["", "release\n"]);
      },
    );

    test("status reports an address that the kernel has found to be a duplicate, and up repairs it once the address is free", async () => {
      await bed.a.vip("up");
      await bed.b.machine.shell(`ip address add ${VIRTUAL_IP}/64 dev eth1`);
      await eventually(async () => (await entry(bed.b)).includes("dadfailed"), 5_000);
      expect(await bed.b.vip("status")).toMatchObject({
        code: 7,
        stderr: `inbound-vip: duplicate: another host has ${VIRTUAL_IP}, so it does not work on sip-b\n`,
      });
      await bed.a.vip("down");
      expect((await bed.b.vip("up")).code).toBe(0);
      expect(await entry(bed.b)).not.toContain("dadfailed");
      await bed.client.reaches(VIRTUAL_IP);
    });

    test("up fails with 5 and names the package if a tool is missing; down works without the tool", async () => {
      await bed.a.vip("up");
      const outcome = await bed.a.without("ndptool", () => bed.a.vip("up"));
      expect([outcome.code, outcome.stderr]).toEqual([
        5,
        "inbound-vip: ndptool is not installed: Debian package libndp-tools, Red Hat package libndp\n",
      ]);
      expect((await bed.a.without("ndptool", () => bed.a.vip("down"))).code).toBe(0);
    });

    /** Runs the watchdog on the host that has the virtual IP, until the end of the test. */
    const watch = async (announceInterval: Duration, first: () => Promise<unknown> = () => bed.a.vip("up")) => {
      const settings = { interval: "1s", isolationTimeout: "1s", announceInterval } as const;
      const side = sides(ipv6({ watchdog: settings })).a;
      bed.a.machine.write(watchdogPath(side), textOf(watchdog(side)!.script));
      await first();
      bed.a.machine.spawn([watchdogPath(side)]);
      await eventually(() => bed.a.log().includes("started on sip-a"));
    };

    test("the watchdog adds an address again that the kernel once found to be a duplicate, if nobody else has it by now", async () => {
      await bed.b.vip("up");
      await bed.a.machine.shell(`ip address add ${VIRTUAL_IP}/64 dev eth1`);
      await eventually(async () => (await entry(bed.a)).includes("dadfailed"), 10_000);
      await bed.b.vip("down");
      await watch("1s", async () => undefined);
      await eventually(
        async () => !(await entry(bed.a)).includes("dadfailed"),
        20_000,
        () => bed.a.log(),
      );
      expect(bed.a.log()).toContain(
        `warning: ${VIRTUAL_IP} was found to be a duplicate, and nobody else has it by now: putting it up again\n`,
      );
      await eventually(
        () => bed.a.log().includes("take-back: duplicate -> up, exit 0"),
        10_000,
        () => bed.a.log(),
      );
    });

    test("the watchdog does not add the address again if somebody takes it off at that moment", async () => {
      await bed.a.machine.shell(`mv ${SCRIPT} ${SCRIPT}.real`);
      // The state that the watchdog has seen when the address is taken off.
      bed.a.machine.write(
        SCRIPT,
        `#!/bin/sh\n[ "$1" = status ] || exec ${SCRIPT}.real "$@"\n${SCRIPT}.real down >/dev/null\nexit 7\n`,
      );
      await watch("1s", () => bed.a.machine.run([`${SCRIPT}.real`, "up"]));
      const log = () => bed.a.log();
      await eventually(() => log().includes("putting it up again"), 12_000, log);
      await eventually(() => log().includes("take-back: down -> down, exit 3"), 5_000, log);
      expect(await entry(bed.a)).toBe("");
    });

    test("the watchdog releases it on a host that is cut off, and takes it back if no other host has it", async () => {
      await watch("60s");
      plug(false, "eth0", "eth1");
      await eventually(async () => (await entry(bed.a)) === "", 12_000);
      plug(true, "eth0", "eth1");
      await eventually(async () => (await entry(bed.a)) !== "", 10_000);
      expect(bed.a.log()).toContain("taking it back");
    });

    test("if only Solution Control Server's host is lost, the watchdog releases it for the peer and for nobody else", async () => {
      await watch("1s");
      const log = () => bed.a.log();
      await eventually(() => log().includes("announce: up -> up, exit 0"), 9_000, log);
      plug(false, "eth0");
      await bed.client.shell(`ip address add ${VIRTUAL_IP}/64 dev eth1 nodad`);
      await eventually(() => log().split("somebody else holds").length > 3, 12_000, log);
      expect(await entry(bed.a)).not.toBe("");
      await bed.client.shell(`ip address delete ${VIRTUAL_IP}/64 dev eth1`);
      await bed.b.vip("up");
      await eventually(async () => (await entry(bed.a)) === "", 9_000, log);
      expect(log()).toMatch(/has answered for \d+ ms, and the peer 2001:db8:120::12 has 2001:db8:120::10 by now/);
    });

    test("refuse takes nothing while the interface has no link, as nobody hears its question", async () => {
      await bed.b.vip("up");
      bed.generate(ipv6({ conflictPolicy: "refuse", probeTimeout: "1s" }));
      plug(false, "eth1");
      const outcome = await bed.a.vip("up");
      const held = await entry(bed.a);
      plug(true, "eth1");
      expect(outcome).toMatchObject({
        code: 6,
        stderr: "inbound-vip: the network cannot be asked through eth1: it has no link; is the cable in?\n",
      });
      expect(held).toBe("");
    });
  },
);
