import { expect, test } from "vitest";
import { operatingSystemNames } from "../../lib/model/operating-system";
import { NO_WORK } from "../../lib/scripts/installer-work";
import { VIRTUAL_IP } from "../takeover-bed";
import { clearingCommands, destroyCommands } from "../terraform-commands";
import { describeUnixInstaller, FOLDER, SCRIPT, TREE, UPLOAD } from "../unix-installer-bed";

describeUnixInstaller((bed) => {
  const { deploy, installed, system, voice } = bed;

  test("leaves nothing behind if the host no longer gets any file, but not while its virtual IP is up", async () => {
    const os = system.name === "AIX" ? "aix" : "solaris";
    const clear = clearingCommands(os);
    const cleared = () => bed.host.run(["sh", "-c", `cd /root || exit\n${clear}`]);
    expect(await cleared()).toMatchObject({ code: 0, stdout: "", stderr: "" });
    await deploy("install", "aaa1");
    await bed.host.run([SCRIPT, "up"]);
    expect((await cleared()).stderr).toContain(`the virtual IP of ${SCRIPT} may be up`);
    await bed.host.run([SCRIPT, "down"]);
    expect(await cleared()).toMatchObject({ code: 0, stdout: "sip-a: removed aaa1\n" });
    expect(await bed.host.shell(`(${TREE}) | grep -v '^/var/s' || true`)).toBe(
      await bed.host.shell(`printf %s '${bed.empty}' | grep -v '^/var/s' || true`),
    );
  });

  test("leaves a folder that was there before the installation, even if it is empty", async () => {
    await bed.host.shell(`mkdir -p ${FOLDER}`);
    await deploy("install", "aaa1");
    expect(await installed("remove", "aaa1")).toMatchObject({ code: 0, stdout: "sip-a: removed aaa1\n" });
    // Once more, as after an interruption: without a record nobody knows who has made the folder.
    expect(await deploy("remove", "aaa1")).toMatchObject({ code: 0, stdout: "sip-a: nothing is installed\n" });
    expect(await bed.host.shell("find /opt/genesys /var/lib/sip-ha 2>/dev/null || true")).toBe(
      `/opt/genesys\n${FOLDER}\n`,
    );
  });

  test("leaves nothing behind if its resource is destroyed, but not if another version is installed by now", async () => {
    const os = system.name === "AIX" ? "aix" : "solaris";
    const destroy = (version: string) =>
      bed.host.run(["sh", "-c", `cd /root || exit\n${destroyCommands(os, version)}`]);
    expect(await destroy("aaa1")).toMatchObject({ code: 0, stdout: "", stderr: "" });
    await deploy("install", "bbb2");
    expect(await destroy("aaa1")).toMatchObject({
      code: 0,
      stdout: `sip-a: nothing to remove: bbb2 has replaced aaa1; to remove that, run: ${FOLDER}/deploy-staging remove bbb2\n`,
    });
    const [record, installer] = ["/var/lib/sip-ha/installed-staging", `${FOLDER}/deploy-staging`];
    await bed.host.shell(`mv ${record} ${record}.away`);
    const { command } = operatingSystemNames[os].installer;
    expect(await destroy("bbb2")).toMatchObject({
      code: 0,
      stdout: `sip-a: ${installer} and what it has installed are left behind, as ${record} is missing or empty: as root run ${command(installer)} remove manual\n`,
    });
    await bed.host.shell(`mv ${record}.away ${record}; mv ${installer} ${installer}.away`);
    expect(await destroy("bbb2")).toMatchObject({
      code: 0,
      stdout: `sip-a: the files that ${record} lists are left behind, as ${installer} is missing: as root run cat ${record}\n`,
    });
    await bed.host.shell(`mv ${installer}.away ${installer}; chown 65534 ${installer}`);
    expect(await destroy("bbb2")).toMatchObject({
      code: 6,
      stdout: `sip-a: unsafe-file: ${installer} is not a file that only root can change, so root must not run it\n  fix: find out who has changed it, then remove it, or, if it is as it should be: chown root ${installer} and chmod go-w ${installer}\n`,
    });
    await bed.host.shell(`chown root ${installer}; chmod go+x /root`);
    expect(await destroy("bbb2")).toMatchObject({
      code: 6,
      stdout: expect.stringContaining("sip-a: unsafe-home: "),
    });
    await bed.host.shell("chmod go-x /root");
    expect(await destroy("bbb2")).toMatchObject({ code: 0, stdout: "sip-a: removed bbb2\n" });
    expect(bed.host.exists(SCRIPT)).toBe(false);
  });

  test.each([[["staging", "production"]], [["production", "staging"]]])(
    "leaves no folder of two environments, whichever is removed first: %j",
    async (order) => {
      await deploy("install", "aaa1");
      bed.upload({ topology: { environment: "production" } }, { files: [], work: NO_WORK });
      expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stderr: "" });
      for (const environment of order)
        expect(await bed.host.run([`${FOLDER}/deploy-${environment}`, "remove", "aaa1"])).toMatchObject({ code: 0 });
      expect([bed.host.exists("/opt/genesys"), bed.host.exists("/var/lib/sip-ha")]).toEqual([false, false]);
    },
  );

  test.each([
    ["is missing", "rm /var/lib/sip-ha/installed-staging"],
    ["is empty", ": >/var/lib/sip-ha/installed-staging"],
  ])("fails with 6 and removes nothing if the record of what is installed %s", async (_, change) => {
    await deploy("install", "aaa1");
    await bed.host.shell(change);
    const outcome = await installed("remove", "aaa1");
    expect(outcome.code).toBe(6);
    expect(outcome.stderr).toMatch(
      /^sip-a: \S+ is here, but \/var\/lib\/sip-ha\/installed-staging does not say what else is installed: install this version once more, then remove it\n$/,
    );
    expect(bed.host.exists(`${FOLDER}/deploy-staging`)).toBe(true);
    await deploy("install", "aaa1");
    expect((await installed("remove", "aaa1")).code).toBe(0);
    expect(await bed.host.shell("find /opt/genesys -type f")).toBe("");
  });

  test("reports a removal only if everything is removed, even if /tmp is full", async () => {
    await deploy("install", "aaa1");
    await bed.host.shell(`mv ${UPLOAD} /root; mount -t tmpfs -o size=4k tmpfs /tmp; head -c 4096 /dev/zero >/tmp/full`);
    const outcome = await installed("remove", "aaa1");
    const left = await bed.host.shell("find /opt -path '/opt/genesys/*'");
    await bed.host.shell(`umount /tmp; mv /root/upload ${UPLOAD}`);
    expect(outcome.code === 0, outcome.stderr).toBe(left === "");
    await installed("remove", "aaa1");
    expect(await bed.host.shell("find /opt -path '/opt/genesys/*'")).toBe("");
  });

  test("fails with 10 while the virtual IP is up if the new version would not release it, or if no script would be left", async () => {
    await deploy("install", "aaa1");
    await bed.host.run([SCRIPT, "up"]);
    const before = await bed.host.shell(TREE);
    bed.upload({ takeover: { virtualIp: "10.120.0.99" } });
    expect((await deploy("install", "bbb2")).code).toBe(10);
    bed.upload({ hosts: { "sip-a": { installDirectory: "/opt/elsewhere" } } });
    expect((await deploy("install", "bbb2")).code).toBe(10);
    expect((await installed("remove", "aaa1")).stderr).toBe(
      `sip-a: the virtual IP of ${SCRIPT} may be up: run "${SCRIPT} down" first, in a maintenance window\n`,
    );
    expect(await bed.host.shell(TREE)).toBe(before);
    await bed.host.run([SCRIPT, "down"]);
    expect(await deploy("install", "bbb2")).toMatchObject({ code: 0, stderr: "" });
    expect((await bed.host.shell("ls /opt/elsewhere; ls /opt/genesys/sip-ha")).trim().split("\n")).toEqual([
      "deploy-staging",
      "inbound-vip",
    ]);
  });

  test("fails with 10 while the virtual IP is up even if its control script is not executable", async () => {
    await deploy("install", "aaa1");
    await bed.host.shell(`${SCRIPT} up; chmod -x ${SCRIPT}`);
    const before = await bed.host.shell(TREE);
    const removed = await installed("remove", "aaa1");
    const after = await bed.host.shell(TREE);
    const off = `/usr/bin/ksh -p ${SCRIPT} down`;
    await bed.host.shell(off);
    const status = await bed.host.run(["ksh", SCRIPT, "status"]);
    await bed.host.shell(`chmod +x ${SCRIPT}`);
    expect(removed).toMatchObject({
      code: 10,
      stderr: `sip-a: the virtual IP of ${SCRIPT} may be up: run "${off}" first, in a maintenance window\n`,
    });
    expect([after, status.code]).toEqual([before, 3]);
  });

  test.each([
    ["is missing", `rm ${SCRIPT}`],
    ["is empty", `: >${SCRIPT}`],
    ["is cut off", `head -c 4000 ${SCRIPT} >/tmp/part; cat /tmp/part >${SCRIPT}`],
  ])("asks the kernel if a control script %s and knows of no virtual IP", async (_, spoil) => {
    await deploy("install", "aaa1");
    await bed.host.shell(`${SCRIPT} up; ${spoil}`);
    const before = await bed.host.shell(TREE);
    const outcomes = [await installed("remove", "aaa1")];
    for (const [overrides, change] of [
      [{ takeover: { virtualIp: "10.120.0.99" } }, {}],
      [{}, { files: [], work: NO_WORK }],
    ] as const) {
      bed.upload(overrides, change);
      outcomes.push(await deploy("install", "bbb2"));
    }
    const off = `/usr/sbin/ifconfig ${voice} ${system.name === "AIX" ? "inet delete" : "removeif"} ${VIRTUAL_IP}`;
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({
        code: 10,
        stderr: `sip-a: ${VIRTUAL_IP} is up, and its control script is missing or incomplete: run "${off}" first, in a maintenance window\n`,
      });
    expect(await bed.host.shell(TREE)).toBe(before);
    bed.upload();
    expect(await deploy("install", "bbb2")).toMatchObject({ code: 0, stderr: "" });
    expect((await bed.host.run([SCRIPT, "status"])).code).toBe(0);
    await bed.host.shell(`${spoil}; ${off}`);
    expect(await installed("remove", "bbb2")).toMatchObject({ code: 0, stdout: "sip-a: removed bbb2\n" });
  });
});
