import fc from "fast-check";
import { expect, test } from "vitest";
import { bedOfTests } from "../bed-of-tests";
import { eventually } from "../eventually";
import { killedBefore } from "../killed-run";
import { describeWith } from "../prerequisites";
import { NEEDS, SCRIPT } from "../takeover-bed";

const TOKEN = "/run/sip-ha/inbound.token";
const ROLE = "/run/sip-ha/inbound.role";

/** Nobody answers, at once. */
const SILENCE = "#!/bin/sh\necho 'Received 0 response(s)'\n";

describeWith({ ...NEEDS, tools: [...NEEDS.tools, "bash"] }, "a control script that is killed", () => {
  const bed = bedOfTests({ takeover: { announcements: 1 } });

  const token = () => bed.a.machine.read(TOKEN).trim();
  const role = () => bed.a.machine.read(ROLE).trim();
  /** Checks that a run ends well, and that the virtual IP is where the kernel says. */
  const run = async (...words: string[]) => {
    const { code, stderr } = await bed.a.machine.run([SCRIPT, ...words]);
    expect([code, stderr], words.join(" ")).toEqual([0, ""]);
    return bed.a.holds();
  };
  const killed = async (command: number, ...words: string[]) => {
    const is = await killedBefore(bed.a.machine, command, [SCRIPT, ...words]);
    expect((await bed.a.vip("status")).code).toBe((await bed.a.holds()) ? 0 : 3);
    return is;
  };
  /** Kills a run before every second of its commands, one after the other; whether it begins with the first or the second is drawn. */
  const atEach = async (act: (command: number) => Promise<boolean>) => {
    let command = fc.sample(fc.integer({ min: 1, max: 2 }), 1)[0]!;
    while (await act(command)) command += 2;
    // Lock, state, role, token, the address itself, state, log.
    expect(command).toBeGreaterThan(10);
  };

  test("before any of its commands: status tells the truth, and the next up or down does what was asked", async () => {
    await run("down");
    await atEach(async (command) => {
      const up = await killed(command, "up");
      expect(await run("up"), `up after ${command}`).toBe(true);
      const before = token();
      const down = await killed(command, "down");
      // Only the role decides, and the watchdog asks for it: until the role changes, the token stays the one that the watchdog knows.
      if (role() !== "down") expect(token(), `down ${command}`).toBe(before);
      expect(await run("down"), `down after ${command}`).toBe(false);
      await killed(command, "up");
      expect(await run("down"), `down after up ${command}`).toBe(false);
      await run("up");
      await killed(command, "down");
      expect(await run("up"), `up after down ${command}`).toBe(true);
      await run("down");
      return up || down;
    });
  });

  test("before any of its commands, run by the watchdog: the same command does its work when repeated, and leaves its role", async () => {
    await bed.a.without(
      "arping",
      async () => {
        await run("up");
        await atEach(async (command) => {
          const before = token();
          const release = await killed(command, "release", before);
          // What is up would be lost to nobody.
          expect([role(), token()], `release ${command}`).not.toEqual(["release", before]);
          expect(await run("release", token()), `release after ${command}`).toBe(false);
          expect(role()).toBe("release");
          const takeBack = await killed(command, "take-back", token());
          expect(await run("take-back", token()), `take-back after ${command}`).toBe(true);
          expect(role()).toBe("take-back");
          return release || takeBack;
        });
      },
      SILENCE,
    );
  });

  test("as a down before it has taken anything off: what the watchdog releases in its place, it does not take back", async () => {
    let command = 0;
    do {
      await run("up");
      command += 1;
    } while ((await killed(command, "down")) && role() !== "down");
    expect(await bed.a.holds()).toBe(true);
    expect(await run("release", token())).toBe(false);
    expect(role()).toBe("down");
  });

  test("as a take-back that has added the address: announcing it counts as no decision", async () => {
    await run("up");
    await run("release", token());
    await bed.a.without(
      "arping",
      async () => {
        for (let command = 1; !(await bed.a.holds()); command += 1) await killed(command, "take-back", token());
        const left = token();
        expect(role()).toBe("release");
        for (const times of [1, 2]) expect(await run("announce"), `${times}`).toBe(true);
        expect(await run("take-back", left)).toBe(true);
        expect(role()).toBe("take-back");
      },
      SILENCE,
    );
  });

  test("while the kernel hangs: what it has started is ended, so that the next run has the lock in time", async () => {
    bed.generate({ takeover: { announcements: 1, lockTimeout: "10s" } });
    const hangs = '#!/bin/sh\n[ "$2" != add ] || { : >/run/adding; exec sleep 60; }\nexec /usr/bin/ip.away "$@"\n';
    await bed.a.without(
      "ip",
      async () => {
        await bed.a.machine.shell(`${SCRIPT} up >/dev/null 2>&1 & echo $! >/run/process`);
        await eventually(() => bed.a.machine.exists("/run/adding"));
        await bed.a.machine.shell("kill -KILL $(cat /run/process)");
      },
      hangs,
    );
    await bed.a.machine.shell("rm /run/adding /run/process; ! flock -n /run/sip-ha/inbound.lock true");
    expect(await run("up")).toBe(true);
  });
});
