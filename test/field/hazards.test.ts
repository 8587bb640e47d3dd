import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../eventually";
import { describeWith } from "../prerequisites";
import { serves } from "./failover";
import { OPERATION_NEEDS, Operation, SCRIPT } from "./operation";
import { TIMES } from "./times";

describeWith(OPERATION_NEEDS, "what gets in the way of a pair in operation", () => {
  let operation: Operation;
  beforeAll(async () => {
    operation = await Operation.open(readFileSync(join(__dirname, "environment.yaml"), "utf8"));
  });
  afterAll(() => operation?.close());

  /** Switches over, and returns the host that is to serve then. */
  const switchOver = async (): Promise<string> => {
    const [active, standby] = await operation.activeAndStandby();
    operation.layer.switchOver(active.application);
    return standby.host;
  };

  /** Whether the client sends to a host. */
  const sendsTo = (host: string) => async () =>
    (await operation.client.neighbour(operation.virtualIp)) === operation.hardwareAddress(host);

  test("scripts that somebody else runs too, one after the other and at once, change nothing", async () => {
    for (let time = 0; time < TIMES; time++) {
      const [active, standby] = await operation.activeAndStandby();
      const run = (host: string, command: string) => operation.machine(host).run([SCRIPT, command]);
      const outcomes = [await run(active.host, "up"), await run(active.host, "up"), await run(standby.host, "down")];
      outcomes.push(...(await Promise.all([0, 1, 2].map(() => run(active.host, "up")))));
      expect(outcomes.map(({ code }) => code)).toEqual(outcomes.map(() => 0));
      const next = await switchOver();
      await Promise.all([run(next, "up"), run(active.host, "down")]);
      await serves(operation, next);
    }
  });

  test("the next run repairs what a script that was killed half way has left", async () => {
    for (let time = 0; time < TIMES; time++) {
      const next = await switchOver();
      await sleep(time * 5);
      for (const host of ["sip-a", "sip-b"])
        await operation.machine(host).run(["pkill", "-9", "-f", "[i]nbound-vip (up|down)"]);
      const [active, peer] = next === "sip-a" ? ["sip-a", "sip-b"] : ["sip-b", "sip-a"];
      await sleep(100);
      await operation.machine(peer).shell(`${SCRIPT} down`);
      await operation.machine(active).shell(`${SCRIPT} up`);
      await serves(operation, active);
    }
  });

  test("a stranger that has the virtual IP loses the client to the new primary, again and again until the stranger lets go", async () => {
    const stranger = operation.machine("router");
    await serves(operation, (await operation.activeAndStandby())[0].host);
    for (let time = 0; time < TIMES; time++) {
      await stranger.shell(
        `ip address add ${operation.virtualIp}/32 dev eth1 && arping -q -U -c 1 -w 1 -I eth1 ${operation.virtualIp}`,
      );
      const next = await switchOver();
      await operation.settled(next);
      await eventually(sendsTo(next));
      await stranger.shell(`ip address delete ${operation.virtualIp}/32 dev eth1`);
      await serves(operation, next);
    }
    expect(operation.machine("sip-a").read("/var/log/sip-ha/inbound-vip.log")).toMatch(/holds 10\.120\.0\.10 as well/);
  });

  test("a client that ignores announcements uses its old entry until it renews that entry, and is served then", async () => {
    const settings = {
      drop_gratuitous_arp: "/proc/sys/net/ipv4/conf/eth1/drop_gratuitous_arp",
      base_reachable_time_ms: "/proc/sys/net/ipv4/neigh/eth1/base_reachable_time_ms",
      delay_first_probe_time: "/proc/sys/net/ipv4/neigh/eth1/delay_first_probe_time",
      retrans_time_ms: "/proc/sys/net/ipv4/neigh/eth1/retrans_time_ms",
    };
    // Half a minute with the kernel's own times; they are shortened here, as it is done ten times.
    const values = {
      drop_gratuitous_arp: 1,
      base_reachable_time_ms: 500,
      delay_first_probe_time: 1,
      retrans_time_ms: 100,
    };
    for (const [key, value] of Object.entries(values))
      await operation.client.shell(`echo ${value} >${settings[key as keyof typeof settings]}`);
    for (let time = 0; time < TIMES; time++) {
      const next = await switchOver();
      const traffic = operation.client.spawn(["ping", "-q", "-i", "0.1", operation.virtualIp]);
      await eventually(sendsTo(next), 15_000);
      // The process that was started only entered the machine; ping is another process there.
      await operation.client.shell("pkill -x ping");
      traffic.kill("SIGKILL");
      await serves(operation, next);
    }
  });
});
