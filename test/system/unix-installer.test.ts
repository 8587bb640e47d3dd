import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { operatingSystemNames } from "../../lib/model/operating-system";
import { alias } from "../../lib/options/ip-address-takeover/unix/alias";
import { logicalInterface } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import type { UnixSystem } from "../../lib/options/ip-address-takeover/unix/unix-system";
import type { HostInstallation } from "../../lib/scripts/host-installation";
import { NO_WORK } from "../../lib/scripts/installer-work";
import { textOf } from "../../lib/text/file-text";
import { clearingCommands, destroyCommands } from "../clearing-commands";
import { endingsOfCuts } from "../cut-off";
import type { Machine, NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";
import type { SampleOverrides } from "../sample-topology";
import { VIRTUAL_IP } from "../takeover-bed";
import { INTERFACES, openUnixBed, type StandInShell, UNIX_NEEDS, unixUpload } from "../unix-bed";

const FOLDER = "/opt/genesys/sip-ha";
const UPLOAD = "/tmp/upload";
const SCRIPT = `${FOLDER}/inbound-vip`;
const SUDO = { localControlAgent: { account: "genesys", becomeRoot: "sudo" } } as const;

/** What lies on a host of what an installation brings. */
const TREE = `find /opt/genesys /opt/elsewhere /var/lib/sip-ha /var/svc /var/stand-in/services -printf '%p %M %u %g %l ' \\( -type f -exec sha256sum {} \\; -o -printf '\\n' \\) 2>/dev/null | sort; cat /etc/inittab 2>/dev/null || true`;

interface Installed {
  readonly system: UnixSystem;
  readonly shell: StandInShell;
  /** Whether the system starts the release at boot. */
  readonly knowsRelease: string;
}

const SYSTEMS: readonly Installed[] = [
  {
    system: logicalInterface,
    shell: "ksh93",
    knowsRelease: `[ "$(head -1 /var/stand-in/services/inbound-vip-release)" = "${SCRIPT} boot" ]`,
  },
  {
    system: alias,
    shell: "mksh",
    knowsRelease: `grep '^vinbound[0-9a-f]*:2:boot:${SCRIPT} boot </dev/null >/dev/null 2>&1$' /etc/inittab`,
  },
];

function upload(
  machine: Machine,
  { system }: Installed,
  overrides: SampleOverrides = {},
  change: Partial<HostInstallation> = {},
): void {
  const { files, deploy } = unixUpload(system, overrides, change);
  for (const { name, content } of [...files, { name: "deploy", content: deploy }])
    machine.write(`${UPLOAD}/${name}`, textOf(content), 0o644);
}

for (const one of SYSTEMS)
  describeWith(
    { ...UNIX_NEEDS, tools: [...UNIX_NEEDS.tools, "shellcheck", "sudo"] },
    `the installer of a host with ${one.system.name}`,
    () => {
      let bed: NetworkBed;
      let host: Machine;
      let empty: string;
      beforeAll(async () => {
        bed = await openUnixBed(one.system, one.shell);
        host = bed.machine("sip-a");
        await host.shell("groupadd genesys && useradd -g genesys genesys; /usr/sbin/lsitab x 2>/dev/null || true");
        empty = await host.shell(TREE);
      });
      afterAll(() => bed?.close());
      beforeEach(async () => {
        await host.shell(`${SCRIPT} down >/dev/null 2>&1; ksh ${UPLOAD}/deploy remove none >/dev/null 2>&1
          rm -rf ${UPLOAD} /opt/genesys /opt/elsewhere /var/lib/sip-ha /var/svc /var/run/sip-ha /var/stand-in/services /var/stand-in/running
          [ ! -f /etc/inittab ] || printf 'init:2:initdefault:\\n' >/etc/inittab`);
        upload(host, one);
      });

      const deploy = (...words: string[]) => host.run(["ksh", `${UPLOAD}/deploy`, ...words]);
      const installed = (...words: string[]) => host.run([`${FOLDER}/deploy-staging`, ...words]);
      const voice = INTERFACES[one.system.name][1];

      test("passes on a host that is as declared, and changes nothing", async () => {
        expect(await deploy("preflight")).toMatchObject({
          code: 0,
          stdout: "sip-a: nothing stands in the way\n",
          stderr: "",
        });
        expect(await host.shell(TREE)).toBe(empty);
      });

      test("says everything that stands in the way at once, each with what to do", async () => {
        upload(host, one, { localControlAgent: { account: "nobody-here", becomeRoot: "sudo" } });
        await host.shell(
          `rm ${UPLOAD}/inbound-vip; mv /usr/sbin/arp /usr/sbin/arp.away; ip address delete 10.120.0.11/24 dev eth1`,
        );
        const outcome = await deploy("preflight");
        await host.shell("mv /usr/sbin/arp.away /usr/sbin/arp; ip address add 10.120.0.11/24 broadcast + dev eth1");
        expect(outcome.code).toBe(5);
        expect(outcome.stderr.split("\n").filter((line) => !line.startsWith("  fix: "))).toEqual([
          "sip-a: missing-tool: /usr/sbin/arp is not there",
          "sip-a: missing-file: inbound-vip is not beside this script",
          "sip-a: missing-account: there is no account nobody-here for the Local Control Agent",
          "sip-a: missing-group: there is no group nobody-here",
          `sip-a: missing-address: the address 10.120.0.11 is not on ${voice}`,
          "sip-a: things in the way: 5",
          "",
        ]);
      });

      if (one.system.name === "Solaris")
        test("fails with 6 where an interface that carries a virtual IP is in a multipathing group; another one may be", async () => {
          await host.shell("mkdir -p /var/stand-in/groups; echo management >/var/stand-in/groups/e1000g0");
          const others = await deploy("preflight");
          await host.shell("echo voice >/var/stand-in/groups/e1000g1");
          const carrying = await deploy("preflight");
          await host.shell("rm -r /var/stand-in/groups");
          expect(others).toMatchObject({ code: 0, stderr: "" });
          expect(carrying).toMatchObject({
            code: 6,
            stderr:
              "sip-a: multipathing-group: e1000g1 is in the multipathing group voice\n  fix: declare the group's own interface, or one outside of it\nsip-a: things in the way: 1\n",
          });
        });

      if (one.system.name === "Solaris")
        test("brings a watchdog back that has failed too often, with the same version and with another", async () => {
          const watchdog = "svc:/site/inbound-vip-watchdog:default";
          const state = async () => (await host.shell(`/usr/bin/svcs -H -o state ${watchdog}`)).trim();
          upload(host, one, {
            takeover: { watchdog: { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } },
          });
          expect((await deploy("install", "aaa1")).code).toBe(0);
          for (const version of ["aaa1", "bbb2"]) {
            await host.shell(`/usr/sbin/svcadm mark maintenance ${watchdog}`);
            expect(await state()).toBe("maintenance");
            expect(await deploy("install", version)).toMatchObject({ code: 0, stderr: "" });
            expect(await state()).toBe("online");
          }
          expect((await deploy("remove", "bbb2")).code).toBe(0);
        });

      if (one.system.name === "Solaris")
        test("enables the release at boot that somebody has disabled, and takes nothing away by that, with the same version and with another", async () => {
          const release = "svc:/site/inbound-vip-release:default";
          expect((await deploy("install", "aaa1")).code).toBe(0);
          expect((await host.run([SCRIPT, "up"])).code).toBe(0);
          for (const version of ["aaa1", "bbb2"]) {
            await host.shell(`/usr/sbin/svcadm disable -s ${release}`);
            expect((await host.shell(`/usr/bin/svcs -H -o state ${release}`)).trim()).toBe("disabled");
            expect(await deploy("install", version)).toMatchObject({ code: 0, stderr: "" });
            expect((await host.shell(`/usr/bin/svcs -H -o state ${release}`)).trim()).toBe("online");
            expect((await host.run([SCRIPT, "status"])).code).toBe(0);
          }
        });

      test("fails with 6, and installs nothing, where others may change a folder above the scripts", async () => {
        await host.shell("mkdir -p /opt/genesys; chown 65534 /opt/genesys");
        const outcomes = [await deploy("preflight"), await deploy("install", "aaa1")];
        expect(outcomes.map(({ code }) => code)).toEqual([6, 6]);
        expect(outcomes[0]!.stderr).toContain("sip-a: unsafe-folder: whoever may change /opt/genesys");
        await host.shell(
          "rm -r /opt/genesys; mkdir -p /data/genesys; chown 65534 /data; ln -s /data/genesys /opt/genesys",
        );
        const linked = [await deploy("preflight"), await deploy("install", "aaa1")];
        await host.shell("rm -r /opt/genesys /data");
        expect(linked.map(({ code }) => code)).toEqual([6, 6]);
        expect(linked[0]!.stderr).toContain("sip-a: unsafe-folder: whoever may change /data ");
      });

      test("runs no script that somebody else has left there, and fails with 6", async () => {
        host.write(SCRIPT, "#!/bin/sh\ntouch /opt/genesys/was-run\nexit 3\n", 0o755);
        await host.shell(`chown 65534 ${SCRIPT}`);
        expect(await deploy("preflight")).toMatchObject({
          code: 6,
          stderr: `sip-a: unsafe-file: ${SCRIPT} is no file of root alone, so root must not run it\n  fix: see who has changed it, then remove it, or where it is as it should be: chown root ${SCRIPT} and chmod go-w ${SCRIPT}\nsip-a: things in the way: 1\n`,
        });
        expect(await deploy("install", "aaa1")).toMatchObject({
          code: 6,
          stderr: expect.stringContaining(`sip-a: ${SCRIPT} is no file of root alone, so root must not run it`),
        });
        expect(await host.shell("ls /opt/genesys; rm -r /opt/genesys")).toBe("sip-ha\n");
      });

      test("fails with 7 where a stranger holds the virtual IP, and passes where the peer does", async () => {
        const codes: number[] = [];
        for (const name of ["client", "sip-b"]) {
          await bed.machine(name).shell(`ip address add ${VIRTUAL_IP}/24 dev eth1`);
          codes.push((await deploy("preflight")).code);
          await bed.machine(name).shell(`ip address delete ${VIRTUAL_IP}/24 dev eth1`);
        }
        expect(codes).toEqual([7, 0]);
      });

      test("fails with 6, as preflight does, and changes nothing where a folder has the name of a control script", async () => {
        await host.shell(`mkdir -p ${SCRIPT}`);
        const before = await host.shell(TREE);
        const [preflight, install] = [await deploy("preflight"), await deploy("install", "aaa1")];
        expect(await host.shell(TREE)).toBe(before);
        const [what, fix] = [`${SCRIPT} is a folder, where a file is to go`, "see what is in it, and move it away"];
        expect([preflight, install]).toMatchObject([
          { code: 6, stderr: `sip-a: folder: ${what}\n  fix: ${fix}\nsip-a: things in the way: 1\n` },
          { code: 6, stderr: `sip-a: ${what}: ${fix}\n` },
        ]);
      });

      test("installs, finds nothing to change the second time, puts right what was changed, and leaves nothing after removal", async () => {
        expect(await deploy("install", "aaa1")).toMatchObject({
          code: 0,
          stdout: "sip-a: installed aaa1\n",
          stderr: "",
        });
        await host.shell(one.knowsRelease);
        const root = one.system.name === "AIX" ? "system" : "root";
        expect((await host.shell(`stat -c '%a %U:%G %n' ${FOLDER}/*`)).trim().split("\n")).toEqual([
          `700 root:${root} ${FOLDER}/deploy-staging`,
          `750 root:${root} ${SCRIPT}`,
        ]);
        const whole = await host.shell(TREE);
        expect(await deploy("install", "aaa1")).toMatchObject({
          code: 0,
          stdout: "sip-a: nothing to change: aaa1 was installed\n",
        });
        await host.shell(`echo >>${SCRIPT}; chmod 777 ${FOLDER}/deploy-staging; rm -rf /var/stand-in/services
          [ ! -f /etc/inittab ] || printf 'init:2:initdefault:\\n' >/etc/inittab`);
        expect((await deploy("install", "aaa1")).code).toBe(0);
        expect(await host.shell(TREE)).toBe(whole);
        expect(await installed("remove", "000")).toMatchObject({
          code: 0,
          stdout: `sip-a: nothing to remove: aaa1 has replaced 000; what removes that: ${FOLDER}/deploy-staging remove aaa1\n`,
        });
        expect(await installed("remove", "aaa1")).toMatchObject({
          code: 0,
          stdout: "sip-a: removed aaa1\n",
          stderr: "",
        });
        expect(await host.shell(`(${TREE}) | grep -v '^/var/s' || true`)).toBe(
          await host.shell(`printf %s '${empty}' | grep -v '^/var/s' || true`),
        );
        expect(await deploy("remove", "aaa1")).toMatchObject({ code: 0, stdout: "sip-a: nothing is installed\n" });
      });

      test("leaves nothing behind where the host gets no file any more, but not while its virtual IP is up", async () => {
        const os = one.system.name === "AIX" ? "aix" : "solaris";
        const clear = clearingCommands(os);
        const cleared = () => host.run(["sh", "-c", `cd /root || exit\n${clear}`]);
        expect(await cleared()).toMatchObject({ code: 0, stdout: "", stderr: "" });
        await deploy("install", "aaa1");
        await host.run([SCRIPT, "up"]);
        expect((await cleared()).stderr).toContain(`the virtual IP of ${SCRIPT} may be up`);
        await host.run([SCRIPT, "down"]);
        expect(await cleared()).toMatchObject({ code: 0, stdout: "sip-a: removed aaa1\n" });
        expect(await host.shell(`(${TREE}) | grep -v '^/var/s' || true`)).toBe(
          await host.shell(`printf %s '${empty}' | grep -v '^/var/s' || true`),
        );
      });

      test("leaves nothing behind where its resource is destroyed, but not where another version is installed by now", async () => {
        const os = one.system.name === "AIX" ? "aix" : "solaris";
        const destroy = (version: string) =>
          host.run(["sh", "-c", `cd /root || exit\n${destroyCommands(os, version)}`]);
        expect(await destroy("aaa1")).toMatchObject({ code: 0, stdout: "", stderr: "" });
        await deploy("install", "bbb2");
        expect(await destroy("aaa1")).toMatchObject({
          code: 0,
          stdout: `sip-a: nothing to remove: bbb2 has replaced aaa1; what removes that: ${FOLDER}/deploy-staging remove bbb2\n`,
        });
        const [record, installer] = ["/var/lib/sip-ha/installed-staging", `${FOLDER}/deploy-staging`];
        await host.shell(`mv ${record} ${record}.away`);
        const shell = operatingSystemNames[os].installer.command.split(" ")[0];
        expect(await destroy("bbb2")).toMatchObject({
          code: 0,
          stdout: `sip-a: ${installer} and what it has installed are left, as ${record} is gone or empty: as root run ${shell} ${installer} remove manual\n`,
        });
        await host.shell(`mv ${record}.away ${record}; mv ${installer} ${installer}.away`);
        expect(await destroy("bbb2")).toMatchObject({
          code: 0,
          stdout: `sip-a: what ${record} lists is left, as ${installer} is gone: as root run cat ${record}\n`,
        });
        await host.shell(`mv ${installer}.away ${installer}; chown 65534 ${installer}`);
        expect(await destroy("bbb2")).toMatchObject({
          code: 6,
          stdout: `sip-a: unsafe-file: ${installer} is no file of root alone, so root must not run it\n  fix: see who has changed it, then remove it, or where it is as it should be: chown root ${installer} and chmod go-w ${installer}\n`,
        });
        await host.shell(`chown root ${installer}; chmod go+x /root`);
        expect(await destroy("bbb2")).toMatchObject({
          code: 6,
          stdout: expect.stringContaining("sip-a: unsafe-home: "),
        });
        await host.shell("chmod go-x /root");
        expect(await destroy("bbb2")).toMatchObject({ code: 0, stdout: "sip-a: removed bbb2\n" });
        expect(host.exists(SCRIPT)).toBe(false);
      });

      test.each([[["staging", "production"]], [["production", "staging"]]])(
        "of two environments leaves no folder, whichever goes first: %j",
        async (order) => {
          await deploy("install", "aaa1");
          upload(host, one, { topology: { environment: "production" } }, { files: [], work: NO_WORK });
          expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stderr: "" });
          for (const environment of order)
            expect(await host.run([`${FOLDER}/deploy-${environment}`, "remove", "aaa1"])).toMatchObject({ code: 0 });
          expect([host.exists("/opt/genesys"), host.exists("/var/lib/sip-ha")]).toEqual([false, false]);
        },
      );

      test("fails with 6 where another environment has a pair of that name in another folder, whose lock and role it would share", async () => {
        await deploy("install", "aaa1");
        upload(host, one, {
          topology: { environment: "production" },
          hosts: { "sip-a": { installDirectory: "/opt/elsewhere" } },
        });
        expect(await deploy("install", "bbb2")).toMatchObject({
          code: 6,
          stderr: `sip-a: ${SCRIPT} belongs to the environment staging: remove that one first, or rename the pair in one of them\n`,
        });
        expect(host.exists("/opt/elsewhere")).toBe(false);
      });

      test.each([
        ["has gone", "rm /var/lib/sip-ha/installed-staging"],
        ["is empty", ": >/var/lib/sip-ha/installed-staging"],
      ])("fails with 6 and takes nothing away where the record of what is installed %s", async (_, change) => {
        await deploy("install", "aaa1");
        await host.shell(change);
        const outcome = await installed("remove", "aaa1");
        expect(outcome.code).toBe(6);
        expect(outcome.stderr).toMatch(
          /^sip-a: \S+ is here, but nothing in \/var\/lib\/sip-ha\/installed-staging says what else is: install this version once more, then remove it\n$/,
        );
        expect(host.exists(`${FOLDER}/deploy-staging`)).toBe(true);
        await deploy("install", "aaa1");
        expect((await installed("remove", "aaa1")).code).toBe(0);
        expect(await host.shell("find /opt/genesys -type f")).toBe("");
      });

      test("says that it has removed it only where it has, also where /tmp is full", async () => {
        await deploy("install", "aaa1");
        await host.shell(`mv ${UPLOAD} /root; mount -t tmpfs -o size=4k tmpfs /tmp; head -c 4096 /dev/zero >/tmp/full`);
        const outcome = await installed("remove", "aaa1");
        const left = await host.shell("find /opt -path '/opt/genesys/*'");
        await host.shell(`umount /tmp; mv /root/upload ${UPLOAD}`);
        expect(outcome.code === 0, outcome.stderr).toBe(left === "");
        await installed("remove", "aaa1");
        expect(await host.shell("find /opt -path '/opt/genesys/*'")).toBe("");
      });

      test("does not take away a virtual IP that is up when it comes, and the next boot does", async () => {
        await deploy("install", "aaa1");
        await host.run([SCRIPT, "up"]);
        await host.shell("rm -f /var/run/sip-ha/inbound.role");
        await deploy("install", "bbb2");
        expect(await host.run([SCRIPT, "status"])).toMatchObject({ code: 0 });
        // Another boot, of which AIX' /var/run still has the role of before.
        await host.shell("echo 'Nov 26 10:00' >/var/stand-in/boot");
        expect(await host.run([SCRIPT, "boot"])).toMatchObject({ code: 0 });
        expect(await host.run([SCRIPT, "status"])).toMatchObject({ code: 3 });
        await host.shell("rm /var/stand-in/boot");
      });

      test("fails with 10 while the virtual IP is up and the new version would not release it, or none would be left", async () => {
        await deploy("install", "aaa1");
        await host.run([SCRIPT, "up"]);
        const before = await host.shell(TREE);
        upload(host, one, { takeover: { virtualIp: "10.120.0.99" } });
        expect((await deploy("install", "bbb2")).code).toBe(10);
        upload(host, one, { hosts: { "sip-a": { installDirectory: "/opt/elsewhere" } } });
        expect((await deploy("install", "bbb2")).code).toBe(10);
        expect((await installed("remove", "aaa1")).stderr).toBe(
          `sip-a: the virtual IP of ${SCRIPT} may be up: run "${SCRIPT} down" first, in a maintenance window\n`,
        );
        expect(await host.shell(TREE)).toBe(before);
        await host.run([SCRIPT, "down"]);
        expect(await deploy("install", "bbb2")).toMatchObject({ code: 0, stderr: "" });
        expect((await host.shell("ls /opt/elsewhere; ls /opt/genesys/sip-ha")).trim().split("\n")).toEqual([
          "deploy-staging",
          "inbound-vip",
        ]);
      });

      test("fails with 10 while the virtual IP is up also where its control script may not be started", async () => {
        await deploy("install", "aaa1");
        await host.shell(`${SCRIPT} up; chmod -x ${SCRIPT}`);
        const before = await host.shell(TREE);
        const removed = await installed("remove", "aaa1");
        const after = await host.shell(TREE);
        const off = `/usr/bin/ksh -p ${SCRIPT} down`;
        await host.shell(off);
        const status = await host.run(["ksh", SCRIPT, "status"]);
        await host.shell(`chmod +x ${SCRIPT}`);
        expect(removed).toMatchObject({
          code: 10,
          stderr: `sip-a: the virtual IP of ${SCRIPT} may be up: run "${off}" first, in a maintenance window\n`,
        });
        expect([after, status.code]).toEqual([before, 3]);
      });

      test.each([
        ["has gone", `rm ${SCRIPT}`],
        ["is empty", `: >${SCRIPT}`],
        ["is cut off", `head -c 4000 ${SCRIPT} >/tmp/part; cat /tmp/part >${SCRIPT}`],
      ])("asks the kernel where a control script %s and knows of no virtual IP", async (_, spoil) => {
        await deploy("install", "aaa1");
        await host.shell(`${SCRIPT} up; ${spoil}`);
        const before = await host.shell(TREE);
        const outcomes = [await installed("remove", "aaa1")];
        for (const [overrides, change] of [
          [{ takeover: { virtualIp: "10.120.0.99" } }, {}],
          [{}, { files: [], work: NO_WORK }],
        ] as const) {
          upload(host, one, overrides, change);
          outcomes.push(await deploy("install", "bbb2"));
        }
        const off = `/usr/sbin/ifconfig ${voice} ${one.system.name === "AIX" ? "inet delete" : "removeif"} ${VIRTUAL_IP}`;
        for (const outcome of outcomes)
          expect(outcome).toMatchObject({
            code: 10,
            stderr: `sip-a: ${VIRTUAL_IP} is up, and its control script is not there or not whole: run "${off}" first, in a maintenance window\n`,
          });
        expect(await host.shell(TREE)).toBe(before);
        upload(host, one);
        expect(await deploy("install", "bbb2")).toMatchObject({ code: 0, stderr: "" });
        expect((await host.run([SCRIPT, "status"])).code).toBe(0);
        await host.shell(`${spoil}; ${off}`);
        expect(await installed("remove", "bbb2")).toMatchObject({ code: 0, stdout: "sip-a: removed bbb2\n" });
      });

      test("killed at any moment and repeated, it ends as if nothing had happened", async () => {
        expect((await deploy("install", "aaa1")).code).toBe(0);
        const without = (tree: string) => tree.replace(/\S+ +\S+\/installed-staging/, "");
        const whole = without(await host.shell(TREE));
        expect((await installed("remove", "aaa1")).code).toBe(0);
        for (let delay = 20; delay < 320; delay += 60) {
          const killed = async (program: string) => {
            await host.runKilled(`ksh ${program}`, delay);
            // A command that it had started may be at work for a moment.
            await sleep(100);
          };
          await killed(`${UPLOAD}/deploy install aaa1`);
          expect(await deploy("install", "aaa1"), `after a kill at ${delay} ms`).toMatchObject({ code: 0, stderr: "" });
          expect(without(await host.shell(TREE)), `after a kill at ${delay} ms`).toBe(whole);
          await killed(`${FOLDER}/deploy-staging remove aaa1`);
          await deploy("remove", "aaa1");
          expect(
            await host.shell(
              "find /opt/genesys /var/svc -name '*inbound*' 2>/dev/null; grep inbound /etc/inittab 2>/dev/null || true",
            ),
          ).toBe("");
        }
      });

      test("says which line sudo lacks where the Local Control Agent's account cannot run the script, and does not write it", async () => {
        upload(host, one, SUDO);
        const outcomes = [];
        for (const text of ["", `genesys ALL=(root) NOPASSWD: /usr/bin/id, !${SCRIPT}`, rule]) {
          await rules(text);
          outcomes.push(await deploy("install", "aaa1"));
        }
        await rules("");
        expect(
          outcomes.map(({ code, stderr }) => [code, stderr.includes(`\n  fix: add this line with visudo: ${rule}\n`)]),
        ).toEqual([
          [9, true],
          [9, true],
          [0, false],
        ]);
      });

      const rules = (text: string) =>
        host.shell(text === "" ? "rm -f /etc/sudoers.d/genesys" : `echo '${text}' >/etc/sudoers.d/genesys`);
      const rule = `genesys ALL=(root) NOPASSWD: ${SCRIPT} up, ${SCRIPT} down, ${SCRIPT} status, ${SCRIPT} announce`;

      test("fails with 9 where sudo refuses the account one of the commands alone, and says which", async () => {
        upload(host, one, SUDO);
        const outcomes = [];
        for (const command of ["up", "announce"]) {
          await rules(rule.replace(` ${SCRIPT} ${command}`, " /usr/bin/id"));
          outcomes.push(await deploy("install", "aaa1"));
        }
        await rules("");
        expect(outcomes.map(({ code, stderr }) => [code, stderr])).toEqual(
          ["up", "announce"].map((command) => [
            9,
            `sip-a: sudo does not let genesys run ${SCRIPT} ${command}\n  fix: add this line with visudo: ${rule}\n`,
          ]),
        );
      });

      test("installs where root may not ask sudo, by what the account can run", async () => {
        upload(host, one, SUDO);
        await rules(`Defaults !root_sudo\n${rule}`);
        const outcome = await deploy("install", "aaa1");
        await rules("");
        expect(outcome).toMatchObject({ code: 0, stdout: "sip-a: installed aaa1\n" });
      });

      test("needs no shell of the account by which it could log in, unless root may run nothing as the account; that is no matter of sudo's rule", async () => {
        upload(host, one, SUDO);
        await rules(rule);
        await host.shell("usermod -s /usr/sbin/nologin genesys; cp -p /etc/sudoers /etc/sudoers.away");
        const bySudo = await deploy("install", "aaa1");
        await host.shell("sed -i '/^root/d' /etc/sudoers");
        const bySu = await deploy("install", "aaa1");
        await host.shell("mv -f /etc/sudoers.away /etc/sudoers; usermod -s /bin/sh genesys");
        await rules("");
        expect(bySudo).toMatchObject({ code: 0, stdout: "sip-a: installed aaa1\n" });
        expect(bySu).toMatchObject({
          code: 9,
          stderr: `sip-a: genesys cannot run ${SCRIPT}: This account is currently not available.\n`,
        });
      });

      test.each(["ksh -p", "ksh93", "mksh"])(
        "does nothing and fails with 9 at whichever byte it was cut off, under %s",
        async (shell) => {
          const before = await host.shell(TREE);
          expect(await host.shell(endingsOfCuts(shell, `${UPLOAD}/deploy`, shell === "ksh -p" ? 1 : 7))).toBe("9\n");
          expect(await host.shell(TREE)).toBe(before);
        },
      );

      test("does not wait for a control script that hangs, and says that it does", async () => {
        host.write(`${UPLOAD}/inbound-vip`, '#!/usr/bin/ksh\n[ "$1" != status ] || sleep 30\n', 0o644);
        const from = Date.now();
        expect(await deploy("install", "aaa1")).toMatchObject({
          code: 9,
          stderr: `sip-a: ${SCRIPT} did not say its status within 5 s\n  fix: see what "${SCRIPT} status" waits for, then run this again\n`,
        });
        expect(Date.now() - from).toBeLessThan(20_000);
        expect(await host.shell("ls /var/run/sip-ha")).not.toContain("answer");
      });

      test("fails with 6 before anything is installed where sudo lets the account run nothing, and says which line it needs", async () => {
        upload(host, one, SUDO);
        expect(await deploy("preflight")).toMatchObject({
          code: 6,
          stderr: `sip-a: missing-sudo-rule: sudo does not let genesys run ${SCRIPT}\n  fix: add this line with visudo: ${rule}\nsip-a: things in the way: 1\n`,
        });
        await rules(rule);
        const outcome = await deploy("preflight");
        await rules("");
        expect(outcome).toMatchObject({ code: 0, stdout: "sip-a: nothing stands in the way\n", stderr: "" });
      });

      test("says so too where its line is listed, and another rule may deny it or ask for a password", async () => {
        upload(host, one, SUDO);
        const other = "genesys ALL=(root) NOPASSWD: /usr/bin/id";
        const said: boolean[] = [];
        for (const text of [
          `${other}\n${rule.replace("NOPASSWD: ", "")}`,
          `${rule}\ngenesys ALL=(ALL) ALL`,
          `${rule}\ngenesys ALL=(root) NOPASSWD: ALL, !${SCRIPT}`,
          `${rule}, PASSWD: /usr/bin/id`,
          `${rule} x`,
          "genesys ALL=(daemon) NOPASSWD: ALL",
          `${other}\n${rule}\ngenesys ALL=(daemon) NOPASSWD: ALL`,
        ]) {
          await rules(text);
          const { code, stdout } = await deploy("preflight");
          expect([text, code]).toEqual([text, 0]);
          said.push(stdout.includes(": sudo-rule: "));
        }
        await rules("");
        expect(said).toEqual([true, true, true, true, true, true, false]);
      });

      test("says which line the account may need where its rules are others, until the script is installed and was run", async () => {
        upload(host, one, SUDO);
        await rules("genesys ALL=(root) NOPASSWD: /opt/genesys/sip-ha/*");
        const before = await deploy("preflight");
        const install = await deploy("install", "aaa1");
        const after = await deploy("preflight");
        await rules("");
        expect(before).toMatchObject({
          code: 0,
          stdout: `sip-a: sudo-rule: whether sudo lets genesys run ${SCRIPT} is seen when that is installed\n  needed, unless another rule does the same: ${rule}\nsip-a: nothing stands in the way\n`,
        });
        expect([install.code, after.stdout]).toEqual([0, "sip-a: nothing stands in the way\n"]);
      });

      test("fails with 5 where sudo is not where the Local Control Agent starts it", async () => {
        upload(host, one, SUDO);
        await host.shell("mkdir -p /opt/csw/bin; mv /usr/bin/sudo /opt/csw/bin/sudo");
        const outcomes = [await deploy("preflight"), await deploy("install", "aaa1")];
        await host.shell("mv /opt/csw/bin/sudo /usr/bin/sudo; rm -r /opt/csw");
        const fix =
          "the Local Control Agent starts the control scripts by it: install sudo, or make this a link to the sudo that is there";
        expect(outcomes.map(({ code, stderr }) => [code, stderr])).toEqual([
          [5, `sip-a: missing-tool: /usr/bin/sudo is not there\n  fix: ${fix}\nsip-a: things in the way: 1\n`],
          [5, `sip-a: /usr/bin/sudo is not there: ${fix}\n`],
        ]);
      });

      test("has no advice on sudo where the account runs the script and that finds the host not as declared", async () => {
        upload(host, one, SUDO);
        await rules(rule);
        const [other] = INTERFACES[one.system.name];
        await host.shell(`ip address add ${VIRTUAL_IP}/24 dev eth0`);
        const outcome = await deploy("install", "aaa1");
        await host.shell(`ip address delete ${VIRTUAL_IP}/24 dev eth0`);
        await rules("");
        expect(outcome.code).toBe(9);
        // Sudo says something of its own here, as it cannot resolve the host's name.
        const lines = outcome.stderr.trimEnd().split("\n");
        expect(lines[0]).toContain(
          `sip-a: ${SCRIPT} can be run, but its status is neither up nor down (exit code 6): `,
        );
        expect(lines.at(-2)).toContain(`inbound-vip: misplaced: sip-a has ${VIRTUAL_IP} on ${other}, which should be `);
        expect(lines.at(-1)).toBe("  fix: put that right, then run this again");
        expect(outcome.stderr).not.toContain("visudo");
      });

      test("has the account's group made without taking other groups from the account", async () => {
        upload(host, one, { localControlAgent: { account: "lonely", becomeRoot: "none" } });
        await host.shell("useradd -M -N -g users lonely");
        const outcome = await deploy("preflight");
        await host.shell("userdel lonely");
        expect(outcome.stderr).toContain(
          one.system.name === "AIX"
            ? "  fix: mkgroup users=lonely lonely\n"
            : "  fix: groupadd lonely, and add lonely to it: usermod -G with this and all its other groups, which id -a lonely shows\n",
        );
      });

      test("wrong use fails with 2, and an account that is not root with 4", async () => {
        for (const words of [[], ["install"], ["preflight", "x"], ["install", "../x"], ["nonsense", "1"]])
          expect((await deploy(...words)).code).toBe(2);
        const asNobody = ["setpriv", "--reuid=65534", "--clear-groups", "ksh", `${UPLOAD}/deploy`, "preflight"];
        expect((await host.run(asNobody)).code).toBe(4);
      });
    },
  );
