import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { endingsOfCuts } from "../cut-off";
import { eventually } from "../eventually";
import { AS_NOBODY, describeInstaller, HANGS, NOTHING, ON_ANOTHER_INTERFACE, SUDO, TREE } from "../installer-bed";
import type { Outcome } from "../network-namespace";
import { VIRTUAL_IP } from "../takeover-bed";
import { FOLDER, SCRIPT, UPLOAD, upload, WATCHDOG } from "../uploaded-installer";

describeInstaller((bed) => {
  const { deploy, installed, instead, soon } = bed;

  describe("install", () => {
    test("puts every file in place with owner, group and mode, links the units, and records what it did", async () => {
      expect(await deploy("install", "aaa1")).toMatchObject({
        code: 0,
        stdout: "sip-a: installed aaa1\n",
        stderr: "",
      });
      expect(
        (await bed.host.shell(`stat -c '%a %U:%G %n' ${FOLDER}/* /etc/systemd/system/inbound-*`)).trim().split("\n"),
      ).toEqual([
        `700 root:root ${FOLDER}/deploy-staging`,
        `750 root:root ${SCRIPT}`,
        "644 root:root /etc/systemd/system/inbound-vip-release.service",
      ]);
      expect(bed.host.read(SCRIPT)).toBe(bed.host.read(`${UPLOAD}/inbound-vip`));
      expect(
        (
          await bed.host.shell("readlink /etc/systemd/system/multi-user.target.wants/inbound-vip-release.service")
        ).trim(),
      ).toBe("../inbound-vip-release.service");
      expect(bed.host.read(`/var/lib/sip-ha/installed-staging`).trim().split("\n")).toEqual([
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

    test("writes each file to the disk before it appears under its name, so that none is empty after a power failure", async () => {
      await bed.host.shell(`mv /usr/bin/sync /usr/bin/sync.away
          printf '#!/bin/sh\nname="\${1##*/.}"\n[ -e "\${1%%/*}/\${name%%.new}" ] || echo "$1" >>/tmp/synced\n' >/usr/bin/sync; chmod +x /usr/bin/sync`);
      const outcome = await deploy("install", "abc");
      const synced = await bed.host.shell(
        "sort /tmp/synced; rm -f /tmp/synced; mv -f /usr/bin/sync.away /usr/bin/sync",
      );
      expect(outcome).toMatchObject({ code: 0, stderr: "" });
      expect(synced.trim().split("\n")).toEqual([
        "/etc/systemd/system/.inbound-vip-release.service.new",
        `${FOLDER}/.deploy-staging.new`,
        `${FOLDER}/.inbound-vip.new`,
        // Once before anything is installed, and once when everything is.
        "/var/lib/sip-ha/installed-staging.new",
        "/var/lib/sip-ha/installed-staging.new",
      ]);
    });

    test("into another folder removes what is in the old one, unless its virtual IP is up", async () => {
      await deploy("install", "aaa1");
      await bed.host.run([SCRIPT, "up"]);
      upload(bed.host, { hosts: { "sip-a": { installDirectory: "/opt/elsewhere" } } });
      const refused = await deploy("install", "bbb2");
      expect(refused.code).toBe(10);
      expect(refused.stderr).toContain(`${SCRIPT} would be removed while its virtual IP may be up`);
      await bed.host.run([SCRIPT, "down"]);
      expect(await deploy("install", "bbb2")).toMatchObject({ code: 0 });
      expect((await bed.host.shell("ls /opt/elsewhere; ls /opt/genesys/sip-ha")).trim().split("\n")).toEqual([
        "deploy-staging",
        "inbound-vip",
      ]);
      expect(await bed.host.run(["/opt/elsewhere/deploy-staging", "remove", "bbb2"])).toMatchObject({ code: 0 });
      expect(await bed.host.shell(TREE)).toBe(bed.empty);
    });

    test("a second time changes nothing, not even a file's time", async () => {
      await deploy("install", "aaa1");
      const times = `stat -c '%Y.%y %n' ${FOLDER}/* /etc/systemd/system/inbound-*`;
      const before = await bed.host.shell(times);
      expect(await deploy("install", "aaa1")).toMatchObject({
        code: 0,
        stdout: "sip-a: nothing to change: aaa1 was installed\n",
      });
      expect(await bed.host.shell(times)).toBe(before);
    });

    test("repairs what somebody has changed", async () => {
      await deploy("install", "aaa1");
      const before = await bed.host.shell(TREE);
      await bed.host.shell(
        `echo >>${SCRIPT}; chmod 777 ${FOLDER}/deploy-staging; rm /etc/systemd/system/multi-user.target.wants/inbound-*`,
      );
      expect((await deploy("install", "aaa1")).code).toBe(0);
      expect(await bed.host.shell(TREE)).toBe(before);
    });

    test.each([
      `chown 65534 ${SCRIPT}`,
      `chmod g+w ${SCRIPT}`,
      `chmod o+w ${SCRIPT}`,
      `mv ${SCRIPT} /opt/elsewhere; ln -s /opt/elsewhere ${SCRIPT}`,
    ])(
      "does not run a script that somebody else has left there or may change, and fails with 6: %s",
      async (change) => {
        bed.host.write(SCRIPT, "#!/bin/sh\ntouch /opt/genesys/was-run\nexit 3\n", 0o755);
        await bed.host.shell(change);
        expect(await deploy("preflight")).toMatchObject({
          code: 6,
          stderr: `sip-a: unsafe-file: ${SCRIPT} is not a file that only root can change, so root must not run it\n  fix: find out who has changed it, then remove it, or, if it is as it should be: chown root ${SCRIPT} and chmod go-w ${SCRIPT}\nsip-a: things in the way: 1\n`,
        });
        const planted = await deploy("install", "aaa1");
        await bed.host.shell(`rm ${SCRIPT}`);
        expect((await deploy("install", "aaa1")).code).toBe(0);
        bed.host.write(SCRIPT, "#!/bin/sh\ntouch /opt/genesys/was-run\nexit 3\n", 0o755);
        await bed.host.shell(change);
        const orphaned = await installed("remove", "aaa1");
        expect(await bed.host.shell("ls /opt/genesys")).toBe("sip-ha\n");
        for (const outcome of [planted, orphaned])
          expect(outcome).toMatchObject({
            code: 6,
            stderr: expect.stringContaining(
              `sip-a: ${SCRIPT} is not a file that only root can change, so root must not run it`,
            ),
          });
      },
    );

    test("ends as if nothing had happened after a kill at any moment and a repetition, and remove finds everything", async () => {
      upload(bed.host, { ...SUDO, takeover: WATCHDOG });
      expect((await deploy("install", "bbb2")).code).toBe(0);
      const whole = await bed.host.shell(TREE);
      expect((await installed("remove", "bbb2")).code).toBe(0);
      for (let delay = 5; delay < 200; delay += 15) {
        const killed = async (program: string) => {
          await bed.host.runKilled(`sh ${program}`, delay);
          // A command that it started may still run for a moment.
          await sleep(100);
        };
        await killed(`${UPLOAD}/deploy install bbb2`);
        expect(await deploy("install", "bbb2"), `after a kill at ${delay} ms`).toMatchObject({ code: 0, stderr: "" });
        expect(
          (await bed.host.shell(TREE)).replace(/\S+ +\S+\/installed-staging/, ""),
          `after a kill at ${delay} ms`,
        ).toBe(whole.replace(/\S+ +\S+\/installed-staging/, ""));
        await killed(`${FOLDER}/deploy-staging remove bbb2`);
        await deploy("remove", "bbb2");
        expect(
          await bed.host.shell(
            "find /etc/systemd/system /etc/sudoers.d /opt/genesys -name '*inbound*' -o -name '*staging*' 2>/dev/null || true",
          ),
        ).toBe("");
        await bed.host.shell("rmdir /opt/genesys 2>/dev/null || true");
      }
    });

    test("removes what an earlier version had and this version does not", async () => {
      upload(bed.host, { takeover: WATCHDOG });
      await deploy("install", "aaa1");
      expect(bed.host.exists(`${FOLDER}/inbound-vip-watchdog`)).toBe(true);
      upload(bed.host);
      expect((await deploy("install", "bbb2")).code).toBe(0);
      expect(await bed.host.shell("find /opt/genesys /etc/systemd/system -name '*watchdog*'")).toBe("");
    });

    test("replaces the control script while its virtual IP is up, provided that the new one manages the same address", async () => {
      await deploy("install", "aaa1");
      await bed.host.shell(`${SCRIPT} up`);
      upload(bed.host, { takeover: { announcements: 9 } });
      expect((await deploy("install", "bbb2")).code).toBe(0);
      expect(await bed.host.run([SCRIPT, "status"])).toMatchObject({ code: 0 });
    });

    test.each([
      ["another virtual IP", { takeover: { virtualIp: "10.120.0.99" } }, {}],
      ["another prefix length", { voice: { cidr: "10.120.0.0/16" } }, {}],
      ["another interface", { hosts: { "sip-a": { interfaces: ON_ANOTHER_INTERFACE } } }, {}],
      ["no such pair", {}, NOTHING],
    ] as const)("fails with 10 while a virtual IP is up and the new version has %s", async (_, overrides, change) => {
      await deploy("install", "aaa1");
      await bed.host.shell(`${SCRIPT} up`);
      const before = await bed.host.shell(TREE);
      upload(bed.host, overrides, change);
      const refused = await deploy("install", "bbb2");
      expect(refused.code).toBe(10);
      expect(refused.stderr).toContain(`run "${SCRIPT} down" first, in a maintenance window`);
      expect(await bed.host.shell(TREE)).toBe(before);
      await bed.host.shell(`${SCRIPT} down`);
      expect((await deploy("install", "bbb2")).code).toBe(0);
      expect(bed.host.exists(SCRIPT)).toBe(change !== NOTHING);
    });

    test("fails with 10 if the old control script does not say whether its virtual IP is up", async () => {
      await deploy("install", "aaa1");
      const before = await bed.host.shell(TREE);
      const kernelIsSilent = () =>
        instead("ip", "exit 1", async () => {
          upload(bed.host, { takeover: { virtualIp: "10.120.0.99" } });
          const another = await deploy("install", "bbb2");
          upload(bed.host, {}, NOTHING);
          return [another, await deploy("install", "bbb2"), await installed("remove", "aaa1")];
        });
      for (const { code } of await kernelIsSilent()) expect(code).toBe(10);
      expect(await bed.host.shell(TREE)).toBe(before);
    });

    test("fails with 10 after a bounded time if the old control script hangs, and with 9 if the new one does", async () => {
      await deploy("install", "aaa1");
      // The test itself removes what is replaced: each test begins with "down".
      const outcomes = await soon(async () => {
        bed.host.write(SCRIPT, HANGS);
        upload(bed.host, {}, NOTHING);
        const old = [await deploy("install", "bbb2"), await installed("remove", "aaa1")];
        upload(bed.host);
        bed.host.write(`${UPLOAD}/inbound-vip`, HANGS, 0o644);
        return [...old, await deploy("install", "aaa1")];
      }).finally(() => bed.host.shell(`rm ${SCRIPT}`));
      expect(outcomes.map(({ code }) => code)).toEqual([10, 10, 9]);
      expect(outcomes[2]!.stderr).toBe(
        `sip-a: ${SCRIPT} did not report its status within 20 s\n  fix: see what "${SCRIPT} status" waits for, then run this again\n`,
      );
    });

    test("fails with 9 and prints the script's message if the host is not as declared", async () => {
      await bed.host.shell(`ip address add ${VIRTUAL_IP}/24 dev eth0`);
      const install = await deploy("install", "aaa1");
      await bed.host.shell(`ip address delete ${VIRTUAL_IP}/24 dev eth0`);
      expect(install.code).toBe(9);
      expect(install.stderr).toContain(
        `sip-a: ${SCRIPT} can be run, but its status is neither up nor down (exit code 6)`,
      );
    });

    test.each([SCRIPT, "/etc/systemd/system/inbound-vip-release.service", `${FOLDER}/deploy-staging`])(
      "fails with 6, as preflight does, and changes nothing if a folder has the name of a file: %s",
      async (path) => {
        await bed.host.shell(`mkdir -p ${path}`);
        const before = await bed.host.shell(TREE);
        const [preflight, install] = [await deploy("preflight"), await deploy("install", "aaa1")];
        expect(await bed.host.shell(TREE)).toBe(before);
        expect([preflight, install]).toMatchObject([
          {
            code: 6,
            stderr: `sip-a: folder: ${path} is a folder, but a file is to go there\n  fix: see what is in it, and move it away\nsip-a: things in the way: 1\n`,
          },
          {
            code: 6,
            stderr: `sip-a: ${path} is a folder, but a file is to go there: see what is in it, and move it away\n`,
          },
        ]);
      },
    );

    test("fails with 9 if it cannot write down what a control script answers", async () => {
      const answer = "/run/sip-ha/deploy-staging.answer";
      await bed.host.shell(`mkdir -p ${answer}`);
      const { code, stderr } = await deploy("install", "aaa1").finally(() => bed.host.shell(`rmdir ${answer}`));
      expect([code, stderr]).toEqual([9, expect.stringContaining(`sip-a: ${answer} cannot be written\n`)]);
    });

    test("does not mistake a folder in the place of a control script for a script that may hold its virtual IP", async () => {
      await deploy("install", "aaa1");
      await bed.host.shell(`rm ${SCRIPT}; mkdir ${SCRIPT}`);
      upload(bed.host, {}, NOTHING);
      const outcomes = [await deploy("install", "bbb2"), await installed("remove", "bbb2")];
      for (const { code, stderr } of outcomes)
        expect([code, stderr]).toEqual([9, expect.stringContaining(`${SCRIPT} cannot be removed`)]);
    });

    test("fails with 4, as the removal does, and changes nothing if it does not run as root", async () => {
      const asNobody = (...words: string[]) => bed.host.run([...AS_NOBODY, "sh", `${UPLOAD}/deploy`, ...words]);
      expect(await asNobody("install", "aaa1")).toMatchObject({
        code: 4,
        stderr: "sip-a: this needs root's rights: run it as root or through sudo\n",
      });
      expect(await bed.host.shell(TREE)).toBe(bed.empty);
      await deploy("install", "aaa1");
      const before = await bed.host.shell(TREE);
      expect((await asNobody("remove", "aaa1")).code).toBe(4);
      expect(await bed.host.shell(TREE)).toBe(before);
    });

    test("waits, as the removal does, until another run of it has ended", async () => {
      const waiting = async (run: () => Promise<Outcome>) => {
        const before = await bed.host.shell(TREE);
        const holder = bed.host.spawn([
          "flock",
          "/run/sip-ha/deploy-staging.lock",
          "sh",
          "-c",
          "while [ -e /tmp/busy ]; do sleep 0.02; done",
        ]);
        await eventually(
          async () => (await bed.host.run(["flock", "-n", "/run/sip-ha/deploy-staging.lock", "true"])).code !== 0,
        );
        const running = run();
        await eventually(async () => (await bed.host.run(["pgrep", "-f", "^flock -w 60"])).code === 0);
        expect(await bed.host.shell(TREE)).toBe(before);
        await bed.host.shell("rm /tmp/busy");
        holder.kill();
        return running;
      };
      const busy = () => bed.host.shell("mkdir -p /run/sip-ha; : >/tmp/busy");
      await busy();
      expect(await waiting(() => deploy("install", "aaa1"))).toMatchObject({ code: 0, stderr: "" });
      await busy();
      expect(await waiting(() => installed("remove", "aaa1"))).toMatchObject({ code: 0, stderr: "" });
      expect(await bed.host.shell(TREE)).toBe(bed.empty);
    });

    test("leaves a line in its own log, as the removal does, however it ends", async () => {
      await bed.host.shell("rm -rf /var/log/sip-ha");
      await deploy("install", "aaa1");
      await bed.host.shell(`${SCRIPT} up`);
      await installed("remove", "aaa1");
      const lines = bed.host.read("/var/log/sip-ha/deploy-staging.log").trim().split("\n");
      expect(lines.map((line) => line.replace(/^\S+Z deploy-staging\[\d+\] /, ""))).toEqual([
        "install: exit 0: installed aaa1",
        `remove: exit 10: the virtual IP of ${SCRIPT} may be up: run "${SCRIPT} down" first, in a maintenance window`,
      ]);
    });

    test("fails with 6 before it changes anything if a file is missing", async () => {
      await bed.host.shell(`rm ${UPLOAD}/inbound-vip`);
      expect(await deploy("install", "aaa1")).toMatchObject({
        code: 6,
        stderr: "sip-a: inbound-vip is not beside this script: copy the whole folder again\n",
      });
      expect(await bed.host.shell(TREE)).toBe(bed.empty);
    });

    test("fails with 9 if the end of the installer is missing, wherever it was cut off, and changes nothing", async () => {
      const whole = bed.host.read(`${UPLOAD}/deploy`);
      for (let cut = whole.indexOf("ENVIRONMENT="); cut < whole.length - 1; cut += 499) {
        bed.host.write(`${UPLOAD}/deploy`, whole.slice(0, cut), 0o644);
        for (const words of [["preflight"], ["install", "aaa1"]]) {
          const { code, stdout, stderr } = await deploy(...words);
          expect([code, stdout, stderr.trimEnd().split("\n").at(-1)], `cut off at ${cut}`).toEqual([
            9,
            "",
            `${UPLOAD}/deploy: this script is incomplete: copy the whole folder again`,
          ]);
        }
      }
      expect(await bed.host.shell(TREE)).toBe(bed.empty);
    });

    test.each(["dash", "bash --posix", "mksh", "busybox ash", "ksh93"])(
      "does nothing and fails with 9 if it was cut off anywhere within its last bytes, under %s",
      async (shell) => {
        expect(await bed.host.shell(endingsOfCuts(shell, `${UPLOAD}/deploy`, shell === "dash" ? 1 : 7))).toBe("9\n");
        expect(await bed.host.shell(TREE)).toBe(bed.empty);
      },
    );

    test("fails with 9 if the end of the control script is missing, so that the script would do nothing and report success", async () => {
      const whole = bed.host.read(`${UPLOAD}/inbound-vip`);
      bed.host.write(`${UPLOAD}/inbound-vip`, whole.slice(0, whole.indexOf("\nfinish() {")), 0o644);
      const outcome = await deploy("install", "aaa1");
      // Each test begins with a "down".
      await bed.host.shell(`rm ${SCRIPT}`);
      expect(outcome).toMatchObject({
        code: 9,
        stderr: `sip-a: ${SCRIPT} has printed nothing, as if it were incomplete\n  fix: copy the whole folder again, or check whether /run/sip-ha is full, then run this again\n`,
      });
    });

    test("fails with 6 if another environment has a file of the same name on the host", async () => {
      await deploy("install", "aaa1");
      upload(bed.host, { topology: { environment: "production" } });
      const outcome = await deploy("install", "bbb2");
      expect(outcome).toMatchObject({
        code: 6,
        stderr:
          "sip-a: /etc/systemd/system/inbound-vip-release.service belongs to the environment staging: remove that environment first, or rename the pair in one of them\n",
      });
    });

    test("does not mistake itself for a control script if the environment's name ends like the name of one", async () => {
      const named = { topology: { environment: "prod-vip" } };
      upload(bed.host, named);
      expect((await deploy("install", "aaa1")).code).toBe(0);
      upload(bed.host, { ...named, hosts: { "sip-a": { installDirectory: "/opt/elsewhere" } } });
      expect(await deploy("install", "bbb2")).toMatchObject({ code: 0, stderr: "" });
      expect(await bed.host.run(["/opt/elsewhere/deploy-prod-vip", "remove", "bbb2"])).toMatchObject({ code: 0 });
      expect(await bed.host.shell(TREE)).toBe(bed.empty);
    });
  });
});
