import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { linuxHostWork } from "../../lib/options/ip-address-takeover/linux/host-work";
import type { HostInstallation } from "../../lib/scripts/host-installation";
import { endingsOfCuts } from "../cut-off";
import { eventually } from "../eventually";
import { type Machine, NetworkBed, type Outcome } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { NEEDS, sides, VIRTUAL_IP } from "../takeover-bed";
import { FOLDER, SCRIPT, UPLOAD, upload, WATCHDOG } from "../uploaded-installer";

const SUDO = { localControlAgent: { account: "genesys", becomeRoot: "sudo" } } as const;

/** What lies on a host, but for its logs, locks and temporary files. */
const TREE = `find /opt/genesys /opt/elsewhere /var/lib/sip-ha /etc/systemd/system /etc/sudoers.d -printf '%p %M %u %g %l ' \\( -type f -exec sha256sum {} \\; -o -printf '\\n' \\) 2>/dev/null | sort`;

const ON_ANOTHER_INTERFACE = [
  { name: "eth0", network: "management", address: "10.110.0.11" },
  { name: "eth2", network: "voice", address: "10.120.0.11" },
];

/** An installation of nothing: the host's last pair has been removed from the environment. */
const NOTHING: Partial<HostInstallation> = {
  files: [],
  work: { tools: [], interfaces: [], virtualIps: [], controlScripts: [], bootUnits: [], serviceUnits: [] },
};

