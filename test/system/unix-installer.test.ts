import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { endingsOfCuts } from "../cut-off";
import { describeUnixInstaller, FOLDER, SCRIPT, TREE, UPLOAD } from "../unix-installer-bed";

describeUnixInstaller((bed) => {
  const { deploy, installed, system } = bed;

  test("installs, finds nothing to change the second time, repairs what was changed, and leaves nothing after removal", async () => {
    expect(await deploy("install", "aaa1")).toMatchObject({
      code: 0,
      stdout: "sip-a: installed aaa1\n",
      stderr: "",
    });
    await bed.host.shell(bed.knowsRelease);
    const root = system.name === "AIX" ? "system" : "root";
    expect((await bed.host.shell(`stat -c '%a %U:%G %n' ${FOLDER}/*`)).trim().split("\n")).toEqual([
      `700 root:${root} ${FOLDER}/deploy-staging`,
      `750 root:${root} ${SCRIPT}`,
    ]);
    const whole = await bed.host.shell(TREE);
    expect(await deploy("install", "aaa1")).toMatchObject({
      code: 0,
      stdout: "sip-a: nothing to change: aaa1 was installed\n",
    });
    await bed.host.shell(`echo >>${SCRIPT}; chmod 777 ${FOLDER}/deploy-staging; rm -rf /var/stand-in/services
      [ ! -f /etc/inittab ] || printf 'init:2:initdefault:\\n' >/etc/inittab`);
    expect((await deploy("install", "aaa1")).code).toBe(0);
    expect(await bed.host.shell(TREE)).toBe(whole);
    expect(await installed("remove", "000")).toMatchObject({
      code: 0,
      stdout: `sip-a: nothing to remove: aaa1 has replaced 000; to remove that, run: ${FOLDER}/deploy-staging remove aaa1\n`,
    });
    expect(await installed("remove", "aaa1")).toMatchObject({
      code: 0,
      stdout: "sip-a: removed aaa1\n",
      stderr: "",
    });
    expect(await bed.host.shell(`(${TREE}) | grep -v '^/var/s' || true`)).toBe(
      await bed.host.shell(`printf %s '${bed.empty}' | grep -v '^/var/s' || true`),
    );
    expect(await deploy("remove", "aaa1")).toMatchObject({ code: 0, stdout: "sip-a: nothing is installed\n" });
  });

  test("fails with 6 if another environment has a pair of that name in another folder, whose lock and role it would share", async () => {
    await deploy("install", "aaa1");
    bed.upload({
      topology: { environment: "production" },
      hosts: { "sip-a": { installDirectory: "/opt/elsewhere" } },
    });
    expect(await deploy("install", "bbb2")).toMatchObject({
      code: 6,
      stderr: `sip-a: ${SCRIPT} belongs to the environment staging: remove that environment first, or rename the pair in one of them\n`,
    });
    expect(bed.host.exists("/opt/elsewhere")).toBe(false);
  });

  test("does not take off a virtual IP that is up during the installation, but the next boot does", async () => {
    await deploy("install", "aaa1");
    await bed.host.run([SCRIPT, "up"]);
    await bed.host.shell("rm -f /var/run/sip-ha/inbound.role");
    await deploy("install", "bbb2");
    expect(await bed.host.run([SCRIPT, "status"])).toMatchObject({ code: 0 });
    // Another boot, after which AIX' /var/run still has the earlier role.
    await bed.host.shell("echo 'Nov 26 10:00' >/var/stand-in/boot");
    expect(await bed.host.run([SCRIPT, "boot"])).toMatchObject({ code: 0 });
    expect(await bed.host.run([SCRIPT, "status"])).toMatchObject({ code: 3 });
    await bed.host.shell("rm /var/stand-in/boot");
  });

  if (system.name === "Solaris")
    test("brings back a watchdog that has failed too often, with the same version and with another", async () => {
      const watchdog = "svc:/site/inbound-vip-watchdog:default";
      const state = async () => (await bed.host.shell(`/usr/bin/svcs -H -o state ${watchdog}`)).trim();
      bed.upload({
        takeover: { watchdog: { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } },
      });
      expect((await deploy("install", "aaa1")).code).toBe(0);
      for (const version of ["aaa1", "bbb2"]) {
        await bed.host.shell(`/usr/sbin/svcadm mark maintenance ${watchdog}`);
        expect(await state()).toBe("maintenance");
        expect(await deploy("install", version)).toMatchObject({ code: 0, stderr: "" });
        expect(await state()).toBe("online");
      }
      expect((await deploy("remove", "bbb2")).code).toBe(0);
    });

  if (system.name === "Solaris")
    test("enables a release at boot that somebody has disabled, and takes nothing off by that, with the same version and with another", async () => {
      const release = "svc:/site/inbound-vip-release:default";
      expect((await deploy("install", "aaa1")).code).toBe(0);
      expect((await bed.host.run([SCRIPT, "up"])).code).toBe(0);
      for (const version of ["aaa1", "bbb2"]) {
        await bed.host.shell(`/usr/sbin/svcadm disable -s ${release}`);
        expect((await bed.host.shell(`/usr/bin/svcs -H -o state ${release}`)).trim()).toBe("disabled");
        expect(await deploy("install", version)).toMatchObject({ code: 0, stderr: "" });
        expect((await bed.host.shell(`/usr/bin/svcs -H -o state ${release}`)).trim()).toBe("online");
        expect((await bed.host.run([SCRIPT, "status"])).code).toBe(0);
      }
    });

  test("ends as if nothing had happened after a kill at any moment and a repetition", async () => {
    expect((await deploy("install", "aaa1")).code).toBe(0);
    const without = (tree: string) => tree.replace(/\S+ +\S+\/installed-staging/, "");
    const whole = without(await bed.host.shell(TREE));
    expect((await installed("remove", "aaa1")).code).toBe(0);
    for (let delay = 20; delay < 320; delay += 60) {
      const killed = async (program: string) => {
        await bed.host.runKilled(`ksh ${program}`, delay);
        // A command that it started may still run for a moment.
        await sleep(100);
      };
      await killed(`${UPLOAD}/deploy install aaa1`);
      expect(await deploy("install", "aaa1"), `after a kill at ${delay} ms`).toMatchObject({ code: 0, stderr: "" });
      expect(without(await bed.host.shell(TREE)), `after a kill at ${delay} ms`).toBe(whole);
      await killed(`${FOLDER}/deploy-staging remove aaa1`);
      await deploy("remove", "aaa1");
      expect(
        await bed.host.shell(
          "find /opt/genesys /var/svc -name '*inbound*' 2>/dev/null; grep inbound /etc/inittab 2>/dev/null || true",
        ),
      ).toBe("");
    }
  });

  test.each(["ksh -p", "ksh93", "mksh"])(
    "does nothing and fails with 9 at whichever byte it was cut off, under %s",
    async (shell) => {
      const before = await bed.host.shell(TREE);
      expect(await bed.host.shell(endingsOfCuts(shell, `${UPLOAD}/deploy`, shell === "ksh -p" ? 1 : 7))).toBe("9\n");
      expect(await bed.host.shell(TREE)).toBe(before);
    },
  );

  test("does not wait for a control script that hangs, and reports that it hangs", async () => {
    bed.host.write(`${UPLOAD}/inbound-vip`, '#!/usr/bin/ksh\n[ "$1" != status ] || sleep 30\n', 0o644);
    const from = Date.now();
    expect(await deploy("install", "aaa1")).toMatchObject({
      code: 9,
      stderr: `sip-a: ${SCRIPT} did not report its status within 5 s\n  fix: see what "${SCRIPT} status" waits for, then run this again\n`,
    });
    expect(Date.now() - from).toBeLessThan(20_000);
    expect(await bed.host.shell("ls /var/run/sip-ha")).not.toContain("answer");
  });
});
