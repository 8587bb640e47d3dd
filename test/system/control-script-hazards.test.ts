import { expect, test } from "vitest";
import { bedOfTests } from "../bed-of-tests";
import { eventually } from "../eventually";
import { describeWith, testWith } from "../prerequisites";
import { LOG, NEEDS, SCRIPT, VIRTUAL_IP } from "../takeover-bed";

const OWN = "10.120.0.11/24";

/** Runs a command whose shell gets no process: a filter of system calls answers as the kernel does when there are too many processes. */
const NO_PROCESS = `
use POSIX ();
my ($prctl, @calls) = (POSIX::uname())[4] eq "aarch64" ? (167, 220, 435) : (157, 56, 57, 58, 435);
my $rules = pack("SCCL", 0x20, 0, 0, 0);
$rules .= pack("SCCL", 0x15, @calls - $_, 0, $calls[$_]) for 0 .. $#calls;
$rules .= pack("SCCL", 6, 0, 0, 0x7fff0000) . pack("SCCL", 6, 0, 0, 0x0005000b);
syscall($prctl, 38, 1, 0, 0, 0) == 0 or die "no_new_privs: $!";
syscall($prctl, 22, 2, pack("Sx6P", length($rules) / 8, $rules)) == 0 or die "seccomp: $!";
exec @ARGV;
`;

