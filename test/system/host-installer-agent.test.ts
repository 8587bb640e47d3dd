import { beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../eventually";
import { describeInstaller, SUDO } from "../installer-bed";
import { SCRIPT, UPLOAD, upload } from "../uploaded-installer";

describeInstaller((bed) => {
  const { deploy, instead, soon } = bed;

  describe("a Local Control Agent that is not root", () => {
    beforeEach(() => upload(bed.host, SUDO));
    const asAgent = (...words: string[]) => bed.host.run(["runuser", "-u", "genesys", "--", ...words]);

    test("may run exactly the control script's four commands through sudo", async () => {
      expect(await deploy("preflight")).toMatchObject({ code: 0 });
      expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stderr: "" });
      expect((await bed.host.shell("stat -c '%a %U:%G' /etc/sudoers.d/sip-ha-staging")).trim()).toBe("440 root:root");
      expect(bed.host.exists("/run/sip-ha/deploy-staging.sudoers")).toBe(false);
      expect((await bed.host.shell(`stat -c '%a %U:%G' ${SCRIPT}`)).trim()).toBe("750 root:genesys");
      expect((await asAgent("sudo", "-n", SCRIPT, "up")).code).toBe(0);
      expect((await asAgent("sudo", "-n", SCRIPT, "status")).code).toBe(0);
      expect((await asAgent("sudo", "-n", SCRIPT, "down")).code).toBe(0);
      expect((await asAgent("sudo", "-n", SCRIPT, "nonsense")).stderr).toMatch(/password is required/);
      expect((await asAgent("sudo", "-n", "ip", "link")).stderr).toMatch(/password is required/);
      expect((await asAgent("sh", "-c", `echo >>${SCRIPT}`)).code).not.toBe(0);
    });

    test("may do so at each moment while a new version replaces the installed one, and while an announcement runs", async () => {
      upload(bed.host, { ...SUDO, takeover: { announcements: 9 } });
      await deploy("install", "version0");
      const commands = ["up", "announce", "up", "down"];
      const runs = bed.host.shell(
        `runuser -u genesys -- sh -c 'until [ -e /tmp/installed ]; do for command in ${commands.join(" ")}; do sudo -n ${SCRIPT} $command; echo "$command $?"; done; done 2>&1'`,
      );
      const installs: number[] = [];
      // For a while half of a file exists, and then the complete file does not have its name yet.
      const half = 'for to; do :; done; head -c 5000 "$1" >"$to"; sleep 0.3; exec /usr/bin/cp.away "$@"';
      await instead("cp", half, () =>
        instead("mv", 'sleep 0.3; exec /usr/bin/mv.away "$@"', async () => {
          for (const announcements of [1, 9, 1]) {
            upload(bed.host, { ...SUDO, takeover: { announcements } });
            installs.push((await deploy("install", `version${installs.length + 1}`)).code);
          }
        }),
      );
      await bed.host.shell(": >/tmp/installed");
      const ends = (await runs).match(/^(?:up|announce|down) .*$/gm)!;
      await bed.host.shell("rm /tmp/installed");
      expect(installs).toEqual([0, 0, 0]);
      expect(ends.length).toBeGreaterThan(commands.length * installs.length);
      expect(ends).toEqual(ends.map((_, index) => `${commands[index % commands.length]} 0`));
      expect(await bed.host.run([SCRIPT, "status"])).toMatchObject({ code: 3 });
    });

    test.each(["requiretty", "use_pty", "secure_path=/bin", "noexec", "umask_override, umask=0777"])(
      "may do so even if sudo has another default for everybody: Defaults %s",
      async (defaults) => {
        bed.host.write("/etc/sudoers.d/00-site", `Defaults ${defaults}\n`, 0o440);
        const install = await deploy("install", "aaa1");
        const outcomes = [];
        for (const command of ["up", "status", "down"]) outcomes.push(await asAgent("sudo", "-n", SCRIPT, command));
        await bed.host.shell("rm /etc/sudoers.d/00-site");
        expect([install, ...outcomes].map(({ code }) => code)).toEqual([0, 0, 0, 0]);
      },
    );

    test("has a warning only if sudo would ask a name server for the host's own name", async () => {
      bed.host.write("/etc/sudoers.d/00-site", "Defaults fqdn\n", 0o440);
      const name = (await bed.host.shell("uname -n")).trim();
      const known = await deploy("preflight");
      await bed.host.shell("cp /etc/hosts /etc/hosts.away; echo 127.0.0.1 localhost >/etc/hosts");
      const unknown = await deploy("preflight");
      bed.host.write("/etc/sudoers.d/00-site", "Defaults !fqdn\n", 0o440);
      const unasked = await deploy("preflight");
      await bed.host.shell("mv -f /etc/hosts.away /etc/hosts; rm /etc/sudoers.d/00-site");
      const passed = "sip-a: nothing stands in the way\n";
      expect([known, unknown, unasked]).toMatchObject([
        { code: 0, stdout: passed },
        {
          code: 0,
          stdout: `sip-a: slow-sudo: before it runs a control script, sudo asks name servers for ${name}; if none answers, this takes many seconds\n  fix: add a line with this name to /etc/hosts\n${passed}`,
        },
        { code: 0, stdout: passed },
      ]);
    });

    test("may ask for the status without sudo, which nobody else may", async () => {
      await deploy("install", "aaa1");
      expect((await asAgent(SCRIPT, "status")).code).toBe(3);
      expect((await asAgent(SCRIPT, "up")).code).toBe(4);
      const asNobody = await bed.host.run(["runuser", "-u", "nobody", "--", SCRIPT, "status"]);
      expect(asNobody.stderr).toContain("Permission denied");
    });

    test("is not cut short when sudo and its terminal end", async () => {
      await deploy("install", "aaa1");
      await bed.host.shell("rm -rf /var/log/sip-ha");
      expect(
        (await bed.host.run(["script", "-q", "-e", "-c", `runuser -u genesys -- sudo -n ${SCRIPT} up`, "/dev/null"]))
          .code,
      ).toBe(0);
      await eventually(() => /announced in 5 rounds/.test(bed.host.read("/var/log/sip-ha/inbound-vip.log")), 8_000);
    });

    test("fails with 9 if visudo refuses the rules, and leaves sudo alone", async () => {
      await bed.host.shell(
        "mv /usr/sbin/visudo /usr/sbin/visudo.away; printf '#!/bin/sh\\nexit 1\\n' >/usr/sbin/visudo; chmod +x /usr/sbin/visudo",
      );
      const outcome = await deploy("install", "aaa1");
      await bed.host.shell("mv -f /usr/sbin/visudo.away /usr/sbin/visudo");
      expect(outcome).toMatchObject({
        code: 9,
        stderr: "sip-a: visudo refuses the rules in /run/sip-ha/deploy-staging.sudoers\n",
      });
      expect(await bed.host.shell("find /etc/sudoers.d -name '*sip-ha*'")).toBe("");
    });

    test("checks the rules that come with the system if it has none of its own, as on SUSE", async () => {
      await bed.host.shell("mkdir -p /usr/etc && mv /etc/sudoers /usr/etc/sudoers");
      const found = await deploy("preflight");
      await bed.host.shell("sed -i.away /includedir/d /usr/etc/sudoers");
      const missed = await deploy("preflight");
      await bed.host.shell("mv -f /usr/etc/sudoers.away /etc/sudoers; rm /usr/etc/sudoers");
      expect(found.code).toBe(0);
      expect(missed.code).toBe(6);
      expect(missed.stderr).toMatch(/sudoers-folder: .*\n.* visudo -f \/usr\/etc\/sudoers\n/);
    });

    test("fails with 9 if the account cannot run the control script after all", async () => {
      await bed.host.shell("cp -p /etc/sudoers /etc/sudoers.away; sed -i /includedir/d /etc/sudoers");
      const [preflight, install] = [await deploy("preflight"), await deploy("install", "aaa1")];
      await bed.host.shell("mv -f /etc/sudoers.away /etc/sudoers");
      expect(preflight.code).toBe(6);
      expect(preflight.stderr).toMatch(
        /sudoers-folder: sudo does not read \/etc\/sudoers\.d\n.* visudo -f \/etc\/sudoers\n/,
      );
      expect(install.code).toBe(9);
      expect(install.stderr).toMatch(/genesys cannot run \/opt\/genesys\/sip-ha\/inbound-vip: /);
      expect(bed.host.read(`/var/lib/sip-ha/installed-staging`)).toMatch(/^incomplete aaa1\n/);
    });

    test("fails with 9 and prints the script's message if the account can run it but the host is not as declared", async () => {
      await bed.host.shell("ip address add 10.120.0.10/24 dev eth0");
      const install = await deploy("install", "aaa1");
      await bed.host.shell("ip address delete 10.120.0.10/24 dev eth0");
      expect(install.code).toBe(9);
      expect(install.stderr).toContain(
        "sip-a: /opt/genesys/sip-ha/inbound-vip can be run, but its status is neither up nor down (exit code 6): ",
      );
      expect(install.stderr).toMatch(/inbound-vip: misplaced: .*\n {2}fix: put that right, then run this again\n$/);
    });

    test.each([
      ["the control script", `${UPLOAD}/inbound-vip`],
      ["sudo", "/usr/bin/sudo"],
    ])("fails with 9 after a bounded time if %s hangs and ignores signals; a repetition installs", async (_, file) => {
      await bed.host.shell(`cp -p ${file} /root/away`);
      const outcome = await soon(() => {
        bed.host.write(file, "#!/bin/sh\ntrap '' TERM HUP\nsleep 3600\nsleep 3600\n");
        return deploy("install", "aaa1");
      }).finally(() => bed.host.shell(`mv -f /root/away ${file}`));
      const record = bed.host.read("/var/lib/sip-ha/installed-staging");
      // Each test begins with a "down". The program that hung is still there.
      await bed.host.shell(`[ ${file} = /usr/bin/sudo ] || rm ${SCRIPT}`);
      expect(outcome.code).toBe(9);
      expect(outcome.stderr).toContain(
        `sip-a: ${SCRIPT} did not report its status within 20 s\n  fix: see what "${SCRIPT} status" waits for, then run this again\n`,
      );
      expect(outcome.milliseconds).toBeLessThan(10_000);
      // The installed files are complete, and the next run does the rest.
      expect(record).toMatch(/^incomplete aaa1\n/);
      expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stdout: "sip-a: installed aaa1\n" });
    });

    test("that becomes root again takes the rules away", async () => {
      await deploy("install", "aaa1");
      upload(bed.host);
      expect((await deploy("install", "bbb2")).code).toBe(0);
      expect(bed.host.exists("/etc/sudoers.d/sip-ha-staging")).toBe(false);
    });
  });
});
