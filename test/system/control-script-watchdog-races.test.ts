import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, expect, test } from "vitest";
import { bedOfTests } from "../bed-of-tests";
import { eventually } from "../eventually";
import { describeWith } from "../prerequisites";
import { NEEDS, SCRIPT, type SipServerHost, VIRTUAL_IP } from "../takeover-bed";
import { WATCHDOG, WATCHED_NEEDS, WatchedHost } from "../watched-host";

const SETTINGS = {
  takeover: { announcements: 1, watchdog: { interval: "1s", isolationTimeout: "3s", announceInterval: "2s" } },
} as const;

const ASKS_WHO_HAS_IT = `-c 2 -w 2 -s 10.120.0.11 -I eth1 ${VIRTUAL_IP}`;
const ASKS_THE_GATEWAY = "-c 1 -w 1 -s 10.120.0.11 -I eth1 10.120.0.1";
const ASKS_FOR_THE_PEER = "-c 2 -w 2 -s 10.120.0.11 -I eth1 10.120.0.12";

describeWith(WATCHED_NEEDS, "the watchdog beside somebody who decides while it asks", () => {
  const host = new WatchedHost(SETTINGS);
  const log = () => host.bed.a.log();
  const shell = (line: string) => host.bed.a.machine.shell(line);
  const holders = async () => [await host.bed.a.holds(), await host.bed.b.holds()];

  // On a busy machine, what stops below would be ended after some seconds, and the watchdog would go on before somebody has acted.
  beforeEach(async () => {
    const text = host.bed.a.machine.read(WATCHDOG);
    const patient = text.replaceAll(/timeout -k 1 [34] /g, "timeout -k 1 60 ");
    expect(patient.split("timeout -k 1 60 ").length).toBe(3);
    host.bed.a.machine.write(WATCHDOG, patient);
  });

  /** Somebody acts when such a question of the watchdog is answered, and before the watchdog knows the answer. */
  const whenAnswered = async (words: string, act: () => Promise<unknown>, then: () => Promise<unknown>) => {
    await shell("rm -f /run/answered /run/go-on");
    const stops = `#!/bin/sh
/usr/bin/arping.away "$@"
code=$?
case "$*" in *"${words}") : >/run/answered; until [ -e /run/go-on ]; do sleep 0.02; done ;; esac
exit "$code"
`;
    await host.bed.a.without(
      "arping",
      async () => {
        await eventually(() => host.bed.a.machine.exists("/run/answered"), 15_000, log);
        await act();
        await shell(": >/run/go-on");
        await then();
      },
      stops,
    );
  };

  test.each(["take-at-once", "probe-first", "refuse"] as const)(
    "leaves the virtual IP to the peer that receives it just after the watchdog has asked who has it: %s",
    async (conflictPolicy) => {
      host.bed.generate({ ...SETTINGS, takeover: { ...SETTINGS.takeover, conflictPolicy, probeTimeout: "2s" } });
      await host.release();
      host.heal("eth0", "eth1");
      await whenAnswered(
        ASKS_WHO_HAS_IT,
        () => host.bed.b.vip("up"),
        () => eventually(() => /take-back: .*, exit /.test(log()), 12_000, log),
      );
      expect(await holders(), log()).toEqual([false, true]);
      await eventually(() => log().includes(`somebody else has ${VIRTUAL_IP} by now: leaving it`), 12_000, log);
      expect(log()).toMatch(/take-back: down -> down, exit 7, \d+ ms: [0-9A-F:]{17} has 10\.120\.0\.10 by now/);
      expect(log().slice(log().indexOf("take-back"))).not.toContain("announced in");
      // Longer than two looks.
      await sleep(3_000);
      expect(log()).not.toContain("was to put it there");
    },
  );

  test("does not release it if somebody runs up while the watchdog finds out that the host is cut off", async () => {
    await host.bed.a.vip("up");
    await host.start();
    host.isolate("eth0", "eth1");
    await eventually(() => log().includes("nor does the gateway"), 12_000, log);
    await whenAnswered(
      ASKS_THE_GATEWAY,
      async () => {
        host.heal("eth0", "eth1");
        expect((await host.bed.a.vip("up")).code).toBe(0);
      },
      () => eventually(() => log().includes("reachable again"), 12_000, log),
    );
    expect(await host.bed.a.holds(), log()).toBe(true);
    expect(log()).not.toContain("is released by");
  });

  test("does not release it for the peer if somebody runs up while the watchdog asks who has it", async () => {
    await host.bed.a.vip("up");
    await host.start();
    await host.announces(1);
    host.isolate("eth0");
    await host.bed.b.vip("up");
    await whenAnswered(
      ASKS_FOR_THE_PEER,
      async () => {
        // By hand, as the Management Layer cannot be asked.
        expect((await host.bed.a.vip("up")).code).toBe(0);
        expect((await host.bed.b.vip("down")).code).toBe(0);
      },
      () => sleep(3_000),
    );
    expect(await holders(), log()).toEqual([true, false]);
  });

  test("a restarted watchdog does not take back what somebody took off just before the old watchdog was killed", async () => {
    const { machine } = host.bed.a;
    await host.bed.a.vip("up");
    await shell(`mv ${SCRIPT} ${SCRIPT}.real`);
    machine.write(
      SCRIPT,
      `#!/bin/sh
case $1 in
  down | release)
    ${SCRIPT}.real down >/dev/null
    pkill -KILL -f inbound-vip-watchdog
    ;;
esac
exec ${SCRIPT}.real "$@"
`,
    );
    await host.start();
    host.isolate("eth0", "eth1");
    await eventually(() => log().split(/ (?:down|release): /).length > 2, 15_000, log);
    await shell(`mv -f ${SCRIPT}.real ${SCRIPT}`);
    await host.start();
    host.heal("eth0", "eth1");
    // Longer than two looks; the second one takes back what it can.
    await sleep(6_000);
    expect(log()).not.toContain("taking it back");
    expect(await host.bed.a.holds()).toBe(false);
  });

  test("takes it back even if the kernel did not confirm its release", async () => {
    await host.bed.a.vip("up");
    await shell("rm -f /run/deleted /run/unsaid");
    const silentOnce = `#!/bin/sh
case "$*" in
  "address delete"*) : >/run/deleted ;;
  "address show") [ ! -e /run/deleted ] || [ -e /run/unsaid ] || { : >/run/unsaid; exit 1; } ;;
esac
exec /usr/bin/ip.away "$@"
`;
    await host.bed.a.without(
      "ip",
      async () => {
        await host.start();
        host.isolate("eth0", "eth1");
        await eventually(() => host.bed.a.machine.exists("/run/unsaid"), 15_000, log);
      },
      silentOnce,
    );
    expect(await host.bed.a.holds()).toBe(false);
    host.heal("eth0", "eth1");
    await eventually(() => host.bed.a.holds(), 12_000, log);
    expect(log()).toMatch(/: up -> unknown, exit 9, \d+ ms: ip\(8\) does not say where 10\.120\.0\.10 is after/);
  });
});