describeWith(
  { ...NEEDS, tools: [...NEEDS.tools, "busybox", "ksh93", "mksh", "shellcheck", "sudo", "systemctl", "visudo"] },
  "the installer of a host",
  () => {
    let bed: NetworkBed;
    let host: Machine;
    let empty: string;
    beforeAll(async () => {
      bed = await NetworkBed.open();
      host = bed.machine("sip-a");
      await host.shell("groupadd genesys && useradd -g genesys genesys");
      await host.boot();
      empty = await host.shell(TREE);
    });
    afterAll(() => bed?.close());
    beforeEach(async () => {
      await host.shell(`systemctl stop 'inbound-*'; ${SCRIPT} down >/dev/null 2>&1; rm -rf ${UPLOAD} /opt/genesys /opt/elsewhere /var/lib/sip-ha /etc/sudoers.d/sip-ha-* /etc/systemd/system/inbound-*
      rm -f /etc/systemd/system/multi-user.target.wants/inbound-*; systemctl daemon-reload; ip address flush dev eth1; ip address add 10.120.0.11/24 broadcast + dev eth1`);
      upload(host);
    });

    const deploy = (...words: string[]) => host.run(["sh", `${UPLOAD}/deploy`, ...words]);
    const installed = (...words: string[]) => host.run([`${FOLDER}/deploy-staging`, ...words]);
    const AS_NOBODY = ["setpriv", "--reuid=65534", "--clear-groups"];

    /** Runs something while another program has the name of a tool, whose own is `<tool>.away` then. */
    const instead = async <T>(tool: string, lines: string, run: () => Promise<T>): Promise<T> => {
      await host.shell(`mv /usr/bin/${tool} /usr/bin/${tool}.away`);
      host.write(`/usr/bin/${tool}`, `#!/bin/sh\n${lines}\n`);
      try {
        return await run();
      } finally {
        await host.shell(`mv -f /usr/bin/${tool}.away /usr/bin/${tool}`);
      }
    };
    /** The 20 seconds for a control script to say its status are one. */
    const soon = <T>(run: () => Promise<T>) =>
      instead(
        "timeout",
        'case "$1 $2 $3" in "-k 1 20") shift 3; set -- -k 1 1 "$@" ;; esac; exec /usr/bin/timeout.away "$@"',
        run,
      );
    const HANGS = "#!/bin/sh\nexec sleep 3600\n";

    test.each([{}, { ...SUDO, takeover: WATCHDOG }])(
      "is a program that shellcheck finds nothing in: %j",
      async (overrides) => {
        upload(host, overrides);
        expect((await host.run(["shellcheck", "-s", "sh", `${UPLOAD}/deploy`])).stdout).toBe("");
        for (const shell of ["dash", "bash --posix", "mksh", "busybox ash"])
          await host.shell(`${shell} -n ${UPLOAD}/deploy`);
      },
    );

    describe("preflight", () => {
      test("passes on a host that is as declared, and changes nothing", async () => {
        expect(await deploy("preflight")).toMatchObject({
          code: 0,
          stdout: "sip-a: nothing stands in the way\n",
          stderr: "",
        });
        expect(await host.shell(TREE)).toBe(empty);
      });

      test("says everything that stands in the way at once, each with what to do", async () => {
        upload(host, { localControlAgent: { account: "nobody-here", becomeRoot: "sudo" } });
        await host.shell(
          `rm ${UPLOAD}/inbound-vip; mv /usr/bin/arping /usr/bin/arping.away; ip address delete 10.120.0.11/24 dev eth1; ip link set eth0 name away`,
        );
        const outcome = await deploy("preflight");
        await host.shell(
          "mv /usr/bin/arping.away /usr/bin/arping; ip link set away down; ip link set away name eth0; ip link set eth0 up",
        );
        expect(outcome.code).toBe(5);
        expect(outcome.stderr.split("\n")).toEqual([
          "sip-a: missing-tool: arping is not installed",
          "  fix: install it: Debian package iputils-arping, Red Hat package iputils",
          "sip-a: missing-file: inbound-vip is not beside this script",
          "  fix: copy the whole folder again",
          "sip-a: missing-account: there is no account nobody-here for the Local Control Agent",
          "  fix: create it, or correct localControlAgent.account",
          "sip-a: missing-group: there is no group nobody-here",
          "  fix: groupadd nobody-here && usermod -a -G nobody-here nobody-here",
          "sip-a: missing-interface: there is no interface eth0",
          "  fix: correct the name, or configure it",
          "sip-a: missing-address: the address 10.120.0.11 is not on eth1",
          "  fix: configure it as the host's own address",
          "sip-a: things in the way: 6",
          "",
        ]);
      });

      test("fails with 6 where an interface is declared by another name of it, by which the control script would not find it", async () => {
        const work = linuxHostWork(sides().a);
        upload(host, {}, { work: { ...work, interfaces: [{ name: "enp9s1", address: "10.120.0.11" }] } });
        await host.shell("ip link property add dev eth1 altname enp9s1");
        const outcome = await deploy("preflight");
        await host.shell("ip link property del dev eth1 altname enp9s1");
        expect(outcome).toMatchObject({
          code: 6,
          stderr:
            "sip-a: other-name: enp9s1 is another name of the interface eth1\n  fix: declare it as eth1\nsip-a: things in the way: 1\n",
        });
      });

      test("fails with 6 where systemd does not run, which would start the release at boot and the watchdog", async () => {
        upload(host, { takeover: WATCHDOG });
        await host.shell("mv /run/systemd /run/systemd.away");
        const outcome = await deploy("preflight");
        upload(host, {}, NOTHING);
        const without = await deploy("preflight");
        await host.shell("mv /run/systemd.away /run/systemd");
        expect(outcome).toMatchObject({
          code: 6,
          stderr:
            "sip-a: no-systemd: systemd does not run here, so nothing starts inbound-vip-release.service inbound-vip-watchdog.service\n  fix: boot this host with systemd\nsip-a: things in the way: 1\n",
        });
        expect(without).toMatchObject({ code: 0, stderr: "" });
      });

      test.each([
        [
          "noexec",
          "/opt/genesys",
          `no-programs: the file system of ${FOLDER} lets no program be run`,
          `take noexec from what mounts it, or choose another installDirectory`,
        ],
        [
          "ro",
          "/opt/genesys",
          `read-only: nothing can be written to ${FOLDER}`,
          "see why its file system is read-only",
        ],
        [
          "ro",
          "/etc/systemd/system",
          "read-only: nothing can be written to /etc/systemd/system",
          "see why its file system is read-only",
        ],
      ])("fails with 6 where a file system is mounted %s: %s", async (option, folder, what, fix) => {
        await host.shell(
          `mkdir -p ${folder}; mount --bind ${folder} ${folder}; mount -o remount,bind,${option} ${folder}`,
        );
        const outcome = await deploy("preflight");
        await host.shell(`umount ${folder}`);
        expect(outcome).toMatchObject({
          code: 6,
          stderr: `sip-a: ${what}\n  fix: ${fix}\nsip-a: things in the way: 1\n`,
        });
      });

      test("fails with 6 where an interface is down", async () => {
        await host.shell("ip link set eth1 down");
        const outcome = await deploy("preflight");
        await host.shell("ip link set eth1 up");
        expect(outcome).toMatchObject({
          code: 6,
          stderr:
            "sip-a: interface-down: the interface eth1 is down\n  fix: ip link set eth1 up\nsip-a: things in the way: 1\n",
        });
      });

      test("fails with 5 where there is no find, which tells whose the scripts are, and says nothing else of them", async () => {
        const [why, fix] = ["find is not installed", "install it: package findutils"];
        await deploy("install", "aaa1");
        await host.shell("mv /usr/bin/find /usr/bin/find.away");
        const outcomes = [
          await deploy("preflight"),
          await deploy("install", "bbb2"),
          await installed("remove", "aaa1"),
        ];
        await host.shell("mv /usr/bin/find.away /usr/bin/find");
        expect(outcomes.map(({ code }) => code)).toEqual([5, 5, 5]);
        expect(outcomes[0]!.stderr).toBe(`sip-a: missing-tool: ${why}\n  fix: ${fix}\nsip-a: things in the way: 1\n`);
        for (const { stderr } of outcomes.slice(1)) expect(stderr).toMatch(/^sip-a: find is not installed: [^\n]+\n$/);
        expect((await installed("remove", "aaa1")).code).toBe(0);
      });

      test("fails where another program has the name arping", async () => {
        await host.shell(
          "mv /usr/bin/arping /usr/bin/arping.away; printf '#!/bin/sh\\necho ARPing 2.23\\n' >/usr/bin/arping; chmod +x /usr/bin/arping",
        );
        const outcome = await deploy("preflight");
        await host.shell("mv -f /usr/bin/arping.away /usr/bin/arping");
        expect(outcome.code).toBe(5);
        expect(outcome.stderr).toMatch(/wrong-arping: this arping is not the one of iputils/);
      });

      test.each([
        ["var_t", 6],
        ["user_home_t", 6],
        ["usr_t", 0],
        ["bin_t", 0],
      ])("where SELinux gives what comes into that folder the label %s, it ends with %i", async (type, code) => {
        host.write("/usr/bin/getenforce", "#!/bin/sh\necho Enforcing\n");
        const label = `system_u:object_r:${type}:s0`;
        const outcome = await instead(
          "stat",
          `case $2 in %C) echo ${label} ;; *) exec /usr/bin/stat.away "$@" ;; esac`,
          () => deploy("preflight"),
        );
        await host.shell("rm /usr/bin/getenforce");
        expect(outcome.code).toBe(code);
        if (code === 0) expect(outcome.stderr).toBe("");
        else
          expect(outcome.stderr).toContain(
            `selinux-label: SELinux keeps systemd from running what has the label ${label}, as /opt/`,
          );
      });

      test.each([
        ["-U --unsolicited", 5],
        ["-T --target=TARGET", 0],
      ])("where an ndptool has the option %s, it ends with %i", async (option, code) => {
        const work = linuxHostWork(sides().a);
        upload(host, {}, { work: { ...work, tools: [...work.tools, "ndptool"] } });
        host.write("/usr/sbin/ndptool", `#!/bin/sh\necho '  ${option}'\n`);
        const outcome = await deploy("preflight");
        await host.shell("rm /usr/sbin/ndptool");
        expect(outcome.code).toBe(code);
        expect(outcome.stderr.includes("old-ndptool: this ndptool has no option --target")).toBe(code === 5);
      });

      test("fails with 4 where it is not root", async () => {
        const outcome = await host.run([...AS_NOBODY, "sh", `${UPLOAD}/deploy`, "preflight"]);
        expect(outcome.code).toBe(4);
        expect(outcome.stderr).toMatch(/not-root: this account is not root/);
      });

      test("fails with 7 where a stranger holds the virtual IP", async () => {
        const stranger = bed.machine("client");
        await stranger.shell(`ip address add ${VIRTUAL_IP}/24 dev eth1`);
        const outcome = await deploy("preflight");
        await stranger.shell(`ip address delete ${VIRTUAL_IP}/24 dev eth1`);
        expect(outcome.code).toBe(7);
        expect(outcome.stderr.toLowerCase()).toContain(
          `stranger: ${VIRTUAL_IP} is in use by ${stranger.hardwareAddress("eth1")}`,
        );
      });

      test.each([
        ["chown 65534 /opt/genesys", "/opt/genesys"],
        ["chmod g+w /opt/genesys", "/opt/genesys"],
        ["chmod o+w /opt", "/opt"],
        ["mkdir -p /opt/genesys/sip-ha; chmod 1777 /opt/genesys/sip-ha", "/opt/genesys/sip-ha"],
        ["rmdir /opt/genesys; mkdir -p /data/genesys; chown 65534 /data; ln -s /data/genesys /opt/genesys", "/data"],
      ])(
        "fails with 6, and installs nothing, where others may change a folder above the scripts: %s",
        async (change, folder) => {
          await host.shell(`mkdir -p /opt/genesys; ${change}`);
          const outcomes = [await deploy("preflight"), await deploy("install", "aaa1")];
          await host.shell("rm -rf /opt/genesys /data; chmod 755 /opt");
          expect(outcomes.map(({ code }) => code)).toEqual([6, 6]);
          expect(outcomes[0]!.stderr).toContain(
            `sip-a: unsafe-folder: whoever may change ${folder} could replace what root runs`,
          );
          expect(outcomes[1]!.stderr).toContain(`${folder} does not belong to root alone`);
        },
      );

      test("passes, and installs, where a link leads to a folder below root's own alone", async () => {
        await host.shell("mkdir -p /data/genesys; ln -s /data/genesys /opt/genesys");
        const outcomes = [
          await deploy("preflight"),
          await deploy("install", "aaa1"),
          await installed("remove", "aaa1"),
        ];
        await host.shell("rm -r /opt/genesys /data");
        expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
      });

      test("passes where a folder is for all, but each may rename only what is their own", async () => {
        await host.shell("mkdir -p /opt/genesys; chmod 1777 /opt/genesys");
        const outcome = await deploy("preflight");
        await host.shell("rm -rf /opt/genesys");
        expect(outcome).toMatchObject({ code: 0, stderr: "" });
      });

      test("passes where the peer holds it, and where this host does", async () => {
        const peer = bed.machine("sip-b");
        await peer.shell(`ip address add ${VIRTUAL_IP}/24 dev eth1`);
        const held = await deploy("preflight");
        await peer.shell(`ip address delete ${VIRTUAL_IP}/24 dev eth1`);
        await host.shell(`ip address add ${VIRTUAL_IP}/24 dev eth1`);
        expect([held.code, (await deploy("preflight")).code]).toEqual([0, 0]);
      });
    });

    describe("install", () => {
      test("puts every file in place with owner, group and mode, links the units, and records what it did", async () => {
        expect(await deploy("install", "aaa1")).toMatchObject({
          code: 0,
          stdout: "sip-a: installed aaa1\n",
          stderr: "",
        });
        expect(
          (await host.shell(`stat -c '%a %U:%G %n' ${FOLDER}/* /etc/systemd/system/inbound-*`)).trim().split("\n"),
        ).toEqual([
          `700 root:root ${FOLDER}/deploy-staging`,
          `750 root:root ${SCRIPT}`,
          "644 root:root /etc/systemd/system/inbound-vip-release.service",
        ]);
        expect(host.read(SCRIPT)).toBe(host.read(`${UPLOAD}/inbound-vip`));
        expect(
          (await host.shell("readlink /etc/systemd/system/multi-user.target.wants/inbound-vip-release.service")).trim(),
        ).toBe("../inbound-vip-release.service");
        expect(host.read(`/var/lib/sip-ha/installed-staging`).trim().split("\n")).toEqual([
          "aaa1",
          "/etc/systemd/system/inbound-vip-release.service",
          "/etc/systemd/system/multi-user.target.wants/inbound-vip-release.service",
          "/opt/genesys/",
          `${FOLDER}/`,
          `${FOLDER}/deploy-staging`,
          SCRIPT,
          "/var/lib/sip-ha/",
        ]);
      });

      test("has each file on the disk before it appears under its name, so that none is empty after a power failure", async () => {
        await host.shell(`mv /usr/bin/sync /usr/bin/sync.away
          printf '#!/bin/sh\nname="\${1##*/.}"\n[ -e "\${1%%/*}/\${name%%.new}" ] || echo "$1" >>/tmp/synced\n' >/usr/bin/sync; chmod +x /usr/bin/sync`);
        const outcome = await deploy("install", "abc");
        const synced = await host.shell("sort /tmp/synced; rm -f /tmp/synced; mv -f /usr/bin/sync.away /usr/bin/sync");
        expect(outcome).toMatchObject({ code: 0, stderr: "" });
        expect(synced.trim().split("\n")).toEqual([
          "/etc/systemd/system/.inbound-vip-release.service.new",
          `${FOLDER}/.deploy-staging.new`,
          `${FOLDER}/.inbound-vip.new`,
          // Once before anything is installed, and once when all is.
          "/var/lib/sip-ha/installed-staging.new",
          "/var/lib/sip-ha/installed-staging.new",
        ]);
      });

      test("into another folder takes what is in the old one away, unless its virtual IP is up", async () => {
        await deploy("install", "aaa1");
        await host.run([SCRIPT, "up"]);
        upload(host, { hosts: { "sip-a": { installDirectory: "/opt/elsewhere" } } });
        const refused = await deploy("install", "bbb2");
        expect(refused.code).toBe(10);
        expect(refused.stderr).toContain(`${SCRIPT} would be removed while its virtual IP may be up`);
        await host.run([SCRIPT, "down"]);
        expect(await deploy("install", "bbb2")).toMatchObject({ code: 0 });
        expect((await host.shell("ls /opt/elsewhere; ls /opt/genesys/sip-ha")).trim().split("\n")).toEqual([
          "deploy-staging",
          "inbound-vip",
        ]);
        expect(await host.run(["/opt/elsewhere/deploy-staging", "remove", "bbb2"])).toMatchObject({ code: 0 });
        expect(await host.shell(TREE)).toBe(empty);
      });

      test("a second time changes nothing, not even a file's time", async () => {
        await deploy("install", "aaa1");
        const times = `stat -c '%Y.%y %n' ${FOLDER}/* /etc/systemd/system/inbound-*`;
        const before = await host.shell(times);
        expect(await deploy("install", "aaa1")).toMatchObject({
          code: 0,
          stdout: "sip-a: nothing to change: aaa1 was installed\n",
        });
        expect(await host.shell(times)).toBe(before);
      });

      test("puts right what somebody has changed", async () => {
        await deploy("install", "aaa1");
        const before = await host.shell(TREE);
        await host.shell(
          `echo >>${SCRIPT}; chmod 777 ${FOLDER}/deploy-staging; rm /etc/systemd/system/multi-user.target.wants/inbound-*`,
        );
        expect((await deploy("install", "aaa1")).code).toBe(0);
        expect(await host.shell(TREE)).toBe(before);
      });

      test.each([
        `chown 65534 ${SCRIPT}`,
        `chmod g+w ${SCRIPT}`,
        `chmod o+w ${SCRIPT}`,
        `mv ${SCRIPT} /opt/elsewhere; ln -s /opt/elsewhere ${SCRIPT}`,
      ])("runs no script that somebody else has left there or may change, and fails with 6: %s", async (change) => {
        host.write(SCRIPT, "#!/bin/sh\ntouch /opt/genesys/was-run\nexit 3\n", 0o755);
        await host.shell(change);
        expect(await deploy("preflight")).toMatchObject({
          code: 6,
          stderr: `sip-a: unsafe-file: ${SCRIPT} is no file of root alone, so root must not run it\n  fix: see who has changed it, then remove it, or where it is as it should be: chown root ${SCRIPT} and chmod go-w ${SCRIPT}\nsip-a: things in the way: 1\n`,
        });
        const planted = await deploy("install", "aaa1");
        await host.shell(`rm ${SCRIPT}`);
        expect((await deploy("install", "aaa1")).code).toBe(0);
        host.write(SCRIPT, "#!/bin/sh\ntouch /opt/genesys/was-run\nexit 3\n", 0o755);
        await host.shell(change);
        const orphaned = await installed("remove", "aaa1");
        expect(await host.shell("ls /opt/genesys")).toBe("sip-ha\n");
        for (const outcome of [planted, orphaned])
          expect(outcome).toMatchObject({
            code: 6,
            stderr: expect.stringContaining(`sip-a: ${SCRIPT} is no file of root alone, so root must not run it`),
          });
      });

      test("killed at any moment and repeated, it ends as if nothing had happened, and remove finds everything", async () => {
        upload(host, { ...SUDO, takeover: WATCHDOG });
        expect((await deploy("install", "bbb2")).code).toBe(0);
        const whole = await host.shell(TREE);
        expect((await installed("remove", "bbb2")).code).toBe(0);
        for (let delay = 5; delay < 200; delay += 15) {
          const killed = async (program: string) => {
            await host.runKilled(`sh ${program}`, delay);
            // A command that it had started may be at work for a moment.
            await sleep(100);
          };
          await killed(`${UPLOAD}/deploy install bbb2`);
          expect(await deploy("install", "bbb2"), `after a kill at ${delay} ms`).toMatchObject({ code: 0, stderr: "" });
          expect(
            (await host.shell(TREE)).replace(/\S+ +\S+\/installed-staging/, ""),
            `after a kill at ${delay} ms`,
          ).toBe(whole.replace(/\S+ +\S+\/installed-staging/, ""));
          await killed(`${FOLDER}/deploy-staging remove bbb2`);
          await deploy("remove", "bbb2");
          expect(
            await host.shell(
              "find /etc/systemd/system /etc/sudoers.d /opt/genesys -name '*inbound*' -o -name '*staging*' 2>/dev/null || true",
            ),
          ).toBe("");
          await host.shell("rmdir /opt/genesys 2>/dev/null || true");
        }
      });

      test("removes what an earlier version had and this one has not", async () => {
        upload(host, { takeover: WATCHDOG });
        await deploy("install", "aaa1");
        expect(host.exists(`${FOLDER}/inbound-vip-watchdog`)).toBe(true);
        upload(host);
        expect((await deploy("install", "bbb2")).code).toBe(0);
        expect(await host.shell("find /opt/genesys /etc/systemd/system -name '*watchdog*'")).toBe("");
      });

      test("replaces the control script while its virtual IP is up, as long as the new one manages the same", async () => {
        await deploy("install", "aaa1");
        await host.shell(`${SCRIPT} up`);
        upload(host, { takeover: { announcements: 9 } });
        expect((await deploy("install", "bbb2")).code).toBe(0);
        expect(await host.run([SCRIPT, "status"])).toMatchObject({ code: 0 });
      });

      test.each([
        ["another virtual IP", { takeover: { virtualIp: "10.120.0.99" } }, {}],
        ["another prefix length", { voice: { cidr: "10.120.0.0/16" } }, {}],
        ["another interface", { hosts: { "sip-a": { interfaces: ON_ANOTHER_INTERFACE } } }, {}],
        ["no such pair", {}, NOTHING],
      ] as const)("fails with 10 while a virtual IP is up and the new version has %s", async (_, overrides, change) => {
        await deploy("install", "aaa1");
        await host.shell(`${SCRIPT} up`);
        const before = await host.shell(TREE);
        upload(host, overrides, change);
        const refused = await deploy("install", "bbb2");
        expect(refused.code).toBe(10);
        expect(refused.stderr).toContain(`run "${SCRIPT} down" first, in a maintenance window`);
        expect(await host.shell(TREE)).toBe(before);
        await host.shell(`${SCRIPT} down`);
        expect((await deploy("install", "bbb2")).code).toBe(0);
        expect(host.exists(SCRIPT)).toBe(change !== NOTHING);
      });

      test("fails with 10 where the old control script does not say whether its virtual IP is up", async () => {
        await deploy("install", "aaa1");
        const before = await host.shell(TREE);
        const kernelIsSilent = () =>
          instead("ip", "exit 1", async () => {
            upload(host, { takeover: { virtualIp: "10.120.0.99" } });
            const another = await deploy("install", "bbb2");
            upload(host, {}, NOTHING);
            return [another, await deploy("install", "bbb2"), await installed("remove", "aaa1")];
          });
        for (const { code } of await kernelIsSilent()) expect(code).toBe(10);
        expect(await host.shell(TREE)).toBe(before);
      });

      test("fails with 10 where the old control script hangs, and with 9 where the new one does, after a bounded time", async () => {
        await deploy("install", "aaa1");
        // What is replaced is removed by the test itself: each begins with "down".
        const outcomes = await soon(async () => {
          host.write(SCRIPT, HANGS);
          upload(host, {}, NOTHING);
          const old = [await deploy("install", "bbb2"), await installed("remove", "aaa1")];
          upload(host);
          host.write(`${UPLOAD}/inbound-vip`, HANGS, 0o644);
          return [...old, await deploy("install", "aaa1")];
        }).finally(() => host.shell(`rm ${SCRIPT}`));
        expect(outcomes.map(({ code }) => code)).toEqual([10, 10, 9]);
        expect(outcomes[2]!.stderr).toBe(
          `sip-a: ${SCRIPT} did not say its status within 20 s\n  fix: see what "${SCRIPT} status" waits for, then run this again\n`,
        );
      });

      test("fails with 9 and what the script says where the host is not as declared", async () => {
        await host.shell(`ip address add ${VIRTUAL_IP}/24 dev eth0`);
        const install = await deploy("install", "aaa1");
        await host.shell(`ip address delete ${VIRTUAL_IP}/24 dev eth0`);
        expect(install.code).toBe(9);
        expect(install.stderr).toContain(
          `sip-a: ${SCRIPT} can be run, but its status is neither up nor down (exit code 6)`,
        );
      });

      test.each([SCRIPT, "/etc/systemd/system/inbound-vip-release.service", `${FOLDER}/deploy-staging`])(
        "fails with 6, as preflight does, and changes nothing where a folder has the name of a file: %s",
        async (path) => {
          await host.shell(`mkdir -p ${path}`);
          const before = await host.shell(TREE);
          const [preflight, install] = [await deploy("preflight"), await deploy("install", "aaa1")];
          expect(await host.shell(TREE)).toBe(before);
          expect([preflight, install]).toMatchObject([
            {
              code: 6,
              stderr: `sip-a: folder: ${path} is a folder, where a file is to go\n  fix: see what is in it, and move it away\nsip-a: things in the way: 1\n`,
            },
            {
              code: 6,
              stderr: `sip-a: ${path} is a folder, where a file is to go: see what is in it, and move it away\n`,
            },
          ]);
        },
      );

      test("fails with 9 where there is no place for what a control script answers", async () => {
        const answer = "/run/sip-ha/deploy-staging.answer";
        await host.shell(`mkdir -p ${answer}`);
        const { code, stderr } = await deploy("install", "aaa1").finally(() => host.shell(`rmdir ${answer}`));
        expect([code, stderr]).toEqual([9, expect.stringContaining(`sip-a: ${answer} cannot be written\n`)]);
      });

      test("takes no folder for a control script that may hold its virtual IP, where one is to go", async () => {
        await deploy("install", "aaa1");
        await host.shell(`rm ${SCRIPT}; mkdir ${SCRIPT}`);
        upload(host, {}, NOTHING);
        const outcomes = [await deploy("install", "bbb2"), await installed("remove", "bbb2")];
        for (const { code, stderr } of outcomes)
          expect([code, stderr]).toEqual([9, expect.stringContaining(`${SCRIPT} cannot be removed`)]);
      });

      test("fails with 4, as the removal does, and changes nothing where it is not root", async () => {
        const asNobody = (...words: string[]) => host.run([...AS_NOBODY, "sh", `${UPLOAD}/deploy`, ...words]);
        expect(await asNobody("install", "aaa1")).toMatchObject({
          code: 4,
          stderr: "sip-a: this needs root's rights: run it as root or through sudo\n",
        });
        expect(await host.shell(TREE)).toBe(empty);
        await deploy("install", "aaa1");
        const before = await host.shell(TREE);
        expect((await asNobody("remove", "aaa1")).code).toBe(4);
        expect(await host.shell(TREE)).toBe(before);
      });

      test("waits, as the removal does, until another run of it has ended", async () => {
        const waiting = async (run: () => Promise<Outcome>) => {
          const before = await host.shell(TREE);
          const holder = host.spawn([
            "flock",
            "/run/sip-ha/deploy-staging.lock",
            "sh",
            "-c",
            "while [ -e /tmp/busy ]; do sleep 0.02; done",
          ]);
          await eventually(
            async () => (await host.run(["flock", "-n", "/run/sip-ha/deploy-staging.lock", "true"])).code !== 0,
          );
          const running = run();
          await eventually(async () => (await host.run(["pgrep", "-f", "^flock -w 60"])).code === 0);
          expect(await host.shell(TREE)).toBe(before);
          await host.shell("rm /tmp/busy");
          holder.kill();
          return running;
        };
        const busy = () => host.shell("mkdir -p /run/sip-ha; : >/tmp/busy");
        await busy();
        expect(await waiting(() => deploy("install", "aaa1"))).toMatchObject({ code: 0, stderr: "" });
        await busy();
        expect(await waiting(() => installed("remove", "aaa1"))).toMatchObject({ code: 0, stderr: "" });
        expect(await host.shell(TREE)).toBe(empty);
      });

      test("leaves a line in a log of its own, as the removal does, whatever the end", async () => {
        await host.shell("rm -rf /var/log/sip-ha");
        await deploy("install", "aaa1");
        await host.shell(`${SCRIPT} up`);
        await installed("remove", "aaa1");
        const lines = host.read("/var/log/sip-ha/deploy-staging.log").trim().split("\n");
        expect(lines.map((line) => line.replace(/^\S+Z deploy-staging\[\d+\] /, ""))).toEqual([
          "install: exit 0: installed aaa1",
          `remove: exit 10: the virtual IP of ${SCRIPT} may be up: run "${SCRIPT} down" first, in a maintenance window`,
        ]);
      });

      test("fails with 6 before it changes anything where a file is missing", async () => {
        await host.shell(`rm ${UPLOAD}/inbound-vip`);
        expect(await deploy("install", "aaa1")).toMatchObject({
          code: 6,
          stderr: "sip-a: inbound-vip is not beside this script: copy the whole folder again\n",
        });
        expect(await host.shell(TREE)).toBe(empty);
      });

      test("fails with 9 where the end of the installer is missing, wherever it was cut off, and changes nothing", async () => {
        const whole = host.read(`${UPLOAD}/deploy`);
        for (let cut = whole.indexOf("ENVIRONMENT="); cut < whole.length - 1; cut += 499) {
          host.write(`${UPLOAD}/deploy`, whole.slice(0, cut), 0o644);
          for (const words of [["preflight"], ["install", "aaa1"]]) {
            const { code, stdout, stderr } = await deploy(...words);
            expect([code, stdout, stderr.trimEnd().split("\n").at(-1)], `cut off at ${cut}`).toEqual([
              9,
              "",
              `${UPLOAD}/deploy: this script is not whole: copy the whole folder again`,
            ]);
          }
        }
        expect(await host.shell(TREE)).toBe(empty);
      });

      test.each(["dash", "bash --posix", "mksh", "busybox ash", "ksh93"])(
        "does nothing and fails with 9 at whichever of its last bytes it was cut off, under %s",
        async (shell) => {
          expect(await host.shell(endingsOfCuts(shell, `${UPLOAD}/deploy`, shell === "dash" ? 1 : 7))).toBe("9\n");
          expect(await host.shell(TREE)).toBe(empty);
        },
      );

      test("fails with 9 where the end of the control script is missing, so that it does nothing and says that all is well", async () => {
        const whole = host.read(`${UPLOAD}/inbound-vip`);
        host.write(`${UPLOAD}/inbound-vip`, whole.slice(0, whole.indexOf("\nfinish() {")), 0o644);
        const outcome = await deploy("install", "aaa1");
        // Each test begins with a "down".
        await host.shell(`rm ${SCRIPT}`);
        expect(outcome).toMatchObject({
          code: 9,
          stderr: `sip-a: ${SCRIPT} has said nothing, as if it was not whole\n  fix: copy the whole folder again, or see whether /run/sip-ha is full, then run this again\n`,
        });
      });

      test("fails with 6 where another environment has a file of the same name on the host", async () => {
        await deploy("install", "aaa1");
        upload(host, { topology: { environment: "production" } });
        const outcome = await deploy("install", "bbb2");
        expect(outcome).toMatchObject({
          code: 6,
          stderr:
            "sip-a: /etc/systemd/system/inbound-vip-release.service belongs to the environment staging: remove that one first, or rename the pair in one of them\n",
        });
      });

      test("does not take itself for a control script where the environment's name ends like one", async () => {
        const named = { topology: { environment: "prod-vip" } };
        upload(host, named);
        expect((await deploy("install", "aaa1")).code).toBe(0);
        upload(host, { ...named, hosts: { "sip-a": { installDirectory: "/opt/elsewhere" } } });
        expect(await deploy("install", "bbb2")).toMatchObject({ code: 0, stderr: "" });
        expect(await host.run(["/opt/elsewhere/deploy-prod-vip", "remove", "bbb2"])).toMatchObject({ code: 0 });
        expect(await host.shell(TREE)).toBe(empty);
      });
    });

    describe("a Local Control Agent that is not root", () => {
      beforeEach(() => upload(host, SUDO));
      const asAgent = (...words: string[]) => host.run(["runuser", "-u", "genesys", "--", ...words]);

      test("may run exactly the control script's four commands through sudo", async () => {
        expect(await deploy("preflight")).toMatchObject({ code: 0 });
        expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stderr: "" });
        expect((await host.shell("stat -c '%a %U:%G' /etc/sudoers.d/sip-ha-staging")).trim()).toBe("440 root:root");
        expect(host.exists("/run/sip-ha/deploy-staging.sudoers")).toBe(false);
        expect((await host.shell(`stat -c '%a %U:%G' ${SCRIPT}`)).trim()).toBe("750 root:genesys");
        expect((await asAgent("sudo", "-n", SCRIPT, "up")).code).toBe(0);
        expect((await asAgent("sudo", "-n", SCRIPT, "status")).code).toBe(0);
        expect((await asAgent("sudo", "-n", SCRIPT, "down")).code).toBe(0);
        expect((await asAgent("sudo", "-n", SCRIPT, "nonsense")).stderr).toMatch(/password is required/);
        expect((await asAgent("sudo", "-n", "ip", "link")).stderr).toMatch(/password is required/);
        expect((await asAgent("sh", "-c", `echo >>${SCRIPT}`)).code).not.toBe(0);
      });

      test.each(["requiretty", "use_pty", "secure_path=/bin", "noexec", "umask_override, umask=0777"])(
        "may do so also where sudo has it otherwise for all: Defaults %s",
        async (defaults) => {
          host.write("/etc/sudoers.d/00-site", `Defaults ${defaults}\n`, 0o440);
          const install = await deploy("install", "aaa1");
          const outcomes = [];
          for (const command of ["up", "status", "down"]) outcomes.push(await asAgent("sudo", "-n", SCRIPT, command));
          await host.shell("rm /etc/sudoers.d/00-site");
          expect([install, ...outcomes].map(({ code }) => code)).toEqual([0, 0, 0, 0]);
        },
      );

      test("is told where sudo would ask a name server for the host's own name, and where it would not, not", async () => {
        host.write("/etc/sudoers.d/00-site", "Defaults fqdn\n", 0o440);
        const name = (await host.shell("uname -n")).trim();
        const known = await deploy("preflight");
        await host.shell("cp /etc/hosts /etc/hosts.away; echo 127.0.0.1 localhost >/etc/hosts");
        const unknown = await deploy("preflight");
        host.write("/etc/sudoers.d/00-site", "Defaults !fqdn\n", 0o440);
        const unasked = await deploy("preflight");
        await host.shell("mv -f /etc/hosts.away /etc/hosts; rm /etc/sudoers.d/00-site");
        const passed = "sip-a: nothing stands in the way\n";
        expect([known, unknown, unasked]).toMatchObject([
          { code: 0, stdout: passed },
          {
            code: 0,
            stdout: `sip-a: slow-sudo: before it runs a control script, sudo asks name servers for ${name}, for many seconds where none answers\n  fix: add a line with this name to /etc/hosts\n${passed}`,
          },
          { code: 0, stdout: passed },
        ]);
      });

      test("may ask for the status without sudo, as nobody else may", async () => {
        await deploy("install", "aaa1");
        expect((await asAgent(SCRIPT, "status")).code).toBe(3);
        expect((await asAgent(SCRIPT, "up")).code).toBe(4);
        const asNobody = await host.run(["runuser", "-u", "nobody", "--", SCRIPT, "status"]);
        expect(asNobody.stderr).toContain("Permission denied");
      });

      test("is not cut short by the end of sudo and of its terminal", async () => {
        await deploy("install", "aaa1");
        await host.shell("rm -rf /var/log/sip-ha");
        expect(
          (await host.run(["script", "-q", "-e", "-c", `runuser -u genesys -- sudo -n ${SCRIPT} up`, "/dev/null"]))
            .code,
        ).toBe(0);
        await eventually(() => /announced in 5 rounds/.test(host.read("/var/log/sip-ha/inbound-vip.log")), 8_000);
      });

      test("fails with 9 where visudo refuses the rules, and leaves sudo alone", async () => {
        await host.shell(
          "mv /usr/sbin/visudo /usr/sbin/visudo.away; printf '#!/bin/sh\\nexit 1\\n' >/usr/sbin/visudo; chmod +x /usr/sbin/visudo",
        );
        const outcome = await deploy("install", "aaa1");
        await host.shell("mv -f /usr/sbin/visudo.away /usr/sbin/visudo");
        expect(outcome).toMatchObject({
          code: 9,
          stderr: "sip-a: visudo refuses the rules in /run/sip-ha/deploy-staging.sudoers\n",
        });
        expect(await host.shell("find /etc/sudoers.d -name '*sip-ha*'")).toBe("");
      });

      test("looks at the rules that the system comes with where it has none of its own, as SUSE has it", async () => {
        await host.shell("mkdir -p /usr/etc && mv /etc/sudoers /usr/etc/sudoers");
        const found = await deploy("preflight");
        await host.shell("sed -i.away /includedir/d /usr/etc/sudoers");
        const missed = await deploy("preflight");
        await host.shell("mv -f /usr/etc/sudoers.away /etc/sudoers; rm /usr/etc/sudoers");
        expect(found.code).toBe(0);
        expect(missed.code).toBe(6);
        expect(missed.stderr).toMatch(/sudoers-folder: .*\n.* visudo -f \/usr\/etc\/sudoers\n/);
      });

      test("fails with 9 where the account cannot run the control script after all", async () => {
        await host.shell("cp -p /etc/sudoers /etc/sudoers.away; sed -i /includedir/d /etc/sudoers");
        const [preflight, install] = [await deploy("preflight"), await deploy("install", "aaa1")];
        await host.shell("mv -f /etc/sudoers.away /etc/sudoers");
        expect(preflight.code).toBe(6);
        expect(preflight.stderr).toMatch(
          /sudoers-folder: sudo does not read \/etc\/sudoers\.d\n.* visudo -f \/etc\/sudoers\n/,
        );
        expect(install.code).toBe(9);
        expect(install.stderr).toMatch(/genesys cannot run \/opt\/genesys\/sip-ha\/inbound-vip: /);
        expect(host.read(`/var/lib/sip-ha/installed-staging`)).toMatch(/^incomplete aaa1\n/);
      });

      test("fails with 9 and what the script says where the account can run it and the host is not as declared", async () => {
        await host.shell("ip address add 10.120.0.10/24 dev eth0");
        const install = await deploy("install", "aaa1");
        await host.shell("ip address delete 10.120.0.10/24 dev eth0");
        expect(install.code).toBe(9);
        expect(install.stderr).toContain(
          "sip-a: /opt/genesys/sip-ha/inbound-vip can be run, but its status is neither up nor down (exit code 6): ",
        );
        expect(install.stderr).toMatch(/inbound-vip: misplaced: .*\n {2}fix: put that right, then run this again\n$/);
      });

      test.each([
        ["the control script", `${UPLOAD}/inbound-vip`],
        ["sudo", "/usr/bin/sudo"],
      ])(
        "fails with 9 after a bounded time where %s hangs and ignores that it shall end; repeated, it installs",
        async (_, file) => {
          await host.shell(`cp -p ${file} /root/away`);
          const outcome = await soon(() => {
            host.write(file, "#!/bin/sh\ntrap '' TERM HUP\nsleep 3600\nsleep 3600\n");
            return deploy("install", "aaa1");
          }).finally(() => host.shell(`mv -f /root/away ${file}`));
          const record = host.read("/var/lib/sip-ha/installed-staging");
          // Each test begins with a "down". What hung is still there.
          await host.shell(`[ ${file} = /usr/bin/sudo ] || rm ${SCRIPT}`);
          expect(outcome.code).toBe(9);
          expect(outcome.stderr).toContain(
            `sip-a: ${SCRIPT} did not say its status within 20 s\n  fix: see what "${SCRIPT} status" waits for, then run this again\n`,
          );
          expect(outcome.milliseconds).toBeLessThan(10_000);
          // What is in place is whole, and the next run puts the rest right.
          expect(record).toMatch(/^incomplete aaa1\n/);
          expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stdout: "sip-a: installed aaa1\n" });
        },
      );

      test("that becomes root again takes the rules back", async () => {
        await deploy("install", "aaa1");
        upload(host);
        expect((await deploy("install", "bbb2")).code).toBe(0);
        expect(host.exists("/etc/sudoers.d/sip-ha-staging")).toBe(false);
      });
    });

    describe("remove", () => {
      test("and an installation need no space in /tmp, where some shells keep here-documents", async () => {
        await host.shell(`mv ${UPLOAD} /root; mount -t tmpfs -o size=4k tmpfs /tmp; head -c 4096 /dev/zero >/tmp/full`);
        const install = await host.run(["mksh", "/root/upload/deploy", "install", "abc"]);
        const there = await host.shell(TREE);
        const remove = await host.run(["mksh", `${FOLDER}/deploy-staging`, "remove", "abc"]);
        await host.shell("umount /tmp; rm -r /root/upload");
        expect([install, remove]).toMatchObject([
          { code: 0, stdout: "sip-a: installed abc\n", stderr: "" },
          { code: 0, stdout: "sip-a: removed abc\n", stderr: "" },
        ]);
        expect(there).toContain(SCRIPT);
        expect(await host.shell(TREE)).toBe(empty);
      });

      test("leaves nothing, and again nothing", async () => {
        upload(host, { ...SUDO, takeover: WATCHDOG });
        await deploy("install", "aaa1");
        expect(await installed("remove", "aaa1")).toMatchObject({
          code: 0,
          stdout: "sip-a: removed aaa1\n",
          stderr: "",
        });
        expect(await host.shell(TREE)).toBe(empty);
        expect(await deploy("remove", "aaa1")).toMatchObject({ code: 0, stdout: "sip-a: nothing is installed\n" });
      });

      test("keeps what is not its own", async () => {
        await deploy("install", "aaa1");
        await host.shell(`echo mine >${FOLDER}/notes`);
        expect((await installed("remove", "aaa1")).code).toBe(0);
        expect((await host.shell("find /opt/genesys -type f")).trim()).toBe(`${FOLDER}/notes`);
      });

      test("does nothing where another version has replaced the one that is named", async () => {
        await deploy("install", "aaa1");
        const before = await host.shell(TREE);
        expect(await installed("remove", "000")).toMatchObject({
          code: 0,
          stdout: `sip-a: nothing to remove: aaa1 has replaced 000; what removes that: ${FOLDER}/deploy-staging remove aaa1\n`,
        });
        expect(await host.shell(TREE)).toBe(before);
      });

      test("names the version whose installation was interrupted as the one that removes it", async () => {
        await deploy("install", "aaa1");
        await host.shell("sed -i '1s/.*/incomplete bbb2/' /var/lib/sip-ha/installed-staging");
        expect((await deploy("remove", "aaa1")).stdout).toBe(
          `sip-a: nothing to remove: incomplete bbb2 has replaced aaa1; what removes that: ${FOLDER}/deploy-staging remove bbb2\n`,
        );
      });

      test.each([[["staging", "production"]], [["production", "staging"]]])(
        "of two environments leaves no folder, whichever goes first: %j",
        async (order) => {
          await deploy("install", "aaa1");
          upload(host, { topology: { environment: "production" } }, NOTHING);
          expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stderr: "" });
          for (const environment of order)
            expect(await host.run([`${FOLDER}/deploy-${environment}`, "remove", "aaa1"])).toMatchObject({ code: 0 });
          expect(await host.shell(TREE)).toBe(empty);
        },
      );

      test("leaves nothing of an install folder at the root", async () => {
        upload(host, { hosts: { "sip-a": { installDirectory: "/sip-ha" } } });
        expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stderr: "" });
        expect((await host.run(["/sip-ha/deploy-staging", "remove", "aaa1"])).code).toBe(0);
        expect(host.exists("/sip-ha")).toBe(false);
      });

      test.each([
        ["has gone", "rm /var/lib/sip-ha/installed-staging"],
        ["is empty", ": >/var/lib/sip-ha/installed-staging"],
      ])("fails with 6 and takes nothing away where the record of what is installed %s", async (_, change) => {
        await deploy("install", "aaa1");
        await host.shell(change);
        const before = await host.shell(TREE);
        expect(await installed("remove", "aaa1")).toMatchObject({
          code: 6,
          stderr:
            "sip-a: /etc/systemd/system/inbound-vip-release.service is here, but nothing in /var/lib/sip-ha/installed-staging says what else is: install this version once more, then remove it\n",
        });
        expect(await host.shell(TREE)).toBe(before);
        await deploy("install", "aaa1");
        expect((await installed("remove", "aaa1")).code).toBe(0);
        // Which folders it made is known no more.
        expect(await host.shell(TREE)).toBe(`${empty}/opt/genesys drwxr-xr-x root root  \n`);
      });

      test.each([
        ["may not be started", `chmod -x ${SCRIPT}`, ":"],
        [
          "is where nothing may be started",
          `mount --bind ${FOLDER} ${FOLDER}; mount -o remount,bind,noexec ${FOLDER}`,
          `umount ${FOLDER}`,
        ],
      ])("fails with 10 while a virtual IP is up also where its control script %s", async (_, hinder, undo) => {
        await deploy("install", "aaa1");
        await host.shell(`${SCRIPT} up; ${hinder}`);
        const before = await host.shell(TREE);
        const removed = await host.run(["sh", `${FOLDER}/deploy-staging`, "remove", "aaa1"]);
        upload(host, {}, NOTHING);
        const replaced = await deploy("install", "bbb2");
        upload(host, { takeover: { virtualIp: "10.120.0.99" } });
        const another = await deploy("install", "bbb2");
        const after = await host.shell(TREE);
        await host.shell(/ run "([^"]+)" first/.exec(removed.stderr)![1]!);
        const addresses = await host.addresses("eth1");
        // Each test begins with a "down".
        await host.shell(`${undo}; chmod +x ${SCRIPT}`);
        expect(addresses).toEqual(["10.120.0.11/24"]);
        expect(another.stderr).toContain(`run "sh ${SCRIPT} down" first`);
        expect([removed, replaced]).toMatchObject([
          {
            code: 10,
            stderr: `sip-a: the virtual IP of ${SCRIPT} may be up: run "sh ${SCRIPT} down" first, in a maintenance window\n`,
          },
          {
            code: 10,
            stderr: `sip-a: ${SCRIPT} would be removed while its virtual IP may be up: run "sh ${SCRIPT} down" first, in a maintenance window\n`,
          },
        ]);
        expect(after).toBe(before);
      });

      test("fails with 10 while a virtual IP is up whose control script was deleted, and says what takes it off", async () => {
        await deploy("install", "aaa1");
        await host.shell(`${SCRIPT} up; rm ${SCRIPT}`);
        const off = `ip address delete ${VIRTUAL_IP}/24 dev eth1`;
        expect(await installed("remove", "aaa1")).toMatchObject({
          code: 10,
          stderr: `sip-a: ${VIRTUAL_IP} is up, and its control script is not there or not whole: run "${off}" first, in a maintenance window\n`,
        });
        await host.shell(off);
        expect((await installed("remove", "aaa1")).code).toBe(0);
        expect(await host.shell(TREE)).toBe(empty);
      });

      test.each([
        ["is empty", `: >${SCRIPT}`],
        ["is cut off in the midst of a word", `head -c 4000 ${SCRIPT} >/tmp/part; cat /tmp/part >${SCRIPT}`],
      ])(
        "asks the kernel where a control script %s and knows of no virtual IP, as an installation does",
        async (_, spoil) => {
          await deploy("install", "aaa1");
          await host.shell(`${SCRIPT} up; ${spoil}`);
          const before = await host.shell(TREE);
          const off = `ip address delete ${VIRTUAL_IP}/24 dev eth1`;
          const outcomes = [await installed("remove", "aaa1")];
          for (const [overrides, change] of [
            [{ takeover: { virtualIp: "10.120.0.99" } }, {}],
            [{}, NOTHING],
          ] as const) {
            upload(host, overrides, change);
            outcomes.push(await deploy("install", "bbb2"));
          }
          for (const outcome of outcomes)
            expect(outcome).toMatchObject({
              code: 10,
              stderr: `sip-a: ${VIRTUAL_IP} is up, and its control script is not there or not whole: run "${off}" first, in a maintenance window\n`,
            });
          expect(await host.shell(TREE)).toBe(before);
          // One that manages the same takes the place of the old one, as always.
          upload(host);
          expect(await deploy("install", "bbb2")).toMatchObject({ code: 0, stderr: "" });
          expect((await host.run([SCRIPT, "status"])).code).toBe(0);
          await host.shell(`${spoil}; ${off}`);
          expect(await installed("remove", "bbb2")).toMatchObject({ code: 0, stdout: "sip-a: removed bbb2\n" });
          expect(await host.shell(TREE)).toBe(empty);
          await deploy("install", "aaa1");
          await host.shell(spoil);
          upload(host, {}, NOTHING);
          expect(await deploy("install", "bbb2")).toMatchObject({ code: 0, stderr: "" });
        },
      );

      test("says of one that is the interface's primary address what takes it off and nothing else", async () => {
        await deploy("install", "aaa1");
        await host.shell(`rm ${SCRIPT}; echo 0 >/proc/sys/net/ipv4/conf/eth1/promote_secondaries; ip address flush dev eth1
          ip address add ${VIRTUAL_IP}/24 dev eth1; ip address add 10.120.0.11/24 broadcast + dev eth1`);
        const { code, stderr } = await installed("remove", "aaa1");
        expect(code).toBe(10);
        await host.shell(/ run "([^"]+)" first/.exec(stderr)![1]!);
        expect(await host.addresses("eth1")).toEqual(["10.120.0.11/24"]);
        expect((await installed("remove", "aaa1")).code).toBe(0);
      });

      test("fails with 9 where the record cannot be removed, and says so", async () => {
        await deploy("install", "aaa1");
        await host.shell("mount --bind /var/lib/sip-ha /var/lib/sip-ha; mount -o remount,bind,ro /var/lib/sip-ha");
        const outcome = await installed("remove", "aaa1");
        await host.shell("umount /var/lib/sip-ha");
        expect([outcome.code, outcome.stderr.split("\n").at(-2)]).toEqual([
          9,
          `sip-a: /var/lib/sip-ha/installed-staging or ${FOLDER}/deploy-staging cannot be removed`,
        ]);
        expect((await deploy("remove", "aaa1")).code).toBe(0);
        expect(await host.shell(TREE)).toBe(empty);
      });

      test("fails with 10 while a virtual IP is up", async () => {
        await deploy("install", "aaa1");
        await host.shell(`${SCRIPT} up`);
        const before = await host.shell(TREE);
        const refused = await installed("remove", "aaa1");
        expect(refused).toMatchObject({
          code: 10,
          stderr: `sip-a: the virtual IP of ${SCRIPT} may be up: run "${SCRIPT} down" first, in a maintenance window\n`,
        });
        expect(await host.shell(TREE)).toBe(before);
      });
    });

    test.each([
      [[]],
      [["install"]],
      [["remove"]],
      [["preflight", "x"]],
      [["install", "a b"]],
      [["install", "../x"]],
      [["nonsense", "1"]],
    ])("wrong use %j fails with 2", async (words) => {
      expect((await deploy(...words)).code).toBe(2);
      expect(await host.shell(TREE)).toBe(empty);
    });
  },
);
