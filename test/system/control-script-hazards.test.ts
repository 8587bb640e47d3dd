import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { EXIT_CODES } from "../../lib/options/ip-address-takeover/linux/control-script";
import { eventually } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { LOG, NEEDS, SCRIPT, TakeoverBed, VIRTUAL_IP } from "../takeover-bed";

const OWN = "10.120.0.11/24";

describeWith(NEEDS, "the control script under adverse conditions", () => {
  let bed: TakeoverBed;
  beforeAll(async () => {
    bed = await TakeoverBed.open();
  });
  afterAll(() => bed?.close());
  beforeEach(() => bed.reset());

  const shell = (line: string) => bed.a.machine.shell(line);

  test("fails with 5 and names the package where arping is missing, and releases nevertheless", async () => {
    await bed.a.vip("up");
    const [up, down] = await bed.a.without(
      "arping",
      async () => [await bed.a.vip("up"), await bed.a.vip("down")] as const,
    );
    expect(up).toMatchObject({
      code: 5,
      stderr: "inbound-vip: arping is not installed: Debian package iputils-arping, Red Hat package iputils\n",
    });
    expect(down.code).toBe(0);
    expect(await bed.a.holds()).toBe(false);
  });

  test.each(["flock", "ip", "stat", "timeout"])("fails with 5 where %s is missing", async (tool) => {
    const outcome = await bed.a.without(tool, () => bed.a.vip("up"));
    expect(outcome.code).toBe(5);
    expect(outcome.stderr).toMatch(new RegExp(`^inbound-vip: ${tool} is not installed: .*package`));
  });

  test("fails with 4 where the account is not root, but for status", async () => {
    const asNobody = (command: string) =>
      bed.a.machine.run(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", SCRIPT, command]);
    for (const command of ["up", "down", "announce"])
      expect(await asNobody(command)).toMatchObject({
        code: 4,
        stderr: "inbound-vip: this needs root's rights: run it as root or through sudo\n",
      });
    expect((await asNobody("status")).code).toBe(3);
    expect(await bed.a.holds()).toBe(false);
  });

  test("fails with 6 where the interface is down, and leaves it so", async () => {
    await shell("ip link set eth1 down");
    const outcome = await bed.a.vip("up");
    await shell("ip link set eth1 up");
    expect(outcome).toMatchObject({
      code: 6,
      stderr: "inbound-vip: the interface eth1 is down: bring it up with: ip link set eth1 up\n",
    });
    expect(await bed.a.holds()).toBe(false);
  });

  test("fails with 6 where the interface has vanished, while down finds nothing left to do", async () => {
    await shell("ip link set eth1 down; ip link set eth1 name away");
    const [up, down] = [await bed.a.vip("up"), await bed.a.vip("down")];
    await shell("ip link set away name eth1; ip link set eth1 up");
    expect(up).toMatchObject({ code: 6, stderr: "inbound-vip: there is no interface eth1 on this host\n" });
    expect(down.code).toBe(0);
  });

  test("fails with 6 where the host's own address is missing, so that the virtual IP never becomes the primary one", async () => {
    await shell(`ip address delete ${OWN} dev eth1`);
    const outcome = await bed.a.vip("up");
    await shell(`ip address add ${OWN} broadcast + dev eth1`);
    expect(outcome).toMatchObject({
      code: 6,
      stderr: "inbound-vip: the host's own address 10.120.0.11 is not on eth1\n",
    });
    expect(await bed.a.holds()).toBe(false);
  });

  test.each(["up", "down"])("%s fails with 6 where it is asked to move the host's own address", async (command) => {
    bed.generate({ takeover: { virtualIp: "10.120.0.11" } });
    expect(await bed.a.vip(command)).toMatchObject({
      code: 6,
      stderr: "inbound-vip: 10.120.0.11 is the host's own address, which never moves\n",
    });
    expect(await bed.a.machine.addresses("eth1")).toEqual([OWN]);
  });

  test("fails with 6 where the virtual IP is on another interface, and leaves that alone", async () => {
    await shell(`ip address add ${VIRTUAL_IP}/32 dev eth0`);
    const outcomes = [await bed.a.vip("up"), await bed.a.vip("down"), await bed.a.vip("status")];
    const addresses = await bed.a.machine.addresses("eth0");
    await shell(`ip address delete ${VIRTUAL_IP}/32 dev eth0`);
    expect(outcomes.map((outcome) => outcome.code)).toEqual([6, 6, 6]);
    expect(outcomes[0]!.stderr).toMatch(/10\.120\.0\.10\/32 on eth0/);
    expect(addresses).toEqual(["10.110.0.11/24", `${VIRTUAL_IP}/32`]);
  });

  test("down removes the virtual IP with a wrong prefix length as well", async () => {
    await shell(`ip address add ${VIRTUAL_IP}/32 dev eth1; ip address add ${VIRTUAL_IP}/24 dev eth1`);
    expect((await bed.a.vip("up")).code).toBe(6);
    expect((await bed.a.vip("down")).code).toBe(0);
    expect(await bed.a.machine.addresses("eth1")).toEqual([OWN]);
  });

  test("down keeps the host's own address where somebody made the virtual IP the primary one", async () => {
    await shell(`echo 0 >/proc/sys/net/ipv4/conf/eth1/promote_secondaries; ip address flush dev eth1
      ip address add ${VIRTUAL_IP}/24 dev eth1; ip address add ${OWN} broadcast + dev eth1`);
    expect((await bed.a.vip("down")).code).toBe(0);
    expect(await bed.a.machine.addresses("eth1")).toEqual([OWN]);
  });

  test("killed at any moment, the next run puts everything right", async () => {
    for (let delay = 2; delay <= 44; delay += 3)
      for (const command of ["up", "down"]) {
        await shell(
          `${SCRIPT} ${command} >/dev/null 2>&1 & pid=$!; sleep 0.0${String(delay).padStart(2, "0")}; kill -9 $pid; wait $pid || true`,
        );
        const outcome = await bed.a.vip(command);
        expect(outcome.code, `${command} after a kill at ${delay} ms: ${outcome.stderr}`).toBe(0);
        expect(await bed.a.holds()).toBe(command === "up");
        expect((await bed.a.machine.addresses("eth1"))[0]).toBe(OWN);
      }
  });

  test("twenty runs at once are done one after the other, each with a documented code", async () => {
    const commands = Array.from({ length: 20 }, (_, index) => ["up", "down", "up", "announce", "status"][index % 5]!);
    const outcomes = await Promise.all(commands.map((command) => bed.a.vip(command)));
    outcomes.forEach((outcome, index) => {
      const expected = commands[index] === "status" || commands[index] === "announce" ? [0, 3] : [0];
      expect(expected, `${commands[index]}: ${outcome.stderr}`).toContain(outcome.code);
      expect([...EXIT_CODES.keys()]).toContain(outcome.code);
    });
    const holds = await bed.a.holds();
    expect(await bed.a.machine.addresses("eth1")).toEqual(holds ? [OWN, `${VIRTUAL_IP}/24`] : [OWN]);
    expect((await bed.a.vip("status")).code).toBe(holds ? 0 : 3);
    // Each run saw what the one before it left.
    const states = [...bed.a.log().matchAll(/: (up|down) -> (up|down), exit/g)].map((match) => [match[1], match[2]]);
    expect(states).toHaveLength(16);
  });

  test("announces it, once, where somebody else puts it there at the same moment", async () => {
    const outcome = await bed.a.without(
      "ip",
      () => bed.a.vip("up"),
      '#!/bin/sh\n[ "$2" != add ] || /usr/bin/ip.away "$@"\nexec /usr/bin/ip.away "$@"\n',
    );
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    expect(await bed.a.holds()).toBe(true);
    // Announcers of earlier runs come to their end meanwhile.
    const run = /\[(\d+)\] up: down -> up/.exec(bed.a.log())![1]!;
    const announced = () => bed.a.log().match(new RegExp(`\\[${run}\\] announced in`, "g")) ?? [];
    await eventually(() => announced().length > 0, 10_000);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(announced()).toHaveLength(1);
  });

  test("fails with 9 after a bounded time where the kernel's tool hangs", async () => {
    const outcomes = await bed.a.without(
      "ip",
      () => Promise.all(["status", "up"].map((command) => bed.a.vip(command))),
      "#!/bin/sh\nexec sleep 60\n",
    );
    for (const outcome of outcomes) {
      expect(outcome.code).toBe(9);
      expect(outcome.stderr).toMatch(/ip\(8\) does not say where 10\.120\.0\.10 is/);
      expect(outcome.milliseconds).toBeLessThan(7_500);
    }
  });

  test("fails with 9 where the kernel does not add the address, or does not remove it", async () => {
    const refusing = (word: string) =>
      `#!/bin/sh\ncase " $* " in *" ${word} "*) echo refused >&2; exit 0 ;; esac\nexec /usr/bin/ip.away "$@"\n`;
    expect(await bed.a.without("ip", () => bed.a.vip("up"), refusing("add"))).toMatchObject({
      code: 9,
      stderr: `inbound-vip: ${VIRTUAL_IP} is not on eth1 after adding it: refused\n`,
    });
    await bed.a.vip("up");
    expect(await bed.a.without("ip", () => bed.a.vip("down"), refusing("delete"))).toMatchObject({
      code: 9,
      stderr: `inbound-vip: ${VIRTUAL_IP} is still on eth1: refused\n`,
    });
  });

  test("fails with 9 where the kernel does not say what has become of it, and says no more than that", async () => {
    const once = `#!/bin/sh\ncase "$*" in "address show") [ ! -e /tmp/asked ] || exit 1; : >/tmp/asked ;; esac\nexec /usr/bin/ip.away "$@"\n`;
    for (const [command, word] of [
      ["up", "adding"],
      ["down", "removing"],
    ] as const) {
      expect(await bed.a.without("ip", () => bed.a.vip(command), once)).toMatchObject({
        code: 9,
        stderr: `inbound-vip: ip(8) does not say where ${VIRTUAL_IP} is after ${word} it\n`,
      });
      await shell("rm /tmp/asked");
    }
  });

  test("a log that blocks keeps no other run from its work", async () => {
    await shell(`mkdir -p ${LOG.replace(/[^/]+$/, "")}; mkfifo ${LOG}`);
    const blocked = bed.a.machine.spawn([SCRIPT, "up"]);
    await eventually(() => bed.a.holds());
    const down = bed.a.machine.spawn([SCRIPT, "down"]);
    await eventually(async () => !(await bed.a.holds()));
    // What reads the pipe lets both of them come to their end.
    await shell(`timeout 2 cat ${LOG} || true; rm -f ${LOG}`);
    for (const child of [blocked, down]) child.kill("SIGKILL");
  });

  test("at boot it releases an address without a role, and none that a role was assigned for, also while that is being done", async () => {
    await shell(`rm -f /run/sip-ha/inbound.role; ip address add ${VIRTUAL_IP}/24 dev eth1`);
    expect(await bed.a.vip("boot")).toMatchObject({
      code: 0,
      stdout: `inbound-vip: ${VIRTUAL_IP} is released by sip-a\n`,
    });
    expect(await bed.a.holds()).toBe(false);
    bed.generate({ takeover: { conflictPolicy: "probe-first" } });
    const up = bed.a.vip("up");
    await eventually(() => bed.a.machine.exists("/run/sip-ha/inbound.role"));
    expect(await bed.a.vip("boot")).toMatchObject({
      code: 0,
      stdout: `inbound-vip: a role was assigned since the host has started, so ${VIRTUAL_IP} stays as it is\n`,
    });
    expect((await up).code).toBe(0);
    expect(await bed.a.holds()).toBe(true);
  });

  test("takes it back only after the run of the given token, and never without one", async () => {
    await bed.a.vip("up");
    await bed.a.vip("down");
    const token = bed.a.machine.read("/run/sip-ha/inbound.token").trim();
    const takeBack = (...words: string[]) => bed.a.machine.run([SCRIPT, "take-back", ...words]);
    expect((await takeBack("1 1")).code).toBe(3);
    expect((await takeBack("")).code).toBe(3);
    expect((await takeBack()).code).toBe(2);
    expect(await bed.a.holds()).toBe(false);
    expect(await takeBack(token)).toMatchObject({ code: 0 });
    expect(await bed.a.holds()).toBe(true);
    await bed.a.vip("down");
    expect((await takeBack(token)).code).toBe(3);
    expect(await bed.a.holds()).toBe(false);
  });

  test("fails with 9 where somebody made the label longer than the kernel takes, and changes nothing", async () => {
    const changed = bed.a.machine.read(SCRIPT).replace("LABEL='eth1:sip'", "LABEL='eth1:far-too-long'");
    bed.a.machine.write(SCRIPT, changed);
    const outcome = await bed.a.vip("up");
    expect(outcome.code).toBe(9);
    expect(outcome.stderr).toMatch(/^inbound-vip: 10\.120\.0\.10 is not on eth1 after adding it: Error: /);
    expect(await bed.a.holds()).toBe(false);
    expect(await bed.a.machine.addresses("eth1")).toEqual([OWN]);
  });

  test("fails with 8 where another run holds the lock for longer than it waits", async () => {
    bed.generate({ takeover: { lockTimeout: "1s" } });
    const other = bed.a.machine.run(["flock", "/run/sip-ha/inbound.lock", "sleep", "3"]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const outcome = await bed.a.vip("up");
    await other;
    expect(outcome).toMatchObject({
      code: 8,
      stderr: "inbound-vip: another run still holds the lock after 1 s: see the log and try again\n",
    });
    expect(outcome.milliseconds).toBeGreaterThan(900);
    expect(outcome.milliseconds).toBeLessThan(2_500);
  });

  test("fails with 6 where the lock is a link to somewhere else, which stays as it is", async () => {
    await shell("rm -f /run/sip-ha/inbound.lock; echo precious >/tmp/file; ln -s /tmp/file /run/sip-ha/inbound.lock");
    const outcome = await bed.a.vip("up");
    await shell("rm -f /run/sip-ha/inbound.lock");
    expect(outcome).toMatchObject({
      code: 6,
      stderr: "inbound-vip: /run/sip-ha/inbound.lock is not a file of root: remove it\n",
    });
    expect(bed.a.machine.read("/tmp/file")).toBe("precious\n");
  });

  test("fails with 6 where the lock's folder is a link, or another account's", async () => {
    await shell("mv /run/sip-ha /run/away; mkdir /tmp/other; ln -s /tmp/other /run/sip-ha");
    const linked = await bed.a.vip("up");
    await shell("rm /run/sip-ha; mkdir /run/sip-ha; chown 65534 /run/sip-ha");
    const foreign = await bed.a.vip("up");
    await shell("rm -rf /run/sip-ha; mv /run/away /run/sip-ha");
    for (const outcome of [linked, foreign])
      expect(outcome).toMatchObject({
        code: 6,
        stderr: "inbound-vip: /run/sip-ha is not a folder of root: remove it\n",
      });
  });

  test("makes the lock's folder where there is none, for root alone to write", async () => {
    await shell("rm -rf /run/sip-ha");
    expect((await bed.a.vip("down")).code).toBe(0);
    expect((await shell("stat -c '%u %a %F' /run/sip-ha")).trim()).toBe("0 755 directory");
  });

  test("a full disk under the log changes nothing", async () => {
    await shell(
      "mkdir -p /var/log/sip-ha; mount -t tmpfs -o size=4k tmpfs /var/log/sip-ha; head -c 4096 /dev/zero >/var/log/sip-ha/full",
    );
    const outcomes = [await bed.a.vip("up"), await bed.a.vip("up"), await bed.a.vip("down")];
    const log = bed.a.log();
    await shell("umount /var/log/sip-ha");
    expect(outcomes.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, ""],
      [0, ""],
      [0, ""],
    ]);
    expect(log).toBe("");
  });

  test("a missing syslog changes nothing", async () => {
    expect(await bed.a.without("logger", () => bed.a.vip("up"))).toMatchObject({ code: 0, stderr: "" });
  });

  // The kernel has one clock for all namespaces, and setting it would change the machine that runs the tests; so what a jump
  // changes, the answer of date(1), is changed instead. Everything that the script measures, it measures with /proc/uptime.
  test("a clock that jumps changes nothing but the times in the log", async () => {
    bed.generate({ takeover: { conflictPolicy: "refuse", probeTimeout: "1s" } });
    const stopped = "#!/bin/sh\necho 1970-01-01T00:00:00Z\n";
    const outcome = await bed.a.without("date", () => bed.a.vip("up"), stopped);
    expect(outcome.code).toBe(0);
    expect(bed.a.log()).toMatch(/^1970-01-01T00:00:00Z inbound-vip\[\d+\] up: down -> up, exit 0, \d{3} ms/m);
  });

  test.each([
    [{ LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" }],
    [{ LANG: "de_DE", LANGUAGE: "de", LC_NUMERIC: "de_DE.UTF-8" }],
    [{ PATH: "/nonexistent", IFS: "x1.", CDPATH: "/tmp", ENV: "/nonexistent" }],
    [{ NAME: "x", STATE: "up", LOG: "/etc/passwd", COMMAND: "down", HOLDER: "x", error: "x", FOUND: "x" }],
    [{ POSIXLY_CORRECT: "1", BASH_ENV: "/nonexistent", uptime: "1", round: "9", total: "9", stranger: "x" }],
  ])("an odd environment %j changes nothing", async (environment) => {
    for (const command of ["up", "status", "down"]) {
      const outcome = await bed.a.machine.run([
        "env",
        ...Object.entries(environment).map(([name, value]) => `${name}=${value}`),
        SCRIPT,
        command,
      ]);
      expect(outcome, JSON.stringify(outcome)).toMatchObject({ code: 0, stderr: "" });
      expect(await bed.a.holds()).toBe(command !== "down");
    }
  });

  test("a file mask of the caller does not show in what it writes", async () => {
    await shell(`rm -rf /run/sip-ha; umask 0; ${SCRIPT} up`);
    expect(
      (await shell(`stat -c %a ${LOG} /run/sip-ha/inbound.role /run/sip-ha/inbound.lock`)).trim().split("\n"),
    ).toEqual(["644", "644", "644"]);
  });
});
