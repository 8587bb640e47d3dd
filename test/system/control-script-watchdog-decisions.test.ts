import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { eventually } from "../eventually";
import { describeWith } from "../prerequisites";
import { LOG, SCRIPT } from "../takeover-bed";
import { WATCHED_NEEDS, WatchedHost } from "../watched-host";

const SETTINGS = {
  takeover: { announcements: 1, watchdog: { interval: "1s", isolationTimeout: "2s", announceInterval: "5s" } },
} as const;

describeWith(WATCHED_NEEDS, "the watchdog beside slow tools and other people", () => {
  const host = new WatchedHost(SETTINGS);
  const log = () => host.bed.a.log();

  test("releases the virtual IP of a host that is cut off even if its tools hang", async () => {
    await host.bed.a.vip("up");
    await host.bed.a.without(
      "ping",
      async () => {
        await host.start();
        host.isolate("eth0", "eth1");
        await eventually(async () => !(await host.bed.a.holds()), 50_000, log);
      },
      "#!/bin/sh\ntrap '' TERM\nexec sleep 3600\n",
    );
    expect(log()).toMatch(/warning: cut off for \d+ ms: releasing 10\.120\.0\.10/);
  });

  test("releases the virtual IP of a host that is cut off even if its log hangs, as on a lost network disk", async () => {
    const { machine } = host.bed.a;
    const token = () => machine.read("/run/sip-ha/inbound.token");
    await host.bed.a.vip("up");
    const before = token();
    await host.start();
    // A process that opens a pipe waits until another process reads it.
    await machine.shell(`rm ${LOG}; mkfifo ${LOG}`);
    try {
      // The control script cannot end that announcement, as it cannot write its line.
      await eventually(async () => token() !== before, 15_000);
      host.isolate("eth0", "eth1");
      await eventually(async () => !(await host.bed.a.holds()), 20_000);
    } finally {
      await machine.shell(`rm ${LOG}`);
    }
  });

  test("looks and announces as often as declared, and not more often", async () => {
    await host.bed.a.vip("up");
    const noting = (tool: string, words: string) =>
      `#!/bin/sh\ncase "$*" in *"${words}"*) cut -d ' ' -f 1 /proc/uptime >>/run/${tool}.seconds ;; esac\nexec /usr/bin/${tool}.away "$@"\n`;
    const seconds = (tool: string) => {
      const file = `/run/${tool}.seconds`;
      const { machine } = host.bed.a;
      return machine.exists(file) ? machine.read(file).trim().split("\n").map(Number) : [];
    };
    await host.bed.a.machine.shell("rm -f /run/*.seconds");
    await host.bed.a.without(
      "ping",
      () =>
        host.bed.a.without(
          "arping",
          async () => {
            await host.start();
            await host.announces(2);
          },
          // Before each announcement it asks who has the virtual IP.
          noting("arping", "-f -c 2 -w 2"),
        ),
      noting("ping", "10.110.0.5"),
    );
    const steps = (times: readonly number[]) => times.slice(1).map((time, index) => time - times[index]!);
    const [looks, asked] = [seconds("ping"), seconds("arping")];
    expect(Math.min(...steps(looks)), looks.join(" ")).toBeGreaterThanOrEqual(1);
    // The time of a look is that of its beginning, shortly before it is written down here.
    expect(Math.min(...steps([looks[0]!, ...asked])), asked.join(" ")).toBeGreaterThan(4.5);
  });

  test.each([
    ["before", `${SCRIPT}.real down >&2; exec ${SCRIPT}.real "$@"`],
    // The watchdog counts the run as over when no process has its output any more: here the shell that waits for the other shell.
    [
      "after",
      `{ until grep -q " release: up -> down" ${LOG}; do sleep 0.02; done; ${SCRIPT}.real down >&2; true; } & exec ${SCRIPT}.real "$@"`,
    ],
  ])(
    "does not take back what somebody else has taken off just %s the release, as that was a decision",
    async (when, down) => {
      const { machine } = host.bed.a;
      await host.bed.a.vip("up");
      await machine.shell(`mv ${SCRIPT} ${SCRIPT}.real`);
      machine.write(SCRIPT, `#!/bin/sh\n[ "$1" = release ] || exec ${SCRIPT}.real "$@"\n${down}\n`);
      await host.start();
      host.isolate("eth0", "eth1");
      await eventually(() => log().split(/ (?:down|release): /).length > 2, 30_000, log);
      await machine.shell(`mv -f ${SCRIPT}.real ${SCRIPT}`);
      host.heal("eth0", "eth1");
      // Longer than two looks; the second one takes back what it can.
      await sleep(6_000);
      expect(await host.bed.a.holds(), when).toBe(false);
      expect(log()).not.toMatch(/taking it back/);
    },
  );
});
