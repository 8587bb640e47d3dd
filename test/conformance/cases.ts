import { expect } from "vitest";
import { EXIT_CODES } from "../../lib/options/ip-address-takeover/exit-codes";
import { eventually } from "../eventually";
import type { ConformanceAddresses, ConformanceHost, ConformanceSystem, Fault } from "./host";

/** Something that every control script has to do, on every operating system. */
export interface ConformanceCase {
  /** The title of the test. */
  readonly title: string;
  /** What the case breaks. */
  readonly fault?: Fault;
  /** The case is the same for addresses of any family, so it runs with only one. */
  readonly anyFamily?: true;
  run(host: ConformanceHost, system: ConformanceSystem): Promise<void>;
}

const said = (text: string) => `inbound-vip: ${text}\n`;

/** Environments that a caller may have: languages, a search path, and the script's own variables. */
const ENVIRONMENTS: readonly Readonly<Record<string, string>>[] = [
  { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", PATH: "/nonexistent", IFS: "x1.", CDPATH: "/tmp", ENV: "/nonexistent" },
  {
    ...{ LANG: "de_DE", LANGUAGE: "de", LC_NUMERIC: "de_DE.UTF-8", POSIXLY_CORRECT: "1", BASH_ENV: "/nonexistent" },
    ...{ NAME: "x", STATE: "up", LOG: "/etc/passwd", COMMAND: "down", HOLDER: "x", error: "x", FOUND: "x", OWN: "yes" },
    ...{ uptime: "1", round: "9", total: "9", stranger: "x", LOGICAL: "x", WAITED: "9", CLAIM: "/etc/passwd" },
  },
];

/** The table of cases, for a virtual IP and the own addresses of the two hosts. */
export const conformanceCases = ({
  virtualIp: VIRTUAL_IP,
  ownAddress: OWN_ADDRESS,
  peerAddress: PEER_ADDRESS,
}: ConformanceAddresses): readonly ConformanceCase[] => [
  {
    title: "up twice: the second says that it was up already",
    async run(host) {
      const on = `${host.interfaceName} of sip-a`;
      expect(await host.run(["up"])).toMatchObject({
        code: 0,
        stdout: said(`${VIRTUAL_IP} is up on ${on}`),
        stderr: "",
      });
      expect(await host.holds()).toBe(true);
      expect(await host.run(["up"])).toMatchObject({
        code: 0,
        stdout: said(`${VIRTUAL_IP} was up already on ${on}`),
        stderr: "",
      });
      expect([await host.holds(), await host.hasOwnAddress()]).toEqual([true, true]);
    },
  },
  {
    title: "down twice: the second says that it was not there",
    async run(host) {
      await host.run(["up"]);
      expect(await host.run(["down"])).toMatchObject({
        code: 0,
        stdout: said(`${VIRTUAL_IP} is released by sip-a`),
        stderr: "",
      });
      expect([await host.holds(), await host.hasOwnAddress()]).toEqual([false, true]);
      expect(await host.run(["down"])).toMatchObject({ code: 0, stdout: said(`${VIRTUAL_IP} was not on sip-a`) });
    },
  },
  {
    title: "status says where it is, and changes and logs nothing",
    async run(host) {
      expect(await host.run(["status"])).toMatchObject({
        code: 3,
        stderr: said(`down: ${VIRTUAL_IP} is not on sip-a`),
      });
      expect(await host.log()).toBe("");
      await host.run(["up"]);
      expect(await host.run(["status"])).toMatchObject({
        code: 0,
        stdout: said(`up: ${VIRTUAL_IP} is on ${host.interfaceName} of sip-a`),
      });
      expect(await host.log()).not.toContain("status");
      expect(await host.holds()).toBe(true);
    },
  },
  {
    title: "announce fails with 3 where it is not up",
    async run(host) {
      expect((await host.run(["announce"])).code).toBe(3);
      await host.run(["up"]);
      expect((await host.run(["announce"])).code).toBe(0);
      expect(await host.holds()).toBe(true);
    },
  },
  {
    title: "wrong use fails with 2 and shows the usage",
    anyFamily: true,
    async run(host) {
      for (const words of [[], ["x"], ["up", "now"], [""]])
        expect(await host.run(words)).toMatchObject({
          code: 2,
          stderr: "usage: inbound-vip up | down | status | announce\n",
        });
    },
  },
  {
    title: "each run but status leaves one line in the log: time, command, state before and after, code, milliseconds",
    async run(host, system) {
      await host.run(["up"]);
      await host.run(["down"]);
      const line = system.says.logLine ?? /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ inbound-vip\[\d+\] /;
      const lines = (await host.log()).split(/\r?\n/).filter((text) => / -> /.test(text));
      for (const text of lines) expect(text).toMatch(line);
      expect(lines.map((text) => text.replace(line, "").replace(/\d+ ms/, "N ms"))).toEqual([
        `up: down -> up, exit 0, N ms: ${VIRTUAL_IP} is up on ${host.interfaceName} of sip-a`,
        `down: up -> down, exit 0, N ms: ${VIRTUAL_IP} is released by sip-a`,
      ]);
    },
  },
  {
    title: "take-at-once, where the peer holds it: takes it, as far as the system lets it",
    async run(host, system) {
      await host.install({ conflictPolicy: "take-at-once", probeTimeout: "2s" });
      await host.setAddress("peer", true);
      const outcome = await host.run(["up"]);
      if (system.duplicate === "held") {
        expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
        expect(outcome.milliseconds).toBeLessThan(system.runMilliseconds);
        expect(await host.holds()).toBe(true);
      } else await keptOff(host, system, outcome.code);
    },
  },
  {
    title: "probe-first, where the peer keeps it: takes it after the time and logs that, as far as the system lets it",
    async run(host, system) {
      await host.install({ conflictPolicy: "probe-first", probeTimeout: "2s" });
      await host.setAddress("peer", true);
      const outcome = await host.run(["up"]);
      expect(outcome.milliseconds).toBeGreaterThan(1_500);
      expect(outcome.milliseconds).toBeLessThan(2_000 + 4 * system.runMilliseconds);
      if (system.duplicate === "held") {
        expect(outcome.code, outcome.stderr).toBe(0);
        expect(await host.holds()).toBe(true);
        expect(await host.log()).toMatch(
          new RegExp(`warning: taking ${VIRTUAL_IP} though .* may hold it, after 2000 ms; the peer is ${PEER_ADDRESS}`),
        );
      } else await keptOff(host, system, outcome.code);
    },
  },
  {
    title: "refuse, where the peer keeps it: fails with 7 after the time, and does not take it later",
    async run(host) {
      await host.install({ conflictPolicy: "refuse", probeTimeout: "2s" });
      await host.setAddress("peer", true);
      const outcome = await host.run(["up"]);
      expect(outcome.code, outcome.stderr).toBe(7);
      expect(outcome.stderr).toMatch(
        new RegExp(`still answers for ${VIRTUAL_IP} after 2000 ms; the peer is ${PEER_ADDRESS}: release it first\\s+$`),
      );
      expect(await host.holds()).toBe(false);
      await host.setAddress("peer", false);
      expect(await host.run(["status"])).toMatchObject({ code: 3 });
    },
  },
  {
    title: "a peer that lets go within the time is waited for",
    async run(host, system) {
      for (const conflictPolicy of ["probe-first", "refuse"] as const) {
        await host.install({ conflictPolicy, probeTimeout: "4s" });
        await host.setAddress("peer", true);
        const up = host.run(["up"]);
        await new Promise((resolve) => setTimeout(resolve, 700));
        expect(await host.holds()).toBe(false);
        await host.setAddress("peer", false);
        const outcome = await up;
        expect(outcome.code, outcome.stderr).toBe(0);
        expect(outcome.milliseconds).toBeLessThan(3_000 + system.runMilliseconds);
        expect(await host.holds()).toBe(true);
        expect(await host.log()).not.toMatch(/warning: taking/);
        await host.run(["down"]);
      }
    },
  },
  {
    title: "a missing tool fails with 5 and its name, and does not keep down from releasing",
    anyFamily: true,
    fault: "tool-missing",
    async run(host, system) {
      await host.run(["up"]);
      const outcomes = await host.during("tool-missing", async () => [
        await host.run(["up"]),
        await host.run(["down"]),
      ]);
      expect(outcomes.map(({ code }) => code)).toEqual([5, 0]);
      expect(outcomes[0]!.stderr).toMatch(system.says.toolMissing);
      expect(await host.holds()).toBe(false);
    },
  },
  {
    title: "an account without the right fails with 4, but for status",
    anyFamily: true,
    async run(host, system) {
      for (const command of ["up", "down", "announce"]) {
        const outcome = await host.run([command], { unprivileged: true });
        expect(outcome.code, command).toBe(4);
        expect(outcome.stderr).toMatch(system.says.unprivileged);
      }
      expect((await host.run(["status"], { unprivileged: true })).code).toBe(3);
      expect(await host.holds()).toBe(false);
    },
  },
  {
    title: "an interface that has vanished fails with 6, while down finds nothing left to do",
    fault: "interface-missing",
    async run(host, system) {
      const outcomes = await host.during("interface-missing", async () => [
        await host.run(["up"]),
        await host.run(["down"]),
      ]);
      expect(outcomes.map(({ code }) => code)).toEqual([6, 0]);
      const expected = system.says.interfaceMissing ?? `there is no interface ${host.interfaceName} on this host`;
      expect(outcomes[0]!.stderr).toBe(said(expected));
    },
  },
  {
    title: "without the host's own address it fails with 6, so that the virtual IP never becomes the interface's first",
    fault: "own-address-missing",
    async run(host) {
      const outcome = await host.during("own-address-missing", () => host.run(["up"]));
      expect(outcome).toMatchObject({
        code: 6,
        stderr: said(`the host's own address ${OWN_ADDRESS} is not on ${host.interfaceName}`),
      });
      expect(await host.holds()).toBe(false);
    },
  },
  {
    title: "the host's own address is never moved: up and down fail with 6",
    async run(host) {
      await host.install({ virtualIp: OWN_ADDRESS });
      for (const command of ["up", "down"])
        expect(await host.run([command])).toMatchObject({
          code: 6,
          stderr: said(`${OWN_ADDRESS} is the host's own address, which never moves`),
        });
      expect(await host.hasOwnAddress()).toBe(true);
    },
  },
  {
    title: "a virtual IP on another interface fails with 6 and stays there",
    fault: "misplaced",
    async run(host) {
      const outcomes = await host.during("misplaced", async () => [
        await host.run(["up"]),
        await host.run(["down"]),
        await host.run(["status"]),
      ]);
      expect(outcomes.map(({ code }) => code)).toEqual([6, 6, 6]);
    },
  },
  {
    title: "a label that is too long fails with 9 and changes nothing",
    anyFamily: true,
    fault: "label-too-long",
    async run(host) {
      const outcome = await host.during("label-too-long", () => host.run(["up"]));
      expect(outcome.code, outcome.stderr).toBe(9);
      expect(outcome.stderr).toMatch(/^inbound-vip: 10\.120\.0\.10 is not on \S+ after adding it: ./);
      expect([await host.holds(), await host.hasOwnAddress()]).toEqual([false, true]);
    },
  },
  {
    title: "killed at any moment, the next run puts everything right",
    async run(host, system) {
      for (const delay of system.killedAfter)
        for (const command of ["up", "down"]) {
          await host.runKilled([command], delay);
          const outcome = await host.run([command]);
          expect(outcome.code, `${command} after a kill at ${delay} ms: ${outcome.stderr}`).toBe(0);
          expect(await host.holds(), `${command} after a kill at ${delay} ms`).toBe(command === "up");
          expect(await host.hasOwnAddress()).toBe(true);
        }
    },
  },
  {
    title: "many runs at once are done one after the other, each with a documented code, and end consistently",
    anyFamily: true,
    async run(host, system) {
      await host.install({ lockTimeout: "30s" });
      const commands = Array.from(
        { length: system.runsAtOnce },
        (_, index) => ["up", "down", "up", "announce", "status"][index % 5]!,
      );
      const outcomes = await Promise.all(commands.map((command) => host.run([command])));
      for (const [index, outcome] of outcomes.entries()) {
        const expected = commands[index] === "status" || commands[index] === "announce" ? [0, 3] : [0];
        expect(expected, `${commands[index]}: ${outcome.stderr}`).toContain(outcome.code);
        expect([...EXIT_CODES.keys()]).toContain(outcome.code);
      }
      expect((await host.run(["status"])).code).toBe((await host.holds()) ? 0 : 3);
      // Each run saw the state that the previous run left.
      const states = [...(await host.log()).matchAll(/: (?:up|down) -> (?:up|down), exit/g)];
      expect(states).toHaveLength(commands.filter((command) => command !== "status").length);
      expect(await host.hasOwnAddress()).toBe(true);
    },
  },
  {
    title: "where another run holds the lock for longer than it waits, it fails with 8",
    anyFamily: true,
    fault: "lock-held",
    async run(host, system) {
      await host.install({ lockTimeout: "1s" });
      const outcome = await host.during("lock-held", () => host.run(["up"]));
      expect(outcome).toMatchObject({
        code: 8,
        stderr: said("another run still holds the lock after 1 s: see the log and try again"),
      });
      expect(outcome.milliseconds).toBeGreaterThan(900);
      expect(outcome.milliseconds).toBeLessThan(1_500 + system.runMilliseconds);
      expect((await host.run(["up"])).code).toBe(0);
    },
  },
  {
    title: "a lock that is a link fails with 6, and its target stays as it is",
    anyFamily: true,
    fault: "lock-linked",
    async run(host, system) {
      const outcome = await host.during("lock-linked", () => host.run(["up"]));
      expect(outcome.code, outcome.stderr).toBe(6);
      expect(outcome.stderr).toMatch(system.says.lockLinked);
      expect(await host.holds()).toBe(false);
    },
  },
  {
    title: "a clock that jumps changes nothing but the times in the log",
    anyFamily: true,
    fault: "clock-stopped",
    async run(host) {
      await host.install({ conflictPolicy: "refuse", probeTimeout: "1s" });
      const outcome = await host.during("clock-stopped", () => host.run(["up"]));
      expect(outcome.code, outcome.stderr).toBe(0);
      expect(await host.log()).toMatch(/^1970-01-01T00:00:00Z inbound-vip\[\d+\] up: down -> up, exit 0, \d{1,4} ms/m);
    },
  },
  {
    title: "a full disk under the log changes nothing",
    anyFamily: true,
    fault: "log-disk-full",
    async run(host) {
      const outcomes = await host.during("log-disk-full", async () => [
        await host.run(["up"]),
        await host.run(["up"]),
        await host.run(["down"]),
      ]);
      expect(outcomes.map(({ code, stderr }) => [code, stderr])).toEqual([
        [0, ""],
        [0, ""],
        [0, ""],
      ]);
    },
  },
  {
    title: "an odd locale, search path or variable of the caller changes nothing",
    anyFamily: true,
    async run(host, system) {
      for (const environment of system.environments ?? ENVIRONMENTS)
        for (const command of ["up", "status", "down"]) {
          const outcome = await host.run([command], { environment });
          expect(outcome, JSON.stringify(environment)).toMatchObject({ code: 0, stderr: "" });
          expect(await host.holds()).toBe(command !== "down");
        }
    },
  },
  {
    title: "at boot it releases an address without a role, and leaves one that a role was assigned for",
    async run(host) {
      await host.setAddress("host", true);
      expect(await host.run(["boot"])).toMatchObject({ code: 0, stdout: said(`${VIRTUAL_IP} is released by sip-a`) });
      expect(await host.holds()).toBe(false);
      await host.run(["up"]);
      expect(await host.run(["boot"])).toMatchObject({
        code: 0,
        stdout: said(`a role was assigned since the host has started, so ${VIRTUAL_IP} stays as it is`),
      });
      expect(await host.holds()).toBe(true);
    },
  },
];

/** Checks that the system has refused the address that the peer has (code 7), and what this system does when the peer lets go. */
async function keptOff(host: ConformanceHost, system: ConformanceSystem, code: number): Promise<void> {
  expect(code).toBe(7);
  expect(await host.holds()).toBe(false);
  await host.setAddress("peer", false);
  if (system.duplicate === "recovers") {
    await eventually(() => host.holds(), 5_000);
    expect((await host.run(["status"])).code).toBe(0);
  } else expect((await host.run(["up"])).code).toBe(0);
}
