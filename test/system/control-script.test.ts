import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { bedOfTests } from "../bed-of-tests";
import { eventually } from "../eventually";
import { describeWith } from "../prerequisites";
import { LOG, NEEDS, SCRIPT, VIRTUAL_IP } from "../takeover-bed";

describeWith(NEEDS, "the control script moves the virtual IP", () => {
  const bed = bedOfTests();
  afterEach(() => bed.client.run(["pkill", "-x", "tcpdump"]));

  /** Makes the client listen for announcements until the end of the test: when it heard each request and each reply, in seconds. */
  const listen = async () => {
    const filter = "arp and arp[14:4] = 0x0a78000a";
    const child = bed.client.spawn(["tcpdump", "--immediate-mode", "-l", "-n", "-tt", "-i", "eth1", filter]);
    const said = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name]!.setEncoding("utf8").on("data", (text: string) => {
        said[name] += text;
      });
    await eventually(
      () => said.stderr.includes("listening on"),
      10_000,
      () => said.stderr,
    );
    const times = (pattern: RegExp) => [...said.stdout.matchAll(pattern)].map((match) => Number(match[1]));
    return {
      requests: () => times(/^(\S+) .*Request who-has 10\.120\.0\.10 .*tell 10\.120\.0\.10/gm),
      replies: () => times(/^(\S+) .*Reply 10\.120\.0\.10 is-at/gm),
    };
  };

  /** How many rounds each finished run has announced, in the order in which the runs ended. */
  const rounds = () => [...bed.a.log().matchAll(/announced in (\d+) rounds/g)].map((match) => Number(match[1]));

  test("up puts it beside the host's own address, with broadcast address and label, and not as the primary address", async () => {
    const outcome = await bed.a.vip("up");
    expect(outcome).toMatchObject({
      code: 0,
      stdout: `inbound-vip: ${VIRTUAL_IP} is up on eth1 of sip-a\n`,
      stderr: "",
    });
    expect(await bed.a.machine.addresses("eth1")).toEqual(["10.120.0.11/24", `${VIRTUAL_IP}/24`]);
    expect(await bed.a.machine.shell(`ip -o -4 address show to ${VIRTUAL_IP}/32`)).toMatch(
      /inet 10\.120\.0\.10\/24 brd 10\.120\.0\.255 scope global secondary eth1:sip\\/,
    );
  });

  test("a takeover moves the client's and the gateway's neighbour entry to the new host", async () => {
    await bed.a.vip("up");
    for (const neighbour of [bed.client, bed.router]) {
      await neighbour.reaches(VIRTUAL_IP);
      expect(await neighbour.neighbour(VIRTUAL_IP)).toBe(bed.a.machine.hardwareAddress("eth1"));
    }
    // A kernel keeps a newly learned entry for a second, whatever else it hears.
    await sleep(1_200);
    expect((await bed.a.vip("down")).code).toBe(0);
    expect((await bed.b.vip("up")).code).toBe(0);
    for (const neighbour of [bed.client, bed.router])
      await eventually(
        async () => (await neighbour.neighbour(VIRTUAL_IP)) === bed.b.machine.hardwareAddress("eth1"),
        1_500,
      );
    await bed.client.reaches(VIRTUAL_IP);
  });

  test("a gateway that ignores gratuitous ARP moves its entry because of the question that it is asked", async () => {
    bed.generate({ takeover: { announcements: 2 } });
    await bed.router.shell("echo 1 >/proc/sys/net/ipv4/conf/eth1/drop_gratuitous_arp; ip neighbour flush dev eth1");
    await bed.a.vip("up");
    await bed.router.reaches(VIRTUAL_IP);
    await sleep(1_200);
    await bed.a.vip("down");
    await bed.b.vip("up");
    await eventually(
      async () => (await bed.router.neighbour(VIRTUAL_IP)) === bed.b.machine.hardwareAddress("eth1"),
      1_500,
    );
    await bed.router.shell("echo 0 >/proc/sys/net/ipv4/conf/eth1/drop_gratuitous_arp");
    await eventually(() => /the gateway 10\.120\.0\.1 answered in round 1/.test(bed.b.log()), 8_000);
  });

  test("announces a request and a reply a second, the first at once, without keeping the caller waiting", async () => {
    const heard = await listen();
    const outcome = await bed.a.vip("up");
    expect(outcome.milliseconds).toBeLessThan(1_000);
    await eventually(() => rounds().length > 0, 15_000);
    const [requests, replies] = [heard.requests(), heard.replies()];
    expect([requests.length, replies.length]).toEqual([5, 5]);
    const steps = requests.slice(1).map((time, index) => time - requests[index]!);
    expect(Math.min(...steps)).toBeGreaterThan(0.9);
    expect(Math.max(...steps)).toBeLessThan(2);
  });

  test("down silences the announcements of an earlier up", async () => {
    const heard = await listen();
    await bed.a.vip("up");
    await eventually(() => heard.requests().length >= 2);
    await bed.a.vip("down");
    await eventually(() => rounds().length > 0);
    const [announced] = rounds();
    expect(announced).toBeLessThan(5);
    // For longer than a round takes.
    await sleep(1_500);
    expect(heard.requests()).toHaveLength(announced!);
    // It may end between a request and its reply.
    expect([announced, announced! - 1]).toContain(heard.replies().length);
  });

  test("a newer run takes over the announcing from an older one", async () => {
    bed.generate({ takeover: { announcements: 3 } });
    await bed.a.vip("up");
    await bed.a.vip("announce");
    await eventually(() => rounds().length === 2, 10_000);
    const [older, newer] = rounds();
    expect(older).toBeLessThan(3);
    expect(newer).toBe(3);
  });

  test("the announcing in the background does not hold the lock", async () => {
    await bed.a.vip("up");
    expect((await bed.a.vip("down")).milliseconds).toBeLessThan(1_000);
  });

  test("closing the output at once does not stop the move", async () => {
    await bed.a.machine.shell(`${SCRIPT} up | true`);
    await eventually(() => bed.a.holds());
    await bed.a.machine.shell(`${SCRIPT} down >&- 2>&-`);
    expect(await bed.a.holds()).toBe(false);
  });

  test("keeps the log under a megabyte, with one older file", async () => {
    await bed.a.machine.shell(`mkdir -p /var/log/sip-ha; head -c 950000 /dev/zero | tr '\\0' x >${LOG}`);
    await bed.a.vip("down");
    expect(bed.a.machine.read(`${LOG}.1`).length).toBe(950_000);
    expect(bed.a.log().split("\n").length).toBe(2);
  });

  test("marks that a role was assigned, which keeps the release at boot away", async () => {
    await bed.a.machine.shell("rm -f /run/sip-ha/inbound.role");
    await bed.a.vip("status");
    await bed.a.vip("announce");
    await bed.a.vip("boot");
    expect(bed.a.machine.exists("/run/sip-ha/inbound.role")).toBe(false);
    const role = () => bed.a.machine.read("/run/sip-ha/inbound.role");
    await bed.a.vip("up");
    expect(role()).toBe("up\n");
    await bed.a.vip("down");
    expect(role()).toBe("down\n");
    const token = bed.a.machine.read("/run/sip-ha/inbound.token").trim();
    await bed.a.machine.run([SCRIPT, "take-back", token]);
    expect(role()).toBe("take-back\n");
  });
});
