import { expect, test } from "vitest";
import { VIRTUAL_IP } from "../takeover-bed";
import { INTERFACES } from "../unix-bed";
import { describeUnixInstaller, SCRIPT, SUDO } from "../unix-installer-bed";

describeUnixInstaller((bed) => {
  const { deploy, system } = bed;

  const rules = (text: string) =>
    bed.host.shell(text === "" ? "rm -f /etc/sudoers.d/genesys" : `echo '${text}' >/etc/sudoers.d/genesys`);
  const rule = `genesys ALL=(root) NOPASSWD: ${SCRIPT} up, ${SCRIPT} down, ${SCRIPT} status, ${SCRIPT} announce`;

  test("names the line that sudo lacks if the Local Control Agent's account cannot run the script, and does not write it", async () => {
    bed.upload(SUDO);
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

  test("fails with 9 if sudo refuses the account only one of the commands, and names that command", async () => {
    bed.upload(SUDO);
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

  test("installs if root may not ask sudo, judging by what the account can run", async () => {
    bed.upload(SUDO);
    await rules(`Defaults !root_sudo\n${rule}`);
    const outcome = await deploy("install", "aaa1");
    await rules("");
    expect(outcome).toMatchObject({ code: 0, stdout: "sip-a: installed aaa1\n" });
  });

  test("needs no login shell of the account, unless root may run nothing as the account; it does not blame sudo's rule for that", async () => {
    bed.upload(SUDO);
    await rules(rule);
    await bed.host.shell("usermod -s /usr/sbin/nologin genesys; cp -p /etc/sudoers /etc/sudoers.away");
    const bySudo = await deploy("install", "aaa1");
    await bed.host.shell("sed -i '/^root/d' /etc/sudoers");
    const bySu = await deploy("install", "aaa1");
    await bed.host.shell("mv -f /etc/sudoers.away /etc/sudoers; usermod -s /bin/sh genesys");
    await rules("");
    expect(bySudo).toMatchObject({ code: 0, stdout: "sip-a: installed aaa1\n" });
    expect(bySu).toMatchObject({
      code: 9,
      stderr: `sip-a: genesys cannot run ${SCRIPT}: This account is currently not available.\n`,
    });
  });

  test("fails with 6 before it installs anything if sudo lets the account run nothing, and names the missing line", async () => {
    bed.upload(SUDO);
    expect(await deploy("preflight")).toMatchObject({
      code: 6,
      stderr: `sip-a: missing-sudo-rule: sudo does not let genesys run ${SCRIPT}\n  fix: add this line with visudo: ${rule}\nsip-a: things in the way: 1\n`,
    });
    await rules(rule);
    const outcome = await deploy("preflight");
    await rules("");
    expect(outcome).toMatchObject({ code: 0, stdout: "sip-a: nothing stands in the way\n", stderr: "" });
  });

  test("also names the line if sudo lists it, but another rule may deny it or ask for a password", async () => {
    bed.upload(SUDO);
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

  test("names the line that the account may need if its rules are different, until the script is installed and has run", async () => {
    bed.upload(SUDO);
    await rules("genesys ALL=(root) NOPASSWD: /opt/genesys/sip-ha/*");
    const before = await deploy("preflight");
    const install = await deploy("install", "aaa1");
    const after = await deploy("preflight");
    await rules("");
    expect(before).toMatchObject({
      code: 0,
      stdout: `sip-a: sudo-rule: the installation will show whether sudo lets genesys run ${SCRIPT}\n  needed, unless another rule does the same: ${rule}\nsip-a: nothing stands in the way\n`,
    });
    expect([install.code, after.stdout]).toEqual([0, "sip-a: nothing stands in the way\n"]);
  });

  test("fails with 5 if sudo is not in the place from which the Local Control Agent starts it", async () => {
    bed.upload(SUDO);
    await bed.host.shell("mkdir -p /opt/csw/bin; mv /usr/bin/sudo /opt/csw/bin/sudo");
    const outcomes = [await deploy("preflight"), await deploy("install", "aaa1")];
    await bed.host.shell("mv /opt/csw/bin/sudo /usr/bin/sudo; rm -r /opt/csw");
    const fix =
      "the Local Control Agent starts the control scripts with it: install sudo, or make this a link to the installed sudo";
    expect(outcomes.map(({ code, stderr }) => [code, stderr])).toEqual([
      [5, `sip-a: missing-tool: /usr/bin/sudo is not there\n  fix: ${fix}\nsip-a: things in the way: 1\n`],
      [5, `sip-a: /usr/bin/sudo is not there: ${fix}\n`],
    ]);
  });

  test("gives no advice on sudo if the account runs the script, but the script finds that the host is not as declared", async () => {
    bed.upload(SUDO);
    await rules(rule);
    const [other] = INTERFACES[system.name];
    await bed.host.shell(`ip address add ${VIRTUAL_IP}/24 dev eth0`);
    const outcome = await deploy("install", "aaa1");
    await bed.host.shell(`ip address delete ${VIRTUAL_IP}/24 dev eth0`);
    await rules("");
    expect(outcome.code).toBe(9);
    // Here sudo prints a message of its own, as it cannot resolve the host's name.
    const lines = outcome.stderr.trimEnd().split("\n");
    expect(lines[0]).toContain(`sip-a: ${SCRIPT} can be run, but its status is neither up nor down (exit code 6): `);
    expect(lines.at(-2)).toContain(`inbound-vip: misplaced: sip-a has ${VIRTUAL_IP} on ${other}, which should be `);
    expect(lines.at(-1)).toBe("  fix: put that right, then run this again");
    expect(outcome.stderr).not.toContain("visudo");
  });
});
