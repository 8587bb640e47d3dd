import { beforeEach, expect, test } from "vitest";
import { bedOfTests } from "../bed-of-tests";
import { eventually } from "../eventually";
import { describeWith } from "../prerequisites";
import { NEEDS, VIRTUAL_IP } from "../takeover-bed";

const LEFT = "warning: tracked connections could not be deleted";

describeWith({ ...NEEDS, tools: [...NEEDS.tools, "conntrack"] }, "the optional parts of the control script", () => {
  const bed = bedOfTests();
  beforeEach(async () => {
    await shell("ip route flush exact default; conntrack -F 2>/dev/null");
  });

  const shell = (line: string) => bed.a.machine.shell(line);
  const source = async (target: string) => / src (\S+)/.exec(await shell(`ip -o route get ${target}`))?.[1];

  test("packets leave with the host's own address unless something else is declared", async () => {
    await bed.a.vip("up");
    expect(await source("10.120.0.50")).toBe("10.120.0.11");
  });

  test("packets leave with the virtual IP while it is here, to both halves of the network and beyond it", async () => {
    bed.generate({ takeover: { sourceAddress: "virtual-ip" } });
    await shell("ip route add default via 10.120.0.1 dev eth1");
    const before = await shell("ip route");
    for (const round of [1, 2]) {
      expect((await bed.a.vip("up")).code, `round ${round}`).toBe(0);
      for (const target of ["10.120.0.1", "10.120.0.50", "10.120.0.200", "203.0.113.9"])
        expect(await source(target)).toBe(VIRTUAL_IP);
      expect(await source("10.110.0.5")).toBe("10.110.0.11");
      expect((await shell("ip -o route get 203.0.113.9")).trim()).toMatch(/via 10\.120\.0\.1 dev eth1/);
    }
    await bed.client.reaches(VIRTUAL_IP);
    expect((await bed.a.vip("down")).code).toBe(0);
    expect(await shell("ip route")).toBe(before);
    expect(await source("10.120.0.50")).toBe("10.120.0.11");
  });

  test("leaves a default route through another interface alone", async () => {
    bed.generate({ takeover: { sourceAddress: "virtual-ip" } });
    await shell("ip route add default via 10.110.0.5 dev eth0");
    expect((await bed.a.vip("up")).code).toBe(0);
    expect(await source("203.0.113.9")).toBe("10.110.0.11");
    expect(await source("10.120.0.50")).toBe(VIRTUAL_IP);
  });

  test("leaves a default route through another interface alone if the kernel prefers it to its own", async () => {
    bed.generate({ takeover: { sourceAddress: "virtual-ip" } });
    await shell(
      "ip route add default via 10.120.0.1 dev eth1 metric 101; ip route add default via 10.110.0.5 dev eth0 metric 100",
    );
    expect((await bed.a.vip("up")).code).toBe(0);
    expect(await source("203.0.113.9")).toBe("10.110.0.11");
    expect(await source("10.120.0.50")).toBe(VIRTUAL_IP);
  });

  test("announce sets routes again that an interface has lost by going down and up", async () => {
    bed.generate({ takeover: { sourceAddress: "virtual-ip" } });
    await bed.a.vip("up");
    await shell("ip link set eth1 down; ip link set eth1 up");
    expect(await source("10.120.0.50")).toBe("10.120.0.11");
    expect((await bed.a.vip("announce")).code).toBe(0);
    expect(await source("10.120.0.50")).toBe(VIRTUAL_IP);
  });

  test("the routes disappear with the address, even if a kill or a person removes it", async () => {
    bed.generate({ takeover: { sourceAddress: "virtual-ip" } });
    const before = await shell("ip route");
    await bed.a.vip("up");
    await shell(`ip address delete ${VIRTUAL_IP}/24 dev eth1`);
    expect(await shell("ip route")).toBe(before);
  });

  test.each([
    ["refuses the routes", "echo refused >&2; exit 2", "the route to 10.120.0.0/25 cannot be set: refused"],
    ["sets no routes", "exit 0", `packets to 10.120.0.12 do not leave with ${VIRTUAL_IP}: see ip route`],
  ])("fails with 9 if the kernel %s by which packets leave with the virtual IP", async (_, does, said) => {
    bed.generate({ takeover: { sourceAddress: "virtual-ip" } });
    const instead = `#!/bin/sh\ncase " $* " in *" route replace "*) ${does} ;; esac\nexec /usr/bin/ip.away "$@"\n`;
    for (const command of ["up", "announce"])
      expect(await bed.a.without("ip", () => bed.a.vip(command), instead), command).toMatchObject({
        code: 9,
        stderr: `inbound-vip: ${said}\n`,
      });
  });

  test("take and release both delete tracked connections to the virtual IP, and no others", async () => {
    bed.generate({ takeover: { flushConnectionTracking: true } });
    const insert = (address: string) =>
      shell(`conntrack -I -s 10.120.0.50 -d ${address} -p udp --sport 5060 --dport 5060 -t 120 2>/dev/null`);
    const tracked = async () =>
      (await shell("conntrack -L 2>/dev/null"))
        .trim()
        .split("\n")
        .filter((line) => line !== "").length;
    await insert(VIRTUAL_IP);
    await insert("10.120.0.11");
    expect(await tracked()).toBe(2);
    expect((await bed.a.vip("up")).code).toBe(0);
    expect(await tracked()).toBe(1);
    await insert(VIRTUAL_IP);
    expect((await bed.a.vip("up")).code).toBe(0);
    expect(await tracked()).toBe(2);
    expect((await bed.a.vip("down")).code).toBe(0);
    expect(await tracked()).toBe(1);
    expect(bed.a.log()).not.toContain(LEFT);
  });

  test("without conntrack the virtual IP still moves, and the log says what was left", async () => {
    bed.generate({ takeover: { flushConnectionTracking: true } });
    const codes = await bed.a.without("conntrack", async () => [
      (await bed.a.vip("up")).code,
      (await bed.a.vip("announce")).code,
      (await bed.a.vip("down")).code,
    ]);
    expect(codes).toEqual([0, 0, 0]);
    expect(bed.a.log().split(LEFT)).toHaveLength(3);
  });

  test("the absence of tracked connections is no error", async () => {
    bed.generate({ takeover: { flushConnectionTracking: true } });
    expect(await bed.a.vip("up")).toMatchObject({ code: 0, stderr: "" });
    expect(bed.a.log()).not.toContain(LEFT);
  });

  test("a virtual IP in a network without a gateway is still announced", async () => {
    bed.generate({ voice: { gateway: undefined }, takeover: { announcements: 1 } });
    expect((await bed.a.vip("up")).code).toBe(0);
    await eventually(() => /announced in 1 rounds$/m.test(bed.a.log()));
  });
});
