import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { ConflictPolicy } from "../../lib/options/ip-address-takeover/model";
import { bedOfTests } from "../bed-of-tests";
import { eventually } from "../eventually";
import { describeWith } from "../prerequisites";
import { NEEDS, SCRIPT, VIRTUAL_IP } from "../takeover-bed";

describeWith(NEEDS, "the control script against another host that holds the virtual IP", () => {
  const bed = bedOfTests();

  const generate = (conflictPolicy: ConflictPolicy) =>
    bed.generate({ takeover: { conflictPolicy, probeTimeout: "2s" } });

  test("take-at-once takes it without asking, names the other holder, and keeps announcing", async () => {
    await bed.a.machine.shell(`ip address add ${VIRTUAL_IP}/24 dev eth1`);
    await bed.client.reaches(VIRTUAL_IP);
    const outcome = await bed.b.vip("up");
    expect(outcome.code).toBe(0);
    expect(outcome.milliseconds).toBeLessThan(1_000);
    const mac = bed.a.machine.hardwareAddress("eth1").toUpperCase();
    await eventually(
      () => bed.b.log().includes(`warning: ${mac} holds ${VIRTUAL_IP} as well; the peer is 10.120.0.11`),
      4_000,
    );
    await eventually(
      async () => (await bed.client.neighbour(VIRTUAL_IP)) === bed.b.machine.hardwareAddress("eth1"),
      4_000,
    );
    // Five rounds would be over by then: it goes on while the other host holds the address.
    await sleep(5_500);
    expect(bed.b.log()).not.toMatch(/announced in/);
    await bed.a.machine.shell(`ip address delete ${VIRTUAL_IP}/24 dev eth1`);
    await eventually(() => /announced in \d+ rounds/.test(bed.b.log()), 8_000);
    expect(bed.b.log().match(/as well/g)).toHaveLength(1);
  });

  test("an old holder that misses one answer is not mistaken for a host that has taken over", async () => {
    await bed.a.machine.shell(`ip address add ${VIRTUAL_IP}/24 dev eth1`);
    const losing = `#!/bin/sh
case $* in '-f -s 10.120.0.12 -I eth1 ${VIRTUAL_IP}')
  [ -e /tmp/lost ] || { : >/tmp/lost; echo 'Received 0 response(s)'; exit 1; }
  rm /tmp/lost
esac
exec /usr/bin/arping.away "$@"
`;
    await bed.b.without(
      "arping",
      async () => {
        await bed.b.vip("up");
        await eventually(() => / as well/.test(bed.b.log()));
      },
      losing,
    );
    await bed.a.machine.shell(`ip address delete ${VIRTUAL_IP}/24 dev eth1`);
    const mac = bed.a.machine.hardwareAddress("eth1").toUpperCase();
    expect(bed.b.log()).toContain(`warning: ${mac} holds ${VIRTUAL_IP} as well; the peer is 10.120.0.11`);
  });

  test("a host that has taken it stops announcing once another host takes it later, even during its own rounds", async () => {
    const [first, second] = [bed.a, bed.b].map((host) => host.machine.hardwareAddress("eth1"));
    await bed.client.shell(`ping -q -c 1 -W 1 ${VIRTUAL_IP} || true`);
    await bed.a.vip("up");
    await eventually(async () => (await bed.client.neighbour(VIRTUAL_IP)) === first);
    // In step with the rounds of the first host, so that each of its announcements would come after one of the second host.
    await sleep(2_950);
    await bed.b.vip("up");
    const warning = `warning: ${second!.toUpperCase()} has taken ${VIRTUAL_IP}, which this host holds as well; the peer is 10.120.0.12`;
    await eventually(() => bed.a.log().includes(warning), 4_000);
    await eventually(() => /announced in \d rounds/.test(bed.a.log()), 4_000);
    await eventually(async () => (await bed.client.neighbour(VIRTUAL_IP)) === second, 4_000);
    for (let look = 0; look < 30; look++) {
      expect(await bed.client.neighbour(VIRTUAL_IP)).toBe(second);
      await sleep(100);
    }
    expect(bed.b.log()).toContain("holds 10.120.0.10 as well");
  });

  test.each(["probe-first", "refuse"] as const)(
    "%s takes an address that nobody holds after asking for a moment",
    async (policy) => {
      generate(policy);
      const outcome = await bed.a.vip("up");
      expect(outcome.code).toBe(0);
      expect(outcome.milliseconds).toBeGreaterThan(200);
      expect(outcome.milliseconds).toBeLessThan(1_500);
    },
  );

  test("probe-first takes it from a peer that does not release once the time is over, and logs it", async () => {
    generate("probe-first");
    await bed.b.vip("up");
    const outcome = await bed.a.vip("up");
    expect(outcome.code).toBe(0);
    expect(outcome.milliseconds).toBeGreaterThan(2_000);
    expect(outcome.milliseconds).toBeLessThan(4_000);
    const mac = bed.b.machine.hardwareAddress("eth1").toUpperCase();
    expect(bed.a.log()).toContain(
      `warning: taking ${VIRTUAL_IP} though ${mac} may hold it, after 2000 ms; the peer is 10.120.0.12`,
    );
  });

  test("refuse fails with 7 and leaves the address where it is", async () => {
    generate("refuse");
    await bed.b.vip("up");
    const outcome = await bed.a.vip("up");
    const mac = bed.b.machine.hardwareAddress("eth1").toUpperCase();
    expect(outcome).toMatchObject({
      code: 7,
      stderr: `inbound-vip: ${mac} still answers for ${VIRTUAL_IP} after 2000 ms; the peer is 10.120.0.12: release it first\n`,
    });
    expect([await bed.a.holds(), await bed.b.holds()]).toEqual([false, true]);
  });

  test("refuse takes nothing if the interface has sent no question, as then no silence counts as an answer", async () => {
    const unsent = "#!/bin/sh\necho 'Sent 0 probes (0 broadcast(s))'; echo 'Received 0 response(s)'; exit 1\n";
    generate("refuse");
    const outcome = await bed.a.without("arping", () => bed.a.vip("up"), unsent);
    expect(outcome.code).toBe(6);
    expect(outcome.stderr).toContain("the network cannot be asked through eth1: Sent 0 probes");
    expect(await bed.a.holds()).toBe(false);
  });

  test("without a link refuse takes nothing, as two hosts would hold the address once the cable is back; probe-first takes it once the time is over and says why", async () => {
    await bed.b.vip("up");
    generate("refuse");
    bed.bed.cable("sip-a", "eth1", false);
    const refused = await bed.a.vip("up");
    const held = await bed.a.holds();
    generate("probe-first");
    const taken = await bed.a.vip("up");
    await bed.a.vip("down");
    bed.bed.cable("sip-a", "eth1", true);
    expect(refused).toMatchObject({
      code: 6,
      stderr: "inbound-vip: the network cannot be asked through eth1: it has no link; is the cable in?\n",
    });
    expect(held).toBe(false);
    expect(taken).toMatchObject({ code: 0, stderr: "" });
    expect(taken.milliseconds).toBeGreaterThan(2_000);
    expect(bed.a.log()).toContain(
      `warning: eth1 has no carrier; is the cable in?; taking ${VIRTUAL_IP} though an unknown host may hold it, after 2000 ms`,
    );
  });

  test("refuse keeps asking until its link is up, and then finds the holder", async () => {
    await bed.b.vip("up");
    bed.generate({ takeover: { conflictPolicy: "refuse", probeTimeout: "4s" } });
    bed.bed.cable("sip-a", "eth1", false);
    const running = bed.a.vip("up");
    await sleep(1_000);
    bed.bed.cable("sip-a", "eth1", true);
    expect((await running).code).toBe(7);
    expect(await bed.a.holds()).toBe(false);
  });

  test("take-back takes nothing without a link, and goes on from there when it is repeated", async () => {
    await bed.a.vip("up");
    await bed.a.vip("down");
    const takeBack = () =>
      bed.a.machine.run([SCRIPT, "take-back", bed.a.machine.read("/run/sip-ha/inbound.token").trim()]);
    await bed.b.vip("up");
    bed.bed.cable("sip-a", "eth1", false);
    const without = await takeBack();
    const held = await bed.a.holds();
    bed.bed.cable("sip-a", "eth1", true);
    expect(without).toMatchObject({
      code: 6,
      stderr: "inbound-vip: the network cannot be asked through eth1: it has no link; is the cable in?\n",
    });
    expect(held).toBe(false);
    expect((await takeBack()).code).toBe(7);
  });

  test("refuse fails with 6, not 7, if it cannot ask the network", async () => {
    generate("refuse");
    const outcome = await bed.a.without("arping", () => bed.a.vip("up"), "#!/bin/sh\nexit 1\n");
    expect(outcome.code).toBe(6);
    expect(outcome.stderr).toMatch(/the network cannot be asked through eth1/);
    expect(await bed.a.holds()).toBe(false);
  });

  test("two hosts that are ordered to take it at the same moment end with one holder", async () => {
    generate("probe-first");
    await bed.a.vip("up");
    const [down, up] = await Promise.all([bed.a.vip("down"), bed.b.vip("up")]);
    expect([down.code, up.code]).toEqual([0, 0]);
    expect([await bed.a.holds(), await bed.b.holds()]).toEqual([false, true]);
  });

  test("both hosts hold it after a pulled cable is back, and down on the old holder ends that", async () => {
    await bed.a.vip("up");
    bed.bed.cable("sip-a", "eth1", false);
    expect((await bed.b.vip("up")).code).toBe(0);
    expect((await bed.a.vip("up")).code).toBe(0);
    expect(bed.a.log()).toMatch(/warning: eth1 has no carrier/);
    bed.bed.cable("sip-a", "eth1", true);
    const holders = async () => {
      const seen = await bed.client.run(["arping", "-b", "-c", "2", "-w", "3", "-I", "eth1", VIRTUAL_IP]);
      return [...new Set([...seen.stdout.matchAll(/\[([^\]]+)\]/g)].map((match) => match[1]!.toLowerCase()))].sort();
    };
    const [a, b] = [bed.a, bed.b].map((host) => host.machine.hardwareAddress("eth1"));
    await eventually(async () => (await holders()).length === 2, 10_000);
    expect(await holders()).toEqual([a, b].sort());
    await bed.a.vip("down");
    expect(await holders()).toEqual([b]);
    expect(bed.a.machine.exists(SCRIPT)).toBe(true);
  });
});
