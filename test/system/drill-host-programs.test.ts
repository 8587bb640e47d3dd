import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hostProgram } from "../../lib/drill/host-programs";
import type { DrillProgram } from "../../lib/operation/drill";
import { eventually } from "../eventually";
import { BED_TOOLS, type Machine, NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";

const LISTENER =
  "require('node:dgram').createSocket('udp4').bind(Number(process.argv[1]), process.argv[2], () => console.log('ready'))";
const HERE = { port: 5060, addresses: ["10.120.0.10", "10.120.0.11"], isShared: false };

describeWith(
  { root: true, tools: [...BED_TOOLS, "pkill", "shellcheck"] },
  "the programs that a drill runs on a host",
  () => {
    let bed: NetworkBed;
    let host: Machine;
    beforeAll(async () => {
      bed = await NetworkBed.open();
      host = bed.machine("sip-a");
    });
    afterAll(() => bed?.close());

    /** As sshd passes it to the shell: on its standard input. */
    const run = async (program: DrillProgram) => {
      host.write("/tmp/program", hostProgram(program, HERE).code.text);
      return host.run(["sh", "-c", "sh -s </tmp/program"]);
    };

    test.each<DrillProgram>([
      { kind: "end-listener" },
      { kind: "cut-interfaces", interfaces: ["eth1"] },
      { kind: "restore-interfaces" },
    ])("pass shellcheck: $kind", (program) => {
      const { text } = hostProgram(program, { ...HERE, isShared: true }).code;
      const words = ["--shell=sh", "--enable=all", "--exclude=SC2250,SC2310,SC2312", "-"];
      const { status, stdout } = spawnSync("shellcheck", words, { input: `#!/bin/sh\n${text}\n`, encoding: "utf8" });
      expect(stdout).toBe("");
      expect(status).toBe(0);
    });

    test("find their tools even if the login's search path lacks the folder that the system has them in", async () => {
      await host.shell("mv /usr/bin/ss /usr/sbin/ss");
      host.write("/tmp/program", hostProgram({ kind: "end-listener" }, HERE).code.text);
      const asked = await host.run(["/bin/sh", "-c", "sh -s </tmp/program"], { PATH: "/usr/bin:/bin" });
      await host.shell("mv /usr/sbin/ss /usr/bin/ss");
      expect(asked).toMatchObject({ code: 3, stderr: "no process listens on port 5060\n" });
    });

    describe("end-listener", () => {
      async function listen(port: number, address: string): Promise<{ readonly isThere: () => boolean }> {
        const child = host.spawn([process.execPath, "-e", LISTENER, String(port), address]);
        await new Promise((resolve) => child.stdout!.once("data", resolve));
        return { isThere: () => child.exitCode === null && child.signalCode === null };
      }

      test.each(["10.120.0.11", "0.0.0.0"])(
        "ends the process that listens on the SIP port of %s, and no other",
        async (address) => {
          const server = await listen(5060, address);
          const others = [await listen(5070, "0.0.0.0")];
          // Beside a server that listens on all addresses there is no room for one on another address.
          if (address !== "0.0.0.0") others.push(await listen(5060, "127.0.0.2"));
          const { code, stdout } = await run({ kind: "end-listener" });
          expect([code, stdout]).toEqual([0, expect.stringMatching(/^ended the process \d+\n$/)]);
          await eventually(() => !server.isThere());
          expect(others.map((one) => one.isThere())).toEqual(others.map(() => true));
          await host.shell("pkill -f 'node:[d]gram'; true");
        },
      );

      test("says so if no process listens", async () => {
        expect(await run({ kind: "end-listener" })).toMatchObject({
          code: 3,
          stderr: "no process listens on port 5060\n",
        });
      });
    });

    describe("cut-interfaces", () => {
      const cut: DrillProgram = { kind: "cut-interfaces", interfaces: ["eth1"] };
      const state = async () => /\bstate (\S+)/.exec(await host.shell("ip link show dev eth1"))![1];
      const routes = () => host.shell("ip -4 route show dev eth1");
      beforeEach(async () => {
        await host.shell("ip route replace 10.99.0.0/16 via 10.120.0.1");
        await host.shell("ip address replace 10.120.0.10/24 dev eth1 label eth1:sip");
      });

      test("takes an interface down at once, and restore-interfaces brings it up again with its addresses and routes", async () => {
        const before = [await routes(), await host.addresses("eth1")];
        expect(await run(cut)).toMatchObject({ code: 0, stdout: "eth1 down for 120 s\n" });
        await eventually(async () => (await state()) === "DOWN");
        expect(await routes()).toBe("");
        expect(await run({ kind: "restore-interfaces" })).toMatchObject({ code: 0 });
        await eventually(async () => (await state()) === "UP");
        expect([await routes(), await host.addresses("eth1")]).toEqual(before);
        expect(before[0]).toContain("10.99.0.0/16 via 10.120.0.1");
      });

      test("restores the interface by itself when the time is over", async () => {
        const { text } = hostProgram(cut, HERE).code;
        const before = await routes();
        host.write("/tmp/short", text.replace("SECONDS_DOWN='120'", "SECONDS_DOWN='1'"));
        expect(await host.run(["sh", "-c", "sh -s </tmp/short"])).toMatchObject({ code: 0 });
        await eventually(async () => (await state()) === "DOWN");
        await eventually(async () => (await state()) === "UP");
        await eventually(() => !host.exists("/run/sip-ha-drill"));
        expect(await routes()).toBe(before);
      });

      test("does nothing if other interfaces depend on it and would lose their routes", async () => {
        await host.shell("ip link add link eth1 name eth1.10 type macvlan");
        const refused = await run(cut);
        const both = await run({ kind: "cut-interfaces", interfaces: ["eth1", "eth1.10"] });
        await run({ kind: "restore-interfaces" });
        await host.shell("ip link delete eth1.10");
        expect(refused).toMatchObject({
          code: 3,
          stderr: "nothing was done, because these interfaces are on top of eth1 and would go down too: eth1.10\n",
        });
        expect(both).toMatchObject({ code: 0, stdout: "eth1 eth1.10 down for 120 s\n" });
        await eventually(async () => (await state()) === "UP");
      });

      test("does nothing if an earlier cut was not restored", async () => {
        await host.shell("mkdir /run/sip-ha-drill");
        const { code, stderr } = await run(cut);
        await host.shell("rmdir /run/sip-ha-drill");
        expect([code, stderr.split("\n").at(-2)]).toEqual([
          8,
          "interfaces are down already, or /run/sip-ha-drill was left behind: remove it",
        ]);
        expect(await state()).toBe("UP");
      });

      test("and restoring an interface that is already up is no failure", async () => {
        expect(await run({ kind: "restore-interfaces" })).toMatchObject({
          code: 0,
          stdout: "the interfaces are up again already\n",
        });
      });
    });
  },
);
