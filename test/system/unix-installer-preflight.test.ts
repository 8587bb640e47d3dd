import { expect, test } from "vitest";
import { VIRTUAL_IP } from "../takeover-bed";
import { describeUnixInstaller, SCRIPT, TREE, UPLOAD } from "../unix-installer-bed";

describeUnixInstaller((bed) => {
  const { deploy, system, voice } = bed;

  test("passes on a host that is as declared, and changes nothing", async () => {
    expect(await deploy("preflight")).toMatchObject({
      code: 0,
      stdout: "sip-a: nothing stands in the way\n",
      stderr: "",
    });
    expect(await bed.host.shell(TREE)).toBe(bed.empty);
  });

  test("reports everything that stands in the way at once, each with what to do", async () => {
    bed.upload({ localControlAgent: { account: "nobody-here", becomeRoot: "sudo" } });
    await bed.host.shell(
      `rm ${UPLOAD}/inbound-vip; mv /usr/sbin/arp /usr/sbin/arp.away; ip address delete 10.120.0.11/24 dev eth1`,
    );
    const outcome = await deploy("preflight");
    await bed.host.shell("mv /usr/sbin/arp.away /usr/sbin/arp; ip address add 10.120.0.11/24 broadcast + dev eth1");
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

  if (system.name === "Solaris")
    test("fails with 6 if an interface that carries a virtual IP is in a multipathing group; other interfaces may be", async () => {
      await bed.host.shell("mkdir -p /var/stand-in/groups; echo management >/var/stand-in/groups/e1000g0");
      const others = await deploy("preflight");
      await bed.host.shell("echo voice >/var/stand-in/groups/e1000g1");
      const carrying = await deploy("preflight");
      await bed.host.shell("rm -r /var/stand-in/groups");
      expect(others).toMatchObject({ code: 0, stderr: "" });
      expect(carrying).toMatchObject({
        code: 6,
        stderr:
          "sip-a: multipathing-group: e1000g1 is in the multipathing group voice\n  fix: declare the group's own interface, or an interface outside the group\nsip-a: things in the way: 1\n",
      });
    });

  test("fails with 6, and installs nothing, if others may change a folder above the scripts", async () => {
    await bed.host.shell("mkdir -p /opt/genesys; chown 65534 /opt/genesys");
    const outcomes = [await deploy("preflight"), await deploy("install", "aaa1")];
    expect(outcomes.map(({ code }) => code)).toEqual([6, 6]);
    expect(outcomes[0]!.stderr).toContain("sip-a: unsafe-folder: whoever may change /opt/genesys");
    await bed.host.shell(
      "rm -r /opt/genesys; mkdir -p /data/genesys; chown 65534 /data; ln -s /data/genesys /opt/genesys",
    );
    const linked = [await deploy("preflight"), await deploy("install", "aaa1")];
    await bed.host.shell("rm -r /opt/genesys /data");
    expect(linked.map(({ code }) => code)).toEqual([6, 6]);
    expect(linked[0]!.stderr).toContain("sip-a: unsafe-folder: whoever may change /data ");
  });

  test("does not run a script that somebody else has left there, and fails with 6", async () => {
    bed.host.write(SCRIPT, "#!/bin/sh\ntouch /opt/genesys/was-run\nexit 3\n", 0o755);
    await bed.host.shell(`chown 65534 ${SCRIPT}`);
    expect(await deploy("preflight")).toMatchObject({
      code: 6,
      stderr: `sip-a: unsafe-file: ${SCRIPT} is not a file that only root can change, so root must not run it\n  fix: find out who has changed it, then remove it, or, if it is as it should be: chown root ${SCRIPT} and chmod go-w ${SCRIPT}\nsip-a: things in the way: 1\n`,
    });
    expect(await deploy("install", "aaa1")).toMatchObject({
      code: 6,
      stderr: expect.stringContaining(
        `sip-a: ${SCRIPT} is not a file that only root can change, so root must not run it`,
      ),
    });
    expect(await bed.host.shell("ls /opt/genesys; rm -r /opt/genesys")).toBe("sip-ha\n");
  });

  test("fails with 7 if a stranger holds the virtual IP, and passes if the peer does", async () => {
    const codes: number[] = [];
    for (const name of ["client", "sip-b"]) {
      await bed.machine(name).shell(`ip address add ${VIRTUAL_IP}/24 dev eth1`);
      codes.push((await deploy("preflight")).code);
      await bed.machine(name).shell(`ip address delete ${VIRTUAL_IP}/24 dev eth1`);
    }
    expect(codes).toEqual([7, 0]);
  });

  test("fails with 6, as preflight does, and changes nothing if a folder has the name of a control script", async () => {
    await bed.host.shell(`mkdir -p ${SCRIPT}`);
    const before = await bed.host.shell(TREE);
    const [preflight, install] = [await deploy("preflight"), await deploy("install", "aaa1")];
    expect(await bed.host.shell(TREE)).toBe(before);
    const [what, fix] = [`${SCRIPT} is a folder, but a file is to go there`, "see what is in it, and move it away"];
    expect([preflight, install]).toMatchObject([
      { code: 6, stderr: `sip-a: folder: ${what}\n  fix: ${fix}\nsip-a: things in the way: 1\n` },
      { code: 6, stderr: `sip-a: ${what}: ${fix}\n` },
    ]);
  });

  test("names a command that creates the account's group without taking other groups from the account", async () => {
    bed.upload({ localControlAgent: { account: "lonely", becomeRoot: "none" } });
    await bed.host.shell("useradd -M -N -g users lonely");
    const outcome = await deploy("preflight");
    await bed.host.shell("userdel lonely");
    expect(outcome.stderr).toContain(
      system.name === "AIX"
        ? "  fix: mkgroup users=lonely lonely\n"
        : "  fix: groupadd lonely, and add lonely to it: usermod -G with this and all its other groups, which id -a lonely shows\n",
    );
  });

  test("fails with 2 on wrong use, and with 4 if the account is not root", async () => {
    for (const words of [[], ["install"], ["preflight", "x"], ["install", "../x"], ["nonsense", "1"]])
      expect((await deploy(...words)).code).toBe(2);
    const asNobody = ["setpriv", "--reuid=65534", "--clear-groups", "ksh", `${UPLOAD}/deploy`, "preflight"];
    expect((await bed.host.run(asNobody)).code).toBe(4);
  });
});
