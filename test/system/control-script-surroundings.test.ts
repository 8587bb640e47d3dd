import { expect, test } from "vitest";
import { bedOfTests } from "../bed-of-tests";
import { eventually } from "../eventually";
import { describeWith } from "../prerequisites";
import { NEEDS, SCRIPT, VIRTUAL_IP } from "../takeover-bed";

const OWN = "10.120.0.11/24";

/** A stand-in for a tool, whose own program is beside it. */
const standIn = (lines: string) => `#!/bin/sh\n${lines}\n`;

describeWith(NEEDS, "the control script in unusual surroundings", () => {
  const bed = bedOfTests();

  const shell = (line: string) => bed.a.machine.shell(line);

  test("removes write access to the lock's folder for everybody but root, who made it", async () => {
    await shell("mkdir -p /run/sip-ha; chmod 0777 /run/sip-ha");
    expect(await bed.a.vip("up")).toMatchObject({ code: 0, stderr: "" });
    expect((await shell("stat -c %a /run/sip-ha")).trim()).toBe("700");
  });

  test("does not wait for an account without rights, which could hold any lock that it can open", async () => {
    bed.generate({ takeover: { lockTimeout: "1s" } });
    await bed.a.vip("down");
    await shell("head -c 1000000 /dev/zero >/var/log/sip-ha/inbound-vip.log");
    const hold = (file: string) =>
      `setpriv --reuid=65534 --clear-groups flock --no-fork -n ${file} sleep 30 >/dev/null 2>&1 & echo $!`;
    const held = await shell(`${hold("/run/sip-ha/inbound.lock")}\n${hold("/var/log/sip-ha")}\nsleep 0.3`);
    const outcome = await bed.a.vip("up");
    await shell(`kill ${held.trim().split("\n").join(" ")} 2>/dev/null || true`);
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    expect(outcome.milliseconds).toBeLessThan(1500);
    expect(bed.a.log()).not.toContain("\0");
  });

  test("fails with 6 if the lock is another account's, and touches nothing", async () => {
    await shell("chown 65534 /run/sip-ha/inbound.lock");
    const outcome = await bed.a.vip("up");
    await shell("chown 0 /run/sip-ha/inbound.lock");
    expect(outcome).toMatchObject({
      code: 6,
      stderr: "inbound-vip: /run/sip-ha/inbound.lock is not a file of root: remove it\n",
    });
    expect(await bed.a.holds()).toBe(false);
  });

  test("fails with 6 if the lock cannot be opened, and touches nothing", async () => {
    await shell("rm -f /run/sip-ha/inbound.lock; mount -o remount,ro /run");
    const outcome = await bed.a.vip("up");
    await shell("mount -o remount,rw /run");
    expect(outcome).toMatchObject({
      code: 6,
      stderr: "inbound-vip: /run/sip-ha/inbound.lock cannot be opened\n",
    });
    expect(await bed.a.holds()).toBe(false);
  });

  test("also leaves its line in syslog", async () => {
    const instead = standIn('printf "%s\\n" "$*" >/tmp/syslog.new && mv /tmp/syslog.new /tmp/syslog');
    await bed.a.without(
      "logger",
      async () => {
        await bed.a.vip("down");
        await eventually(() => bed.a.machine.exists("/tmp/syslog"));
      },
      instead,
    );
    expect(await shell("cat /tmp/syslog; rm /tmp/syslog")).toMatch(
      /^-t inbound-vip -- down: down -> down, exit 0, \d+ ms: 10\.120\.0\.10 was not on sip-a\n$/,
    );
  });

  test("does not wait for a syslog that hangs, and ends it after two seconds", async () => {
    const hangs = () => bed.a.machine.run(["pgrep", "-f", "sleep 3600"]);
    await bed.a.without(
      "logger",
      async () => {
        expect(await bed.a.vip("down")).toMatchObject({ code: 0, stderr: "" });
        expect((await hangs()).code).toBe(0);
        await eventually(async () => (await hangs()).code === 1, 30_000);
      },
      standIn("exec sleep 3600"),
    );
  });

  test("writes one line for each run, even if the system's message has several", async () => {
    const refusing = standIn(
      `case " $* " in *" add "*) printf 'refused\\nfor good\\n' >&2; exit 1 ;; esac\nexec /usr/bin/ip.away "$@"`,
    );
    expect(await bed.a.without("ip", () => bed.a.vip("up"), refusing)).toMatchObject({ code: 9 });
    expect(bed.a.log()).toMatch(/^\S+Z inbound-vip\[\d+\] up: .*: 10\.120\.0\.10 is not on .*: refused for good\n$/);
  });

  test("writes the time in UTC, whatever the caller's time zone", async () => {
    await bed.a.machine.run([SCRIPT, "down"], { TZ: "EAST-12" });
    const written = Date.parse(bed.a.log().split(" ")[0]!);
    expect(Math.abs(Date.now() - written)).toBeLessThan(3_600_000);
  });

  /** Starts `up`, and lets the test act just after the address has been added, while the kernel is asked next. */
  const halting = (added: () => Promise<unknown>, asked: () => Promise<unknown> = async () => undefined) => {
    const at = async (moment: string, act: () => Promise<unknown>) => {
      await eventually(() => bed.a.machine.exists(`/tmp/halt/${moment}`));
      await act();
      await shell(`rm /tmp/halt/${moment}`);
    };
    const instead = standIn(`/usr/bin/ip.away "$@"; code=$?
case "$2 $(cat /tmp/halt/next)" in "add added" | "show asked") ;; *) exit $code ;; esac
read -r moment </tmp/halt/next
[ "$moment" = added ] && echo asked >/tmp/halt/next || : >/tmp/halt/next
: >"/tmp/halt/$moment"
while [ -e "/tmp/halt/$moment" ]; do sleep 0.02; done
exit $code`);
    return bed.a.without(
      "ip",
      async () => {
        await shell("mkdir /tmp/halt; echo added >/tmp/halt/next");
        const run = bed.a.vip("up");
        await at("added", added);
        await at("asked", asked);
        const outcome = await run;
        await shell("rm -r /tmp/halt");
        return outcome;
      },
      instead,
    );
  };
  const tell = (signal: string) => () => bed.a.machine.run(["pkill", `-${signal}`, "-o", "-f", `${SCRIPT} up`]);

  test("completes its work if its caller's terminal goes away half way", async () => {
    expect(await halting(tell("HUP"))).toMatchObject({
      code: 0,
      stdout: `inbound-vip: ${VIRTUAL_IP} is up on eth1 of sip-a\n`,
    });
    expect(bed.a.log()).toMatch(/ up: down -> up, exit 0, /);
  });

  test("ends once, with the code of the first signal, however many signals follow", async () => {
    expect(await halting(tell("INT"), tell("TERM"))).toMatchObject({
      code: 130,
      stderr: "inbound-vip: ended by a signal\n",
    });
    expect(bed.a.log().match(/ended by a signal/g)).toHaveLength(1);
  });

  test.each(["ip", "timeout"])("status fails with 5 if %s is missing", async (tool) => {
    const outcome = await bed.a.without(tool, () => bed.a.vip("status"));
    expect(outcome.code).toBe(5);
    expect(outcome.stderr).toMatch(new RegExp(`^inbound-vip: ${tool} is not installed: .*package`));
  });

  test("releases at boot even if it could not announce", async () => {
    await shell(`rm -f /run/sip-ha/inbound.role; ip address add ${VIRTUAL_IP}/24 dev eth1`);
    expect(await bed.a.without("arping", () => bed.a.vip("boot"))).toMatchObject({ code: 0, stderr: "" });
    expect(await bed.a.holds()).toBe(false);
  });

  test("fails with 6 if the host's own address is on another interface than the declared one", async () => {
    await shell(`ip address delete ${OWN} dev eth1; ip address add ${OWN} dev eth0`);
    const outcome = await bed.a.vip("up");
    const holds = await bed.a.holds();
    await shell(`ip address delete ${OWN} dev eth0; ip address add ${OWN} broadcast + dev eth1`);
    expect(outcome).toMatchObject({
      code: 6,
      stderr: "inbound-vip: the host's own address 10.120.0.11 is not on eth1\n",
    });
    expect(holds).toBe(false);
  });

  test("down fails with 9, and says what to do, if the host's own address disappears together with the virtual IP", async () => {
    await bed.a.vip("up");
    const taking = standIn(
      `[ "$2" != delete ] || /usr/bin/ip.away address delete ${OWN} dev eth1\nexec /usr/bin/ip.away "$@"`,
    );
    // As if somebody else intervened at that moment.
    const outcome = await bed.a.without("ip", () => bed.a.vip("down"), taking);
    await shell(`ip address flush dev eth1; ip address add ${OWN} broadcast + dev eth1`);
    expect(outcome).toMatchObject({
      code: 9,
      stderr: "inbound-vip: the host's own address 10.120.0.11 is no longer on eth1: add it again\n",
    });
  });

  test("down succeeds if the host's own address was already missing", async () => {
    await bed.a.vip("up");
    await shell(`echo 1 >/proc/sys/net/ipv4/conf/eth1/promote_secondaries; ip address delete ${OWN} dev eth1`);
    const outcome = await bed.a.vip("down");
    await shell(`ip address add ${OWN} broadcast + dev eth1`);
    expect(outcome).toMatchObject({ code: 0, stdout: `inbound-vip: ${VIRTUAL_IP} is released by sip-a\n` });
  });

  test("down need not change the kernel's setting if it already keeps the host's own address", async () => {
    await shell(`echo 1 >/proc/sys/net/ipv4/conf/eth1/promote_secondaries; ip address flush dev eth1
      ip address add ${VIRTUAL_IP}/24 dev eth1; ip address add ${OWN} broadcast + dev eth1
      mount -o bind /proc/sys /proc/sys; mount -o remount,ro,bind /proc/sys`);
    const outcome = await bed.a.vip("down");
    await shell("umount /proc/sys");
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    expect(await bed.a.machine.addresses("eth1")).toEqual([OWN]);
  });

  test("up refuses a point-to-point virtual IP, and down removes it", async () => {
    await shell(`ip address add ${VIRTUAL_IP} peer 10.120.0.99 dev eth1`);
    expect(await bed.a.vip("up")).toMatchObject({
      code: 6,
      stderr: `inbound-vip: sip-a has ${VIRTUAL_IP} on eth1 already, which should be ${VIRTUAL_IP}/24 on eth1: remove it\n`,
    });
    expect(await bed.a.vip("down")).toMatchObject({ code: 0, stderr: "" });
    expect(await bed.a.holds()).toBe(false);
  });

  test("down says why the first of two entries of the virtual IP cannot be removed, even if it removes the second", async () => {
    await bed.a.vip("up");
    await shell(`ip address add ${VIRTUAL_IP}/25 dev eth1`);
    const refusing = standIn(
      `case "$*" in *"delete ${VIRTUAL_IP}/24 "*) echo 'no such luck' >&2; exit 2 ;; esac\nexec /usr/bin/ip.away "$@"`,
    );
    const outcome = await bed.a.without("ip", () => bed.a.vip("down"), refusing);
    expect(outcome).toMatchObject({
      code: 9,
      stderr: `inbound-vip: ${VIRTUAL_IP} is still on eth1: no such luck\n`,
    });
  });

  test("down names each peer of the virtual IP, as ip(8) requires", async () => {
    await shell(`rm -f /run/said; for peer in 10.120.0.99 10.120.3.0/26; do ip address add ${VIRTUAL_IP} peer $peer dev eth1; done
      ip address add ${VIRTUAL_IP}/25 dev eth1`);
    const outcome = await bed.a.without(
      "ip",
      () => bed.a.vip("down"),
      standIn('exec /usr/bin/ip.away "$@" 2>>/run/said'),
    );
    expect(outcome).toMatchObject({ code: 0, stdout: `inbound-vip: ${VIRTUAL_IP} is released by sip-a\n` });
    // It would otherwise warn of a deletion that is "likely to disappear in further releases".
    expect(await shell("cat /run/said")).toBe("");
    expect(await bed.a.machine.addresses("eth1")).toEqual([OWN]);
  });
});
