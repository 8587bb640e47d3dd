import { describe, expect, test } from "vitest";
import { describeInstaller, NOTHING, SUDO, TREE } from "../installer-bed";
import { VIRTUAL_IP } from "../takeover-bed";
import { FOLDER, SCRIPT, UPLOAD, upload, WATCHDOG } from "../uploaded-installer";

describeInstaller((bed) => {
  const { deploy, installed } = bed;

  describe("remove", () => {
    test("and an installation need no space in /tmp, where some shells keep here-documents", async () => {
      await bed.host.shell(
        `mv ${UPLOAD} /root; mount -t tmpfs -o size=4k tmpfs /tmp; head -c 4096 /dev/zero >/tmp/full`,
      );
      const install = await bed.host.run(["mksh", "/root/upload/deploy", "install", "abc"]);
      const there = await bed.host.shell(TREE);
      const remove = await bed.host.run(["mksh", `${FOLDER}/deploy-staging`, "remove", "abc"]);
      await bed.host.shell("umount /tmp; rm -r /root/upload");
      expect([install, remove]).toMatchObject([
        { code: 0, stdout: "sip-a: installed abc\n", stderr: "" },
        { code: 0, stdout: "sip-a: removed abc\n", stderr: "" },
      ]);
      expect(there).toContain(SCRIPT);
      expect(await bed.host.shell(TREE)).toBe(bed.empty);
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

    test("leaves nothing behind, also when it is repeated", async () => {
      upload(bed.host, { ...SUDO, takeover: WATCHDOG });
      await deploy("install", "aaa1");
      expect(await installed("remove", "aaa1")).toMatchObject({
        code: 0,
        stdout: "sip-a: removed aaa1\n",
        stderr: "",
      });
      expect(await bed.host.shell(TREE)).toBe(bed.empty);
      expect(await deploy("remove", "aaa1")).toMatchObject({ code: 0, stdout: "sip-a: nothing is installed\n" });
    });

    test("keeps files that are not its own", async () => {
      await deploy("install", "aaa1");
      await bed.host.shell(`echo mine >${FOLDER}/notes`);
      expect((await installed("remove", "aaa1")).code).toBe(0);
      expect((await bed.host.shell("find /opt/genesys -type f")).trim()).toBe(`${FOLDER}/notes`);
    });

    test("does nothing if another version has replaced the named one", async () => {
      await deploy("install", "aaa1");
      const before = await bed.host.shell(TREE);
      expect(await installed("remove", "000")).toMatchObject({
        code: 0,
        stdout: `sip-a: nothing to remove: aaa1 has replaced 000; to remove that, run: ${FOLDER}/deploy-staging remove aaa1\n`,
      });
      expect(await bed.host.shell(TREE)).toBe(before);
    });

    test("names the version that removes everything if an installation was interrupted", async () => {
      await deploy("install", "aaa1");
      await bed.host.shell("sed -i '1s/.*/incomplete bbb2/' /var/lib/sip-ha/installed-staging");
      expect((await deploy("remove", "aaa1")).stdout).toBe(
        `sip-a: nothing to remove: incomplete bbb2 has replaced aaa1; to remove that, run: ${FOLDER}/deploy-staging remove bbb2\n`,
      );
    });

    test.each([[["staging", "production"]], [["production", "staging"]]])(
      "leaves no folder of two environments, whichever is removed first: %j",
      async (order) => {
        await deploy("install", "aaa1");
        upload(bed.host, { topology: { environment: "production" } }, NOTHING);
        expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stderr: "" });
        for (const environment of order)
          expect(await bed.host.run([`${FOLDER}/deploy-${environment}`, "remove", "aaa1"])).toMatchObject({ code: 0 });
        expect(await bed.host.shell(TREE)).toBe(bed.empty);
      },
    );

    test("leaves nothing of an install folder at the root", async () => {
      upload(bed.host, { hosts: { "sip-a": { installDirectory: "/sip-ha" } } });
      expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stderr: "" });
      expect((await bed.host.run(["/sip-ha/deploy-staging", "remove", "aaa1"])).code).toBe(0);
      expect(bed.host.exists("/sip-ha")).toBe(false);
    });

    test.each([
      ["is missing", "rm /var/lib/sip-ha/installed-staging"],
      ["is empty", ": >/var/lib/sip-ha/installed-staging"],
    ])("fails with 6 and removes nothing if the record of what is installed %s", async (_, change) => {
      await deploy("install", "aaa1");
      await bed.host.shell(change);
      const before = await bed.host.shell(TREE);
      expect(await installed("remove", "aaa1")).toMatchObject({
        code: 6,
        stderr:
          "sip-a: /etc/systemd/system/inbound-vip-release.service is here, but /var/lib/sip-ha/installed-staging does not say what else is installed: install this version once more, then remove it\n",
      });
      expect(await bed.host.shell(TREE)).toBe(before);
      await deploy("install", "aaa1");
      expect((await installed("remove", "aaa1")).code).toBe(0);
      // It is no longer known which folders it made.
      const left = ["/opt/genesys", FOLDER, "/var/lib/sip-ha"];
      expect(await bed.host.shell(TREE)).toBe(
        bed.empty + left.map((folder) => `${folder} drwxr-xr-x root root  \n`).join(""),
      );
    });

    test.each([
      ["is not executable", `chmod -x ${SCRIPT}`, ":"],
      [
        "is on a file system without executable programs",
        `mount --bind ${FOLDER} ${FOLDER}; mount -o remount,bind,noexec ${FOLDER}`,
        `umount ${FOLDER}`,
      ],
    ])("fails with 10 while a virtual IP is up, even if its control script %s", async (_, hinder, undo) => {
      await deploy("install", "aaa1");
      await bed.host.shell(`${SCRIPT} up; ${hinder}`);
      const before = await bed.host.shell(TREE);
      const removed = await bed.host.run(["sh", `${FOLDER}/deploy-staging`, "remove", "aaa1"]);
      upload(bed.host, {}, NOTHING);
      const replaced = await deploy("install", "bbb2");
      upload(bed.host, { takeover: { virtualIp: "10.120.0.99" } });
      const another = await deploy("install", "bbb2");
      const after = await bed.host.shell(TREE);
      await bed.host.shell(/ run "([^"]+)" first/.exec(removed.stderr)![1]!);
      const addresses = await bed.host.addresses("eth1");
      // Each test begins with a "down".
      await bed.host.shell(`${undo}; chmod +x ${SCRIPT}`);
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

    test("fails with 10 while a virtual IP is up whose control script was deleted, and says which command takes it off", async () => {
      await deploy("install", "aaa1");
      await bed.host.shell(`${SCRIPT} up; rm ${SCRIPT}`);
      const off = `ip address delete ${VIRTUAL_IP}/24 dev eth1`;
      expect(await installed("remove", "aaa1")).toMatchObject({
        code: 10,
        stderr: `sip-a: ${VIRTUAL_IP} is up, and its control script is missing or incomplete: run "${off}" first, in a maintenance window\n`,
      });
      await bed.host.shell(off);
      expect((await installed("remove", "aaa1")).code).toBe(0);
      expect(await bed.host.shell(TREE)).toBe(bed.empty);
    });

    test.each([
      ["is empty", `: >${SCRIPT}`],
      ["is cut off in the middle of a word", `head -c 4000 ${SCRIPT} >/tmp/part; cat /tmp/part >${SCRIPT}`],
    ])(
      "asks the kernel, as an installation does, if a control script %s and knows of no virtual IP",
      async (_, spoil) => {
        await deploy("install", "aaa1");
        await bed.host.shell(`${SCRIPT} up; ${spoil}`);
        const before = await bed.host.shell(TREE);
        const off = `ip address delete ${VIRTUAL_IP}/24 dev eth1`;
        const outcomes = [await installed("remove", "aaa1")];
        for (const [overrides, change] of [
          [{ takeover: { virtualIp: "10.120.0.99" } }, {}],
          [{}, NOTHING],
        ] as const) {
          upload(bed.host, overrides, change);
          outcomes.push(await deploy("install", "bbb2"));
        }
        for (const outcome of outcomes)
          expect(outcome).toMatchObject({
            code: 10,
            stderr: `sip-a: ${VIRTUAL_IP} is up, and its control script is missing or incomplete: run "${off}" first, in a maintenance window\n`,
          });
        expect(await bed.host.shell(TREE)).toBe(before);
        // A script that manages the same address replaces the old one, as always.
        upload(bed.host);
        expect(await deploy("install", "bbb2")).toMatchObject({ code: 0, stderr: "" });
        expect((await bed.host.run([SCRIPT, "status"])).code).toBe(0);
        await bed.host.shell(`${spoil}; ${off}`);
        expect(await installed("remove", "bbb2")).toMatchObject({ code: 0, stdout: "sip-a: removed bbb2\n" });
        expect(await bed.host.shell(TREE)).toBe(bed.empty);
        await deploy("install", "aaa1");
        await bed.host.shell(spoil);
        upload(bed.host, {}, NOTHING);
        expect(await deploy("install", "bbb2")).toMatchObject({ code: 0, stderr: "" });
      },
    );

    test("names a command that takes off a virtual IP that is the interface's primary address, and nothing else", async () => {
      await deploy("install", "aaa1");
      await bed.host.shell(`rm ${SCRIPT}; echo 0 >/proc/sys/net/ipv4/conf/eth1/promote_secondaries; ip address flush dev eth1
          ip address add ${VIRTUAL_IP}/24 dev eth1; ip address add 10.120.0.11/24 broadcast + dev eth1`);
      const { code, stderr } = await installed("remove", "aaa1");
      expect(code).toBe(10);
      await bed.host.shell(/ run "([^"]+)" first/.exec(stderr)![1]!);
      expect(await bed.host.addresses("eth1")).toEqual(["10.120.0.11/24"]);
      expect((await installed("remove", "aaa1")).code).toBe(0);
    });

    test("fails with 9 if the record cannot be removed, and says so", async () => {
      await deploy("install", "aaa1");
      await bed.host.shell("mount --bind /var/lib/sip-ha /var/lib/sip-ha; mount -o remount,bind,ro /var/lib/sip-ha");
      const outcome = await installed("remove", "aaa1");
      await bed.host.shell("umount /var/lib/sip-ha");
      expect([outcome.code, outcome.stderr.split("\n").at(-2)]).toEqual([
        9,
        `sip-a: /var/lib/sip-ha/installed-staging or ${FOLDER}/deploy-staging cannot be removed`,
      ]);
      expect((await deploy("remove", "aaa1")).code).toBe(0);
      expect(await bed.host.shell(TREE)).toBe(bed.empty);
    });

    test("fails with 10 while a virtual IP is up", async () => {
      await deploy("install", "aaa1");
      await bed.host.shell(`${SCRIPT} up`);
      const before = await bed.host.shell(TREE);
      const refused = await installed("remove", "aaa1");
      expect(refused).toMatchObject({
        code: 10,
        stderr: `sip-a: the virtual IP of ${SCRIPT} may be up: run "${SCRIPT} down" first, in a maintenance window\n`,
      });
      expect(await bed.host.shell(TREE)).toBe(before);
    });
  });
});
