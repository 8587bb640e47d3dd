import { describe, expect, test } from "vitest";
import { linuxHostWork } from "../../lib/options/ip-address-takeover/linux/host-work";
import { AS_NOBODY, describeInstaller, NOTHING, TREE } from "../installer-bed";
import { sides, VIRTUAL_IP } from "../takeover-bed";
import { FOLDER, UPLOAD, upload, WATCHDOG } from "../uploaded-installer";

describeInstaller((bed) => {
  const { deploy, installed, instead } = bed;

  describe("preflight", () => {
    test("passes on a host that is as declared, and changes nothing", async () => {
      expect(await deploy("preflight")).toMatchObject({
        code: 0,
        stdout: "sip-a: nothing stands in the way\n",
        stderr: "",
      });
      expect(await bed.host.shell(TREE)).toBe(bed.empty);
    });

    test("reports everything that stands in the way at once, each with what to do", async () => {
      upload(bed.host, { localControlAgent: { account: "nobody-here", becomeRoot: "sudo" } });
      await bed.host.shell(
        `rm ${UPLOAD}/inbound-vip; mv /usr/bin/arping /usr/bin/arping.away; ip address delete 10.120.0.11/24 dev eth1; ip link set eth0 name away`,
      );
      const outcome = await deploy("preflight");
      await bed.host.shell(
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

    test("fails with 6 if an interface is declared by an alternative name, by which the control script would not find it", async () => {
      const work = linuxHostWork(sides().a);
      upload(bed.host, {}, { work: { ...work, interfaces: [{ name: "enp9s1", address: "10.120.0.11" }] } });
      await bed.host.shell("ip link property add dev eth1 altname enp9s1");
      const outcome = await deploy("preflight");
      await bed.host.shell("ip link property del dev eth1 altname enp9s1");
      expect(outcome).toMatchObject({
        code: 6,
        stderr:
          "sip-a: other-name: enp9s1 is another name of the interface eth1\n  fix: declare it as eth1\nsip-a: things in the way: 1\n",
      });
    });

    test("fails with 6 if systemd does not run, which would start the release at boot and the watchdog", async () => {
      upload(bed.host, { takeover: WATCHDOG });
      await bed.host.shell("mv /run/systemd /run/systemd.away");
      const outcome = await deploy("preflight");
      upload(bed.host, {}, NOTHING);
      const without = await deploy("preflight");
      await bed.host.shell("mv /run/systemd.away /run/systemd");
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
        `no-programs: the file system of ${FOLDER} does not let programs run`,
        `remove noexec from its mount options, or choose another installDirectory`,
      ],
      ["ro", "/opt/genesys", `read-only: nothing can be written to ${FOLDER}`, "see why its file system is read-only"],
      [
        "ro",
        "/etc/systemd/system",
        "read-only: nothing can be written to /etc/systemd/system",
        "see why its file system is read-only",
      ],
    ])("fails with 6 if a file system is mounted %s: %s", async (option, folder, what, fix) => {
      await bed.host.shell(
        `mkdir -p ${folder}; mount --bind ${folder} ${folder}; mount -o remount,bind,${option} ${folder}`,
      );
      const outcome = await deploy("preflight");
      await bed.host.shell(`umount ${folder}`);
      expect(outcome).toMatchObject({
        code: 6,
        stderr: `sip-a: ${what}\n  fix: ${fix}\nsip-a: things in the way: 1\n`,
      });
    });

    test("fails with 6 if an interface is down", async () => {
      await bed.host.shell("ip link set eth1 down");
      const outcome = await deploy("preflight");
      await bed.host.shell("ip link set eth1 up");
      expect(outcome).toMatchObject({
        code: 6,
        stderr:
          "sip-a: interface-down: the interface eth1 is down\n  fix: ip link set eth1 up\nsip-a: things in the way: 1\n",
      });
    });

    test("fails with 5 if find is missing, which shows who owns the scripts, and says nothing else about them", async () => {
      const [why, fix] = ["find is not installed", "install it: package findutils"];
      await deploy("install", "aaa1");
      await bed.host.shell("mv /usr/bin/find /usr/bin/find.away");
      const outcomes = [await deploy("preflight"), await deploy("install", "bbb2"), await installed("remove", "aaa1")];
      await bed.host.shell("mv /usr/bin/find.away /usr/bin/find");
      expect(outcomes.map(({ code }) => code)).toEqual([5, 5, 5]);
      expect(outcomes[0]!.stderr).toBe(`sip-a: missing-tool: ${why}\n  fix: ${fix}\nsip-a: things in the way: 1\n`);
      for (const { stderr } of outcomes.slice(1)) expect(stderr).toMatch(/^sip-a: find is not installed: [^\n]+\n$/);
      expect((await installed("remove", "aaa1")).code).toBe(0);
    });

    test("fails if another program has the name arping", async () => {
      await bed.host.shell(
        "mv /usr/bin/arping /usr/bin/arping.away; printf '#!/bin/sh\\necho ARPing 2.23\\n' >/usr/bin/arping; chmod +x /usr/bin/arping",
      );
      const outcome = await deploy("preflight");
      await bed.host.shell("mv -f /usr/bin/arping.away /usr/bin/arping");
      expect(outcome.code).toBe(5);
      expect(outcome.stderr).toMatch(/wrong-arping: this arping is not the one of iputils/);
    });

    test.each([
      ["var_t", 6],
      ["user_home_t", 6],
      ["usr_t", 0],
      ["bin_t", 0],
    ])("with the SELinux label %s for new files in that folder ends with %i", async (type, code) => {
      bed.host.write("/usr/bin/getenforce", "#!/bin/sh\necho Enforcing\n");
      const label = `system_u:object_r:${type}:s0`;
      const outcome = await instead(
        "stat",
        `case $2 in %C) echo ${label} ;; *) exec /usr/bin/stat.away "$@" ;; esac`,
        () => deploy("preflight"),
      );
      await bed.host.shell("rm /usr/bin/getenforce");
      expect(outcome.code).toBe(code);
      if (code === 0) expect(outcome.stderr).toBe("");
      else
        expect(outcome.stderr).toContain(
          `selinux-label: SELinux keeps systemd from running files with the label ${label}, which /opt/ has`,
        );
    });

    test.each([
      ["-U --unsolicited", 5],
      ["-T --target=TARGET", 0],
    ])("with an ndptool that has the option %s ends with %i", async (option, code) => {
      const work = linuxHostWork(sides().a);
      upload(bed.host, {}, { work: { ...work, tools: [...work.tools, "ndptool"] } });
      bed.host.write("/usr/sbin/ndptool", `#!/bin/sh\necho '  ${option}'\n`);
      const outcome = await deploy("preflight");
      await bed.host.shell("rm /usr/sbin/ndptool");
      expect(outcome.code).toBe(code);
      expect(outcome.stderr.includes("old-ndptool: this ndptool has no option --target")).toBe(code === 5);
    });

    test("fails with 4 if it does not run as root", async () => {
      const outcome = await bed.host.run([...AS_NOBODY, "sh", `${UPLOAD}/deploy`, "preflight"]);
      expect(outcome.code).toBe(4);
      expect(outcome.stderr).toMatch(/not-root: this account is not root/);
    });

    test("fails with 7 if a stranger holds the virtual IP", async () => {
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
      "fails with 6, and installs nothing, if others may change a folder above the scripts: %s",
      async (change, folder) => {
        await bed.host.shell(`mkdir -p /opt/genesys; ${change}`);
        const outcomes = [await deploy("preflight"), await deploy("install", "aaa1")];
        await bed.host.shell("rm -rf /opt/genesys /data; chmod 755 /opt");
        expect(outcomes.map(({ code }) => code)).toEqual([6, 6]);
        expect(outcomes[0]!.stderr).toContain(
          `sip-a: unsafe-folder: whoever may change ${folder} could replace what root runs`,
        );
        expect(outcomes[1]!.stderr).toContain(`${folder} does not belong to root alone`);
      },
    );

    test("passes, and installs, if a link only leads to a folder below root's own folders", async () => {
      await bed.host.shell("mkdir -p /data/genesys; ln -s /data/genesys /opt/genesys");
      const outcomes = [await deploy("preflight"), await deploy("install", "aaa1"), await installed("remove", "aaa1")];
      await bed.host.shell("rm -r /opt/genesys /data");
      expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
    });

    test("passes if everybody may write to a folder, but may rename only their own files", async () => {
      await bed.host.shell("mkdir -p /opt/genesys; chmod 1777 /opt/genesys");
      const outcome = await deploy("preflight");
      await bed.host.shell("rm -rf /opt/genesys");
      expect(outcome).toMatchObject({ code: 0, stderr: "" });
    });

    test("passes if the peer or this host holds it", async () => {
      const peer = bed.machine("sip-b");
      await peer.shell(`ip address add ${VIRTUAL_IP}/24 dev eth1`);
      const held = await deploy("preflight");
      await peer.shell(`ip address delete ${VIRTUAL_IP}/24 dev eth1`);
      await bed.host.shell(`ip address add ${VIRTUAL_IP}/24 dev eth1`);
      expect([held.code, (await deploy("preflight")).code]).toEqual([0, 0]);
    });
  });
});