describeWith(NEEDS, "hosts that take the virtual IP back", () => {
  const bed = bedOfTests({ takeover: { announcements: 1 } });
  const both = () => [bed.a, bed.b];
  const holders = async () => [await bed.a.holds(), await bed.b.holds()];
  const takeBackOn = ({ machine }: SipServerHost) =>
    machine.run([SCRIPT, "take-back", machine.read("/run/sip-ha/inbound.token").trim()]);
  const takeBack = () => Promise.all(both().map(takeBackOn));

  const ASKED = "arping: nobody can be asked here";

  test.each([
    ["before the address is there", "", `echo "${ASKED}" >&2; exit 1`, 6, "eth1: "],
    [
      "once the address is there",
      " -s 10.120.0.11 ",
      `echo "${ASKED}" >&2; exit 1`,
      6,
      `eth1, so ${VIRTUAL_IP} was taken off again: `,
    ],
    ["but only once, so that it asks again", "", "[ -e /run/asked ] || { : >/run/asked; exit 1; }", 0, undefined],
  ] as const)("take back nothing if they cannot ask the network: %s", async (_, words, line, code, said) => {
    await bed.a.vip("down");
    await bed.a.machine.shell("rm -f /run/asked");
    const fails = `#!/bin/sh\ncase "$*" in *"${words}"*) ${line} ;; esac\nexec /usr/bin/arping.away "$@"\n`;
    const outcome = await bed.a.without("arping", () => takeBackOn(bed.a), fails);
    expect(outcome.code, outcome.stderr).toBe(code);
    if (said !== undefined) expect(outcome.stderr).toContain(`cannot be asked through ${said}${ASKED}`);
    expect(await bed.a.holds()).toBe(code === 0);
  });

  test("do not both keep it if they take it back at the same moment, and before long one of them has it", async () => {
    for (const one of both()) await one.vip("down");
    const atOnce = () => bed.b.without("sleep", takeBack, "#!/bin/sh\n");
    await bed.a.without("sleep", atOnce, "#!/bin/sh\n");
    expect(await holders(), bed.a.log() + bed.b.log()).not.toEqual([true, true]);
    await eventually(async () => {
      if (!(await holders()).includes(true)) await takeBack();
      expect(await holders()).not.toEqual([true, true]);
      return (await holders()).includes(true);
    }, 20_000);
  });
});
