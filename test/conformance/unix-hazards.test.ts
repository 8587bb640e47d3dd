import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { IpAddressTakeover } from "../../lib/options/ip-address-takeover/model";
import { alias } from "../../lib/options/ip-address-takeover/unix/alias";
import { logicalInterface } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import { eventually } from "../eventually";
import type { Machine, NetworkBed, Outcome } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { endAnnouncements, LOG, SCRIPT, VIRTUAL_IP } from "../takeover-bed";
import { answersToPing, INTERFACES, openUnixBed, UNIX_NEEDS, unixScript } from "../unix-bed";

const LOCK = "/var/run/sip-ha/inbound.lock";

// What is specific to these systems, beyond the table of conformance cases.
for (const [system, shell] of [
  [logicalInterface, "ksh93"],
  [alias, "mksh"],
] as const)
  describeWith(UNIX_NEEDS, `the control script of ${system.name} under adverse conditions`, () => {
    let bed: NetworkBed;
    let host: Machine;
    beforeAll(async () => {
      bed = await openUnixBed(system, shell);
      host = bed.machine("sip-a");
    });
    afterAll(() => bed?.close());
    beforeEach(async () => {
      install({});
      await bed.machine("sip-b").shell(`ip address delete ${VIRTUAL_IP}/24 dev eth1 2>/dev/null || true`);
      await vip("down");
      await endAnnouncements(host);
      await host.shell("rm -rf /var/run/sip-ha /var/log/sip-ha");
    });

    const install = (takeover: Partial<IpAddressTakeover>) => host.write(SCRIPT, unixScript(system, { takeover }));
    const vip = (...words: string[]) => host.run([SCRIPT, ...words]);
    const holds = async () => (await host.shell(`ip -o -4 address show to ${VIRTUAL_IP}/32`)) !== "";
    const note = async (name: "role" | "token") => (await host.shell(`cat /var/run/sip-ha/inbound.${name}`)).trim();
    const log = () => (host.exists(LOG) ? host.read(LOG) : "");
    const peer = (verb: "add" | "delete") => bed.machine("sip-b").shell(`ip address ${verb} ${VIRTUAL_IP}/24 dev eth1`);
    /** While ifconfig is a script that can call the real stand-in as ifconfig.away. */
    const withIfconfig = async <T>(text: string, run: () => Promise<T>): Promise<T> => {
      await host.shell("mv /usr/sbin/ifconfig /usr/sbin/ifconfig.away");
      host.write("/usr/sbin/ifconfig", text);
      try {
        return await run();
      } finally {
        await host.shell("mv -f /usr/sbin/ifconfig.away /usr/sbin/ifconfig");
      }
    };

    test("fails with 9 after a bounded time if ifconfig hangs", async () => {
      const outcomes = await withIfconfig("#!/bin/dash\nexec sleep 60\n", () =>
        Promise.all(["status", "up"].map((command) => vip(command))),
      );
      for (const outcome of outcomes) {
        expect(outcome.code, outcome.stderr).toBe(9);
        expect(outcome.stderr).toContain(`ifconfig does not say where ${VIRTUAL_IP} is`);
        expect(outcome.milliseconds).toBeLessThan(8_000);
      }
    });

    test("a down that cannot see where the virtual IP is still counts as a decision, and leaves its role", async () => {
      expect((await vip("up")).code).toBe(0);
      expect((await withIfconfig("#!/bin/dash\nexit 1\n", () => vip("down"))).code).toBe(9);
      expect(await host.shell("sed 1d /var/run/sip-ha/inbound.role")).toBe("down\n");
    });

    test("a release that cannot see where the virtual IP is leaves everything as it was, as nobody has decided it", async () => {
      expect((await vip("up")).code).toBe(0);
      const token = await host.shell("cat /var/run/sip-ha/inbound.token");
      const release = () => vip("release", token.trim());
      expect((await withIfconfig("#!/bin/dash\nexit 1\n", release)).code).toBe(9);
      expect(await host.shell("sed 1d /var/run/sip-ha/inbound.role")).toBe("up\n");
      expect(await host.shell("cat /var/run/sip-ha/inbound.token")).toBe(token);
    });

    test.each([
      ["INT", 130],
      ["TERM", 143],
    ])("ended by %s, it logs where it has left the virtual IP, and ends with %i", async (signal, code) => {
      const slow =
        '#!/bin/dash\n/usr/sbin/ifconfig.away "$@"; code=$?; case " $* " in *" addif "* | *" alias "*) : >/var/stand-in/added; sleep 1 ;; esac; exit $code\n';
      await withIfconfig(slow, async () => {
        const run = vip("up");
        await eventually(() => host.exists("/var/stand-in/added"));
        await host.run(["pkill", `-${signal}`, "-o", "-f", `${SCRIPT} up`]);
        expect(await run).toMatchObject({ code, stdout: "", stderr: "inbound-vip: ended by a signal\n" });
        expect(log()).toMatch(new RegExp(`up: down -> (up|unverified), exit ${code}, \\d+ ms: ended by a signal\n$`));
        expect(await vip("up")).toMatchObject({ code: 0, stderr: "" });
      });
      await host.shell("rm /var/stand-in/added");
    });

    test("needs no space in /tmp, where the shell keeps here-documents", async () => {
      await host.shell("mount -t tmpfs -o size=4k tmpfs /tmp; head -c 9000 /dev/zero >/tmp/full 2>/dev/null || true");
      const outcomes: Outcome[] = [];
      for (const command of ["up", "status", "announce", "down"]) outcomes.push(await vip(command));
      await host.shell("umount /tmp");
      expect(outcomes.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
        outcomes.map(() => ({ code: 0, stderr: "" })),
      );
      expect(await holds()).toBe(false);
    });

    test("the system's tools do not use libraries that the caller sets for its own programs", async () => {
      const variables = {
        Solaris: ["LD_LIBRARY_PATH", "LD_LIBRARY_PATH_64", "LD_PRELOAD", "LD_PRELOAD_32"],
        AIX: ["LIBPATH", "LD_LIBRARY_PATH", "LDR_PRELOAD", "LDR_PRELOAD64", "LDR_CNTRL"],
      }[system.name];
      const environment = Object.fromEntries(variables.map((name) => [name, "/opt/gcti/lib"]));
      const telling = `#!/bin/dash\nenv >>/var/stand-in/environment\nexec /usr/sbin/ifconfig.away "$@"\n`;
      const outcome = await withIfconfig(telling, () => host.run([SCRIPT, "up"], environment));
      const seen = await host.shell("cat /var/stand-in/environment; rm /var/stand-in/environment");
      expect(outcome.code, outcome.stderr).toBe(0);
      expect(seen.split("\n").filter((line) => line.endsWith("=/opt/gcti/lib"))).toEqual([]);
    });

    test("fails with 9 if the kernel does not add the address, or does not remove it", async () => {
      const refusing = (words: string) =>
        `#!/bin/dash\ncase " $* " in ${words}) echo refused >&2; exit 1 ;; esac\nexec /usr/sbin/ifconfig.away "$@"\n`;
      expect(await withIfconfig(refusing('*" addif "* | *" alias "*'), () => vip("up"))).toMatchObject({
        code: 9,
        stderr: `inbound-vip: ${VIRTUAL_IP} is not on ${INTERFACES[system.name][1]} after adding it: refused\n`,
      });
      await vip("up");
      expect(
        await withIfconfig(refusing('*" removeif "* | *" unplumb "* | *" delete "*'), () => vip("down")),
      ).toMatchObject({
        code: 9,
        stderr: `inbound-vip: ${VIRTUAL_IP} is still on ${INTERFACES[system.name][1]}: refused\n`,
      });
    });

    test("announces nothing if the host's own address is missing, as the virtual IP would become the first address", async () => {
      await vip("up");
      const hiding = '#!/bin/dash\n/usr/sbin/ifconfig.away "$@" | sed "/inet 10.120.0.11 /d"\n';
      const outcome = await withIfconfig(hiding, () => vip("announce"));
      expect(outcome).toMatchObject({
        code: 6,
        stderr: `inbound-vip: the host's own address 10.120.0.11 is not on ${INTERFACES[system.name][1]}\n`,
      });
      expect(await holds()).toBe(true);
    });

    test("ignores lock claims of runs that have ended, and of processes that are no runs", async () => {
      await host.shell(`mkdir -p ${LOCK}; sleep 30 >/dev/null 2>&1 & echo $! >/tmp/other
        : >${LOCK}/number.1.$(cat /tmp/other); : >${LOCK}/number.7.99999; : >${LOCK}/drawing.99998`);
      expect((await vip("up")).code).toBe(0);
      await host.shell("kill $(cat /tmp/other)");
      expect((await host.shell(`ls ${LOCK}`)).trim()).toBe("");
    });

    test("runs one after the other even if ps does not show what the processes are", async () => {
      await host.shell(
        "mv /usr/bin/ps /usr/bin/ps.away; printf '#!/bin/dash\\nexit 1\\n' >/usr/bin/ps; chmod +x /usr/bin/ps",
      );
      await host.shell(`mkdir -p ${LOCK}; : >${LOCK}/number.3.99999`);
      const outcomes = await Promise.all(["up", "down", "up"].map((command) => vip(command)));
      await host.shell("mv -f /usr/bin/ps.away /usr/bin/ps");
      expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
      expect((await host.shell(`ls ${LOCK}`)).trim()).toBe("");
    });

    test("ignores the role of an earlier boot, and respects one of this boot", async () => {
      await vip("up");
      expect((await vip("boot")).stdout).toContain("a role was assigned");
      await host.shell("echo 'Nov 26 10:00' >/var/stand-in/boot");
      const outcome = await vip("boot");
      await host.shell("rm /var/stand-in/boot");
      expect(outcome.stdout).toBe(`inbound-vip: ${VIRTUAL_IP} is released by sip-a\n`);
    });

    test("take-back and release act only after the run of the given token, and otherwise leave it alone", async () => {
      expect((await vip("up")).code).toBe(0);
      const up = await note("token");
      expect(await vip("release", "1 1")).toMatchObject({
        code: 3,
        stderr: `inbound-vip: this script was run since, so ${VIRTUAL_IP} stays as it is\n`,
      });
      expect([await holds(), await note("token")]).toEqual([true, up]);
      expect(await vip("release", up)).toMatchObject({
        code: 0,
        stdout: `inbound-vip: ${VIRTUAL_IP} is released by sip-a\n`,
      });
      expect([await holds(), (await note("role")).split("\n")[1]]).toEqual([false, "release"]);
      expect((await vip("take-back", up)).code).toBe(3);
      expect((await vip("take-back", await note("token"))).code).toBe(0);
      expect(await holds()).toBe(true);
    });

    test("an announcement counts as no decision, and a repeated take-back logs only what is new", async () => {
      await vip("up");
      const up = await note("token");
      expect((await vip("announce")).code).toBe(0);
      expect((await vip("release", up)).code).toBe(0);
      await host.shell(`ip address add ${VIRTUAL_IP}/24 dev eth0`);
      const told: number[] = [];
      for (const words of [[], ["again"], ["again"], []]) {
        expect((await vip("take-back", await note("token"), ...words)).code).toBe(6);
        told.push(log().split(" take-back: ").length - 1);
      }
      await host.shell(`ip address delete ${VIRTUAL_IP}/24 dev eth0`);
      expect(told).toEqual([1, 1, 1, 2]);
      expect((await vip("take-back", await note("token"), "again")).code).toBe(0);
      expect(log()).toMatch(/ take-back: down -> up, exit 0, /);
    });

    test("a release in the place of a down that has not done its work leaves the role of that down", async () => {
      await vip("up");
      await host.shell("sed -i '2s/.*/down/' /var/run/sip-ha/inbound.role");
      expect((await vip("release", await note("token"))).code).toBe(0);
      expect([await holds(), (await note("role")).split("\n")[1]]).toEqual([false, "down"]);
    });

    test.each(["take-at-once", "refuse"] as const)(
      "take-back takes nothing that another host has by then, and does not wait for that host to let go: %s",
      async (conflictPolicy) => {
        install({ conflictPolicy, probeTimeout: "20s" });
        await vip("down");
        await peer("add");
        const outcome = await vip("take-back", await note("token"));
        expect(outcome).toMatchObject({
          code: 7,
          stderr: expect.stringContaining("by now, so it stays there"),
        });
        expect(outcome.milliseconds).toBeLessThan(15_000);
        await peer("delete");
        expect((await vip("status")).code).toBe(3);
        expect(log().split("\n").at(-2)).toMatch(/ take-back: down -> down, exit 7, /);
      },
    );

    // On Solaris the kernel asks.
    if (system === alias)
      test("take-back takes nothing if it cannot ask who has it, whatever the policy", async () => {
        await host.shell("mv /usr/sbin/ping /usr/sbin/ping.away");
        host.write("/usr/sbin/ping", "#!/bin/dash\necho 'ping: no memory' >&2\nexit 1\n");
        const outcomes: Outcome[] = [];
        for (const conflictPolicy of ["take-at-once", "probe-first"] as const) {
          install({ conflictPolicy, probeTimeout: "1s" });
          await vip("down");
          outcomes.push(await vip("take-back", await note("token")));
        }
        await host.shell("mv -f /usr/sbin/ping.away /usr/sbin/ping");
        const stderr = "inbound-vip: the network cannot be asked through en1: ping: no memory\n";
        expect(outcomes).toMatchObject(outcomes.map(() => ({ code: 6, stderr })));
        expect(await holds()).toBe(false);
      });

    test("serves if its notes cannot be written, and says so in the log alone", async () => {
      await host.shell("mkdir -p /var/run/sip-ha/inbound.token /var/run/sip-ha/inbound.role");
      const outcomes = [await vip("up"), await vip("down")];
      await host.shell("rmdir /var/run/sip-ha/inbound.token /var/run/sip-ha/inbound.role");
      expect(outcomes).toMatchObject([
        { code: 0, stderr: "" },
        { code: 0, stderr: "" },
      ]);
      expect(log()).toContain(
        "warning: /var/run/sip-ha/inbound.role cannot be written, so a release at boot may still come; /var/run/sip-ha/inbound.token cannot be written, so earlier runs may go on in the background\n",
      );
    });

    if (system.name === "Solaris") {
      test("fails with 6 on an interface of a multipathing group, whose addresses move to the group's own", async () => {
        await host.shell("mkdir -p /var/stand-in/groups; echo sip >/var/stand-in/groups/e1000g1");
        const outcome = await vip("up");
        await host.shell("rm /var/stand-in/groups/e1000g1");
        expect(outcome).toMatchObject({
          code: 6,
          stderr:
            "inbound-vip: e1000g1 is in the multipathing group sip: declare the group's own interface, or an interface outside the group\n",
        });
        expect(await host.shell("ls /var/stand-in/lifs")).toBe("");
      });

      test("waits for another host to let go even if it cannot leave its token", async () => {
        await host.shell("mkdir -p /var/run/sip-ha/inbound.token");
        await peer("add");
        await vip("up");
        await peer("delete");
        await eventually(() => /the other host has let go/.test(log()), 8_000);
        await host.shell("rmdir /var/run/sip-ha/inbound.token");
      });

      test("status fails with 7 while another host keeps it, and down stops waiting for that host", async () => {
        install({ conflictPolicy: "take-at-once", probeTimeout: "1s" });
        await peer("add");
        expect((await vip("up")).code).toBe(7);
        await eventually(async () => (await vip("status")).code === 7, 5_000);
        expect((await vip("down")).stdout).toBe(`inbound-vip: ${VIRTUAL_IP} is released by sip-a\n`);
        await peer("delete");
        await new Promise((resolve) => setTimeout(resolve, 3_000));
        expect([await holds(), (await vip("status")).code]).toEqual([false, 3]);
      });

      test("a logical interface that somebody left down is brought up, or removed", async () => {
        await host.shell(`ifconfig e1000g1 addif ${VIRTUAL_IP} netmask 255.255.255.0 broadcast +`);
        expect((await vip("status")).code).toBe(3);
        expect((await vip("up")).code).toBe(0);
        expect(await host.shell("ls /var/stand-in/lifs")).toBe("e1000g1:1\n");
        // As if the script had made it: packets do not leave with it.
        expect(await host.shell("ifconfig -a4")).toMatch(/e1000g1:1: flags=\w+<UP,.*,DEPRECATED,/);
        await vip("down");
        await host.shell(`ifconfig e1000g1 addif ${VIRTUAL_IP} netmask 255.255.255.0 broadcast +`);
        expect((await vip("down")).code).toBe(0);
        expect(await host.shell("ls /var/stand-in/lifs")).toBe("");
      });
    } else {
      test("logs whether the gateway has listened", async () => {
        await vip("up");
        await eventually(() => /announced once; the gateway 10\.120\.0\.1 answered in round 1/.test(log()), 5_000);
        await vip("down");
        install({ announcements: 1 });
        await answersToPing(bed.machine("router"), false);
        await vip("up");
        await eventually(() => /warning: announced once; the gateway 10\.120\.0\.1 did not answer/.test(log()), 8_000);
        await answersToPing(bed.machine("router"), true);
      });

      test("refuse fails with 6, not 7, if it cannot ask the network", async () => {
        install({ conflictPolicy: "refuse", probeTimeout: "1s" });
        await host.shell(
          "mv /usr/sbin/ping /usr/sbin/ping.away; printf '#!/bin/dash\\nexit 1\\n' >/usr/sbin/ping; chmod +x /usr/sbin/ping",
        );
        const outcome = await vip("up");
        await host.shell("mv -f /usr/sbin/ping.away /usr/sbin/ping");
        expect(outcome.code).toBe(6);
        expect(await holds()).toBe(false);
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
    }
  });
