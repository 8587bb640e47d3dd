import { dirname } from "node:path";
import { expect, test } from "vitest";
import { bedOfTests } from "../bed-of-tests";
import { eventually } from "../eventually";
import { describeWith } from "../prerequisites";
import { endAnnouncements, LOG, NEEDS, SCRIPT, VIRTUAL_IP } from "../takeover-bed";

/** Ends neither when it is told to, nor by itself during a test. */
const HANGS = "#!/bin/sh\ntrap '' INT TERM\nexec sleep 3600\n";

describeWith(NEEDS, "what the control script announces in the background", () => {
  const bed = bedOfTests();

  const shell = (line: string) => bed.a.machine.shell(line);
  const log = () => bed.a.log();
  const rounds = () => [...log().matchAll(/announced in (\d+) rounds/g)].map((match) => Number(match[1]));

  test("up announces it again if it is already there", async () => {
    bed.generate({ takeover: { announcements: 1 } });
    for (const times of [1, 2]) {
      await bed.a.vip("up");
      await eventually(() => rounds().length === times, 10_000, log);
    }
  });

  test("ends when somebody takes the virtual IP off by hand, as the peer may have it by then", async () => {
    bed.generate({ takeover: { announcements: 60 } });
    await bed.a.vip("up");
    await shell(`ip address delete ${VIRTUAL_IP}/24 dev eth1`);
    await eventually(() => rounds().length > 0, 20_000, log);
    expect(rounds()[0]).toBeLessThan(60);
  });

  test("goes on if the kernel does not say whether it is there", async () => {
    bed.generate({ takeover: { announcements: 3 } });
    await bed.a.vip("up");
    await bed.a.without("ip", () => eventually(() => rounds().length > 0, 20_000, log));
    expect(rounds()).toEqual([3]);
  });

  test("is one round, with a warning, if the tool hangs, and keeps nobody waiting", async () => {
    bed.generate({ takeover: { announcements: 1 } });
    await bed.a.without(
      "arping",
      async () => {
        expect(await bed.a.vip("up")).toMatchObject({ code: 0, stderr: "" });
        const said = "warning: announced in 1 rounds; the gateway 10.120.0.1 did not answer";
        await eventually(() => log().includes(said), 30_000, log);
      },
      HANGS,
    );
    expect((await bed.a.machine.run(["pgrep", "-f", "sleep 3600"])).code).toBe(1);
  });

  /** Another host holds it from the start and never lets go, and a round takes no time: a real round takes as long as the longest of these. */
  const besideAHolder = async (act: (hardwareAddress: string) => Promise<void>) => {
    await bed.b.machine.shell(`ip address add ${VIRTUAL_IP}/24 dev eth1`);
    const hasten = (tool: string, lines: string, run: () => Promise<void>) =>
      bed.a.without(tool, run, `#!/bin/sh\n${lines}\n`);
    const mac = bed.b.machine.hardwareAddress("eth1").toUpperCase();
    const answers = `case "$*" in *-f\\ -s\\ 10.120.0.11*) echo "Unicast reply from ${VIRTUAL_IP} [${mac}]" ;; *-U*) echo >>/run/rounds ;; esac`;
    await shell("rm -f /run/rounds");
    await hasten("arping", answers, () => hasten("sleep", "exec /usr/bin/sleep.away 0.05", () => act(mac)));
    await bed.b.machine.shell(`ip address delete ${VIRTUAL_IP}/24 dev eth1`);
  };

  test("ends a minute after another host has begun to hold it as well, even if that host never lets go", async () => {
    bed.generate({ takeover: { announcements: 2 } });
    await besideAHolder(async (mac) => {
      await bed.a.machine.run([SCRIPT, "up"]);
      await eventually(() => rounds().length > 0, 60_000, log);
      expect(log()).toContain(`warning: ${mac} holds ${VIRTUAL_IP} as well; the peer is 10.120.0.12`);
    });
    expect(rounds()).toEqual([61]);
  });

  test("goes on against another host that holds it as well even if the log hangs", async () => {
    const { machine } = bed.a;
    bed.generate({ takeover: { announcements: 2 } });
    // A process that opens a pipe waits until another process reads it, so the run itself does not end.
    await shell(`mkdir -p ${dirname(LOG)}; mkfifo ${LOG}`);
    await besideAHolder(async () => {
      machine.spawn([SCRIPT, "up"]);
      await eventually(() => machine.exists("/run/rounds") && machine.read("/run/rounds").length > 10, 20_000);
    });
    await endAnnouncements(machine);
    await shell(`rm ${LOG}`);
  });
});
