import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { UnixSystem } from "../../lib/options/ip-address-takeover/unix/unix-system";
import { eventually } from "../eventually";
import { killedBefore } from "../killed-run";
import type { Machine, NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { SCRIPT, VIRTUAL_IP } from "../takeover-bed";
import { openUnixBed, UNIX_NEEDS, unixScript } from "../unix-bed";

const NOTES = "/var/run/sip-ha/inbound";

/**
 * Tests the control script of a system when it is killed before one of its commands.
 *
 * @param step 2 for every second command. The first command is drawn, so that over the runs every command has its turn
 */
export function describeKilled(system: UnixSystem, step: number): void {
  describeWith(
    { ...UNIX_NEEDS, tools: [...UNIX_NEEDS.tools, "bash"] },
    `the control script of ${system.name} that is killed`,
    () => {
      let bed: NetworkBed;
      let host: Machine;
      beforeAll(async () => {
        bed = await openUnixBed(system, "dash");
        host = bed.machine("sip-a");
        host.write(SCRIPT, unixScript(system));
      });
      afterAll(() => bed?.close());

      const holds = async () => (await host.shell(`ip -o address show to ${VIRTUAL_IP}/32`)) !== "";
      const token = async () => (await host.shell(`cat ${NOTES}.token`)).trim();
      const role = async () => (await host.shell(`sed 1d ${NOTES}.role`)).trim();
      /** Checks that a run ends well, and returns whether the kernel has the virtual IP. */
      const run = async (...words: string[]) => {
        const { code, stderr } = await host.run([SCRIPT, ...words]);
        expect([code, stderr], words.join(" ")).toEqual([0, ""]);
        return holds();
      };
      const killed = async (command: number, ...words: string[]) => {
        const is = await killedBefore(host, command, [SCRIPT, ...words]);
        // The kernel may still be asking who has the address. Until it uses the address, status says so.
        await eventually(async () => (await host.run([SCRIPT, "status"])).code === ((await holds()) ? 0 : 3));
        return is;
      };
      /** Kills a run before each of the chosen commands, one after the other. */
      const atEach = async (act: (command: number) => Promise<boolean>) => {
        let command = fc.sample(fc.integer({ min: 1, max: step }), 1)[0]!;
        while (await act(command)) command += step;
        // Claim, state, role, token, the address itself, state, claim, log.
        expect(command).toBeGreaterThan(10);
        expect(await host.shell(`ls ${NOTES}.lock`)).toBe("");
      };

      test(
        "before one of its commands: status tells the truth, and the same command does what was asked when repeated",
        () =>
          atEach(async (command) => {
            const up = await killed(command, "up");
            expect(await run("up"), `up after ${command}`).toBe(true);
            const before = await token();
            const down = await killed(command, "down");
            // Only the role is a decision, and the watchdog reads it: as long as the role is up, the token is still the one that the watchdog knows.
            if ((await role()) !== "down") expect(await token(), `down ${command}`).toBe(before);
            expect(await run("down"), `down after ${command}`).toBe(false);
            return up || down;
          }),
        180_000,
      );

      test("before one of its commands, run by the watchdog: the same command does its work when repeated, and leaves its role", async () => {
        await run("up");
        await atEach(async (command) => {
          const release = await killed(command, "release", await token());
          expect([await run("release", await token()), await role()], `release after ${command}`).toEqual([
            false,
            "release",
          ]);
          const takeBack = await killed(command, "take-back", await token());
          expect([await run("take-back", await token()), await role()], `take-back after ${command}`).toEqual([
            true,
            "take-back",
          ]);
          return release || takeBack;
        });
      }, 180_000);
    },
  );
}