describeWith(NEEDS, "the control script under adverse conditions", () => {
  const bed = bedOfTests();

  const shell = (line: string) => bed.a.machine.shell(line);

  test.each(["flock", "ip", "stat", "timeout"])("fails with 5 if %s is missing", async (tool) => {
    const outcome = await bed.a.without(tool, () => bed.a.vip("up"));
    expect(outcome.code).toBe(5);
    expect(outcome.stderr).toMatch(new RegExp(`^inbound-vip: ${tool} is not installed: .*package`));
  });

  test("fails with 6 if the interface is down, and leaves it down", async () => {
    await shell("ip link set eth1 down");
    const outcome = await bed.a.vip("up");
    await shell("ip link set eth1 up");
    expect(outcome).toMatchObject({
      code: 6,
      stderr: "inbound-vip: the interface eth1 is down: bring it up with: ip link set eth1 up\n",
    });
    expect(await bed.a.holds()).toBe(false);
  });

  test("announces nothing on an interface that is down, and says so", async () => {
    await bed.a.vip("up");
    await shell("ip link set eth1 down");
    const outcome = await bed.a.vip("announce");
    await shell("ip link set eth1 up");
    expect(outcome).toMatchObject({
      code: 6,
      stderr: "inbound-vip: the interface eth1 is down: bring it up with: ip link set eth1 up\n",
    });
    await bed.a.vip("down");
  });

  test("fails with 6 if the virtual IP is on another interface, and leaves it there", async () => {
    await shell(`ip address add ${VIRTUAL_IP}/32 dev eth0`);
    const outcomes = [await bed.a.vip("up"), await bed.a.vip("down"), await bed.a.vip("status")];
    const addresses = await bed.a.machine.addresses("eth0");
    await shell(`ip address delete ${VIRTUAL_IP}/32 dev eth0`);
    expect(outcomes.map((outcome) => outcome.code)).toEqual([6, 6, 6]);
    expect(outcomes[0]!.stderr).toMatch(/10\.120\.0\.10\/32 on eth0/);
    expect(addresses).toEqual(["10.110.0.11/24", `${VIRTUAL_IP}/32`]);
  });

  test("down also removes a virtual IP that has a wrong prefix length", async () => {
    await shell(`ip address add ${VIRTUAL_IP}/32 dev eth1; ip address add ${VIRTUAL_IP}/24 dev eth1`);
    expect((await bed.a.vip("up")).code).toBe(6);
    expect((await bed.a.vip("down")).code).toBe(0);
    expect(await bed.a.machine.addresses("eth1")).toEqual([OWN]);
  });

  test("down keeps the host's own address if somebody made the virtual IP the primary address", async () => {
    await shell(`echo 0 >/proc/sys/net/ipv4/conf/eth1/promote_secondaries; ip address flush dev eth1
      ip address add ${VIRTUAL_IP}/24 dev eth1; ip address add ${OWN} broadcast + dev eth1`);
    expect((await bed.a.vip("down")).code).toBe(0);
    expect(await bed.a.machine.addresses("eth1")).toEqual([OWN]);
  });

  test("down keeps addresses that nobody has declared, even if the host's own is missing and the virtual IP is the primary address", async () => {
    const others = ["10.120.0.21/24", "10.120.0.22/24"];
    await shell(`echo 0 >/proc/sys/net/ipv4/conf/eth1/promote_secondaries; ip address flush dev eth1
      for address in ${VIRTUAL_IP}/24 ${others.join(" ")}; do ip address add $address dev eth1; done`);
    const outcome = await bed.a.vip("down");
    const addresses = await bed.a.machine.addresses("eth1");
    await shell(`ip address flush dev eth1; ip address add ${OWN} broadcast + dev eth1`);
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    expect(addresses).toEqual(others);
  });

  test("down keeps the virtual IP if it cannot change the kernel's setting and would lose the host's own address with it", async () => {
    await shell(`echo 0 >/proc/sys/net/ipv4/conf/eth1/promote_secondaries; ip address flush dev eth1
      ip address add ${VIRTUAL_IP}/24 dev eth1; ip address add ${OWN} broadcast + dev eth1
      mount -o bind /proc/sys /proc/sys; mount -o remount,ro,bind /proc/sys`);
    const outcome = await bed.a.vip("down");
    const addresses = await bed.a.machine.addresses("eth1");
    await shell("umount /proc/sys");
    expect(outcome).toMatchObject({
      code: 9,
      stderr: `inbound-vip: ${VIRTUAL_IP} is still on eth1: the kernel would take 10.120.0.11 away with it, as /proc/sys/net/ipv4/conf/eth1/promote_secondaries cannot be set to 1\n`,
    });
    expect(addresses).toEqual([`${VIRTUAL_IP}/24`, OWN]);
    expect((await bed.a.vip("down")).code).toBe(0);
    expect(await bed.a.machine.addresses("eth1")).toEqual([OWN]);
  });

  test("serves if the host's own address has another prefix length, and warns that packets may leave with the virtual IP", async () => {
    await shell("ip address flush dev eth1; ip address add 10.120.0.11/16 broadcast + dev eth1");
    const outcomes = [await bed.a.vip("up"), await bed.a.vip("down")];
    const addresses = await bed.a.machine.addresses("eth1");
    await shell(`ip address flush dev eth1; ip address add ${OWN} broadcast + dev eth1`);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
    expect(addresses).toEqual(["10.120.0.11/16"]);
    expect(bed.a.log()).toContain(
      `warning: ${VIRTUAL_IP} is a primary address of eth1, so packets of this host may leave with it; is its own address 10.120.0.11/24?\n`,
    );
    await bed.a.vip("up");
    await bed.a.vip("down");
    expect(bed.a.log().match(/is a primary address/g)).toHaveLength(1);
  });

  test("a long log is put aside once, even if several runs write at the same moment", async () => {
    await shell(`mkdir -p ${LOG.replace(/[^/]+$/, "")}; head -c 900001 /dev/zero >${LOG}; cp /usr/bin/mv /usr/bin/real-mv; rm /usr/bin/mv
      printf '#!/bin/sh\nsleep 0.3; mkdir /run/moved || sleep 0.3\nexec real-mv "$@"\n' >/usr/bin/mv; chmod +x /usr/bin/mv`);
    await Promise.all([bed.a.vip("down"), bed.a.vip("down")]);
    await shell("real-mv -f /usr/bin/real-mv /usr/bin/mv; rmdir /run/moved");
    expect((await shell(`stat -c %s ${LOG}.1`)).trim()).toBe("900001");
    expect(bed.a.log().match(/ down: /g)).toHaveLength(2);
  });

  test("the system's tools do not use libraries that the caller sets for its own programs", async () => {
    await shell("mkdir -p /opt/gcti/lib; echo none >/opt/gcti/lib/libcap.so.2");
    const environment = { LD_LIBRARY_PATH: "/opt/gcti/lib" };
    expect((await bed.a.machine.run(["ip", "address", "show"], environment)).code).not.toBe(0);
    expect(await bed.a.machine.run([SCRIPT, "up"], environment)).toMatchObject({ code: 0, stderr: "" });
  });

  test("the system's tools do not use a library that the caller loads into every program", async () => {
    // Each program that starts with it complains: the shell does, but nothing after it.
    const { code, stderr } = await bed.a.machine.run(["env", "LD_PRELOAD=/opt/gcti/lib/none.so", SCRIPT, "up"]);
    expect([code, stderr.match(/none\.so/g)?.length]).toEqual([0, 1]);
  });

  test("the caller's limit on file size affects nothing but the log", async () => {
    expect(await bed.a.machine.run(["sh", "-c", `ulimit -f 0; exec ${SCRIPT} up`])).toMatchObject({
      code: 0,
      stderr: "",
    });
    expect(await bed.a.holds()).toBe(true);
    expect(bed.a.log()).toBe("");
  });

  test.each([
    ["INT", 130],
    ["TERM", 143],
  ])("ended by %s, it logs where it has left the virtual IP, and ends with %i", async (signal, code) => {
    const slow =
      '#!/bin/sh\n/usr/bin/ip.away "$@"; code=$?; [ "$2" != add ] || { : >/tmp/added; sleep 1; }; exit $code\n';
    const outcome = await bed.a.without(
      "ip",
      async () => {
        const run = bed.a.vip("up");
        await eventually(() => bed.a.machine.exists("/tmp/added"));
        await bed.a.machine.run(["pkill", `-${signal}`, "-o", "-f", `${SCRIPT} up`]);
        return run;
      },
      slow,
    );
    await shell("rm /tmp/added");
    expect(outcome).toMatchObject({ code, stdout: "", stderr: "inbound-vip: ended by a signal\n" });
    expect(bed.a.log()).toMatch(new RegExp(`up: down -> up, exit ${code}, \\d+ ms: ended by a signal\n$`));
    expect(await bed.a.vip("up")).toMatchObject({ code: 0, stderr: "" });
  });

  test("announces it, once, if somebody else adds it to the host at the same moment", async () => {
    bed.generate({ takeover: { announcements: 1 } });
    const outcome = await bed.a.without(
      "ip",
      () => bed.a.vip("up"),
      '#!/bin/sh\n[ "$2" != add ] || /usr/bin/ip.away "$@"\nexec /usr/bin/ip.away "$@"\n',
    );
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    expect(await bed.a.holds()).toBe(true);
    const announced = () => bed.a.log().match(/announced in/g) ?? [];
    await eventually(() => announced().length > 0, 10_000);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(announced()).toHaveLength(1);
  });

  test("fails with 9 after a bounded time if the kernel's tool hangs and does not end when told to", async () => {
    const outcomes = await bed.a.without(
      "ip",
      () => Promise.all(["status", "up"].map((command) => bed.a.vip(command))),
      "#!/bin/sh\ntrap '' TERM\nexec sleep 60\n",
    );
    for (const outcome of outcomes) {
      expect(outcome.code).toBe(9);
      expect(outcome.stderr).toMatch(/ip\(8\) does not say where 10\.120\.0\.10 is/);
      expect(outcome.milliseconds).toBeLessThan(20_000);
    }
  });

  test("fails with 9 if the kernel does not add the address, or does not remove it", async () => {
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

  test("fails with 9 if the kernel does not say what has become of it, and claims no more than that", async () => {
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

  test("a run whose log blocks does not keep other runs from their work", async () => {
    await shell(`mkdir -p ${LOG.replace(/[^/]+$/, "")}; mkfifo ${LOG}`);
    const blocked = bed.a.machine.spawn([SCRIPT, "up"]);
    await eventually(() => bed.a.holds());
    const down = bed.a.machine.spawn([SCRIPT, "down"]);
    await eventually(async () => !(await bed.a.holds()));
    // A reader of the pipe lets both of them finish.
    await shell(`timeout 2 cat ${LOG} || true; rm -f ${LOG}`);
    for (const child of [blocked, down]) child.kill("SIGKILL");
  });

  test("a down that cannot see where the virtual IP is still counts as a decision: it silences an up and leaves its role", async () => {
    bed.generate({ takeover: { announcements: 5 } });
    expect((await bed.a.vip("up")).code).toBe(0);
    const down = await bed.a.without("ip", () => bed.a.vip("down"), "#!/bin/sh\nexit 1\n");
    expect(down).toMatchObject({ code: 9, stderr: `inbound-vip: ip(8) does not say where ${VIRTUAL_IP} is\n` });
    expect(bed.a.machine.read("/run/sip-ha/inbound.role")).toBe("down\n");
    await eventually(() => /announced in \d rounds/.test(bed.a.log()), 8_000);
    expect(bed.a.log()).not.toContain("announced in 5 rounds");
  });

  test("a release that cannot see where the virtual IP is leaves everything as it was, as nobody has decided it", async () => {
    expect((await bed.a.vip("up")).code).toBe(0);
    const token = bed.a.machine.read("/run/sip-ha/inbound.token");
    const release = () => bed.a.machine.run([SCRIPT, "release", token.trim()]);
    expect(await bed.a.without("ip", release, "#!/bin/sh\nexit 1\n")).toMatchObject({ code: 9 });
    expect(bed.a.machine.read("/run/sip-ha/inbound.role")).toBe("up\n");
    expect(bed.a.machine.read("/run/sip-ha/inbound.token")).toBe(token);
  });

  test("the release at boot also stays away while a role is being assigned", async () => {
    await shell("rm -f /run/sip-ha/inbound.role");
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

  test("take-back takes it only after the run of the given token, and never without a token", async () => {
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

  test("a repeated take-back logs what is new, and nothing else", async () => {
    await bed.a.vip("up");
    const token = () => bed.a.machine.read("/run/sip-ha/inbound.token").trim();
    await bed.a.machine.run([SCRIPT, "release", token()]);
    const codes = async (...words: string[]) => {
      const { code } = await bed.a.machine.run([SCRIPT, "take-back", token(), ...words]);
      return [code, bed.a.log().match(/ take-back: .*, exit [69], .*/g)?.length ?? 0];
    };
    await shell(`ip address add ${VIRTUAL_IP}/32 dev lo`);
    expect([await codes(), await codes("again"), await codes("again")]).toEqual([1, 1, 1].map((told) => [6, told]));
    await shell(`ip address delete ${VIRTUAL_IP}/32 dev lo; ip address add ${VIRTUAL_IP}/32 dev eth0`);
    expect([await codes("again"), await codes("again"), await codes()]).toEqual([2, 2, 3].map((told) => [6, told]));
    await shell(`ip address delete ${VIRTUAL_IP}/32 dev eth0`);
    expect((await codes("once more"))[0]).toBe(2);
    expect((await codes("again"))[0]).toBe(0);
    expect(bed.a.log()).toMatch(/ take-back: down -> up, exit 0, /);
  });

  test("release takes it off only after the run of the given token, and otherwise leaves it and its notes alone", async () => {
    await bed.a.vip("up");
    const notes = () => shell("cat /run/sip-ha/inbound.token /run/sip-ha/inbound.role");
    const [token, before] = [bed.a.machine.read("/run/sip-ha/inbound.token").trim(), await notes()];
    const release = (...words: string[]) => bed.a.machine.run([SCRIPT, "release", ...words]);
    expect(await release("1 1")).toMatchObject({
      code: 3,
      stderr: `inbound-vip: this script was run since, so ${VIRTUAL_IP} stays as it is\n`,
    });
    expect((await release("")).code).toBe(3);
    expect((await release()).code).toBe(2);
    expect([await bed.a.holds(), await notes()]).toEqual([true, before]);
    // Also without arping.
    expect(await bed.a.without("arping", () => release(token))).toMatchObject({
      code: 0,
      stdout: `inbound-vip: ${VIRTUAL_IP} is released by sip-a\n`,
    });
    expect(await bed.a.holds()).toBe(false);
    expect((await shell("cat /run/sip-ha/inbound.role")).trim()).toBe("release");
  });

  test.each([
    [
      "are folders",
      "mkdir /run/sip-ha/inbound.token /run/sip-ha/inbound.role",
      "rm -r /run/sip-ha/inbound.token /run/sip-ha/inbound.role",
    ],
    [
      "are on a full disk",
      "mount -t tmpfs -o size=4k tmpfs /run/sip-ha; head -c 4096 /dev/zero >/run/sip-ha/full",
      "umount /run/sip-ha",
    ],
  ])("serves and announces if its notes %s, and says so in the log alone", async (_, hinder, undo) => {
    bed.generate({ takeover: { announcements: 2 } });
    await shell(`rm -rf /run/sip-ha; mkdir -p /run/sip-ha; ${hinder}`);
    const outcome = await bed.a.vip("up");
    await eventually(() => /announced in 2 rounds/.test(bed.a.log()), 8_000);
    const down = await bed.a.vip("down");
    await shell(undo);
    expect([outcome, down]).toMatchObject([
      { code: 0, stderr: "" },
      { code: 0, stderr: "" },
    ]);
    expect(bed.a.log()).toContain(
      "warning: /run/sip-ha/inbound.role cannot be written, so a release at boot may still come; /run/sip-ha/inbound.token cannot be written, so earlier runs may go on announcing\n",
    );
  });

  test("fails with 6 if the lock's folder is a link, or another account's", async () => {
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

  test("fails with 6 if the lock's folder cannot be made, and names possible reasons", async () => {
    await shell("rm -rf /run/sip-ha; mount -o remount,ro /run");
    const outcome = await bed.a.vip("up");
    await shell("mount -o remount,rw /run");
    expect(outcome).toMatchObject({
      code: 6,
      stderr: "inbound-vip: the folder /run/sip-ha cannot be made: check whether /run is full or read-only\n",
    });
  });

  test("makes a missing lock folder writable for root alone", async () => {
    await shell("rm -rf /run/sip-ha");
    expect((await bed.a.vip("down")).code).toBe(0);
    expect((await shell("stat -c '%u %a %F' /run/sip-ha")).trim()).toBe("0 700 directory");
  });

  testWith(
    { tools: ["perl"] },
    "fails with 9 if the system gives it no further process, whatever its shell does then",
    async () => {
      await bed.a.vip("up");
      for (const [shell, command] of [
        ["sh", "down"],
        ["sh", "status"],
        ["bash --posix", "status"],
      ]) {
        const { code, stderr } = await bed.a.machine.run([
          "perl",
          "-e",
          NO_PROCESS,
          ...shell!.split(" "),
          SCRIPT,
          command!,
        ]);
        expect([code, stderr.trimEnd().split("\n").at(-1)]).toEqual([
          9,
          `inbound-vip: the system does not let the shell go on, so ${VIRTUAL_IP} may be unchanged: check its limit of processes`,
        ]);
      }
      expect(await bed.a.vip("down")).toMatchObject({ code: 0, stderr: "" });
    },
  );

  testWith(
    { tools: ["perl", "busybox"] },
    "fails with 9 and says so even if the system refuses a process for the log alone",
    async () => {
      const ends: [number, string | undefined][] = [];
      const shells = ["sh", "bash --posix", "busybox ash"];
      await bed.a.without("flock", async () => {
        for (const shell of shells) {
          const { code, stderr } = await bed.a.machine.run([
            "perl",
            "-e",
            NO_PROCESS,
            ...shell.split(" "),
            SCRIPT,
            "down",
          ]);
          ends.push([code, stderr.trimEnd().split("\n").at(-1)]);
        }
      });
      expect(ends).toEqual(
        shells.map(() => [
          9,
          `inbound-vip: the system does not let the shell go on, so ${VIRTUAL_IP} may be unchanged: check its limit of processes`,
        ]),
      );
    },
  );

  test("a missing syslog changes nothing", async () => {
    expect(await bed.a.without("logger", () => bed.a.vip("up"))).toMatchObject({ code: 0, stderr: "" });
  });

  test("the caller's file mask does not affect what it writes", async () => {
    await shell(`rm -rf /run/sip-ha; umask 0; ${SCRIPT} up`);
    expect(
      (await shell(`stat -c %a ${LOG} /run/sip-ha/inbound.role /run/sip-ha/inbound.lock`)).trim().split("\n"),
    ).toEqual(["644", "644", "644"]);
  });
});
