import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { controlScript } from "../../../lib/options/ip-address-takeover/windows/control-script";
import { textOf } from "../../../lib/text/file-text";
import { eventually } from "../../eventually";
import type { NetworkBed } from "../../network-namespace";
import { describeWith } from "../../prerequisites";
import type { SampleOverrides } from "../../sample-topology";
import { INTERFACE, LOG, SCRIPT, STATE, windowsSides } from "../../wine/sample";
import { WINE_NEEDS, WineHost } from "../../wine/wine-host";

const VIRTUAL_IP = "10.120.0.10";
const KEY = "HKLM\\HARDWARE\\DESCRIPTION\\System";
const said = (text: string) => `inbound-vip: ${text}\n`;
const UP = { code: 0, stdout: said(`${VIRTUAL_IP} is up on ${INTERFACE} of sip-a`), stderr: "" };
const RELEASED = { code: 0, stdout: said(`${VIRTUAL_IP} is released by sip-a`), stderr: "" };
const held = (store = "active", prefix = 24) => `11|${VIRTUAL_IP}|${prefix}|Manual|${store}|0|Preferred\n`;

describeWith(WINE_NEEDS, "the control script on Windows", () => {
  let bed: NetworkBed;
  let host: WineHost;
  beforeAll(async () => {
    ({ bed, host } = await WineHost.openBed());
  });
  afterAll(() => bed?.close());
  beforeEach(async () => {
    generate();
    for (const [file, content] of Object.entries(STATE)) host.setState(file, content);
    for (const file of ["arp-cache", "calls", "language", "netsh-lies", "broken-netsh", "kernel"])
      host.setState(file, undefined);
    await host.cmd(["reg", "delete", KEY, "/v", "sip-ha-inbound", "/f"]);
    host.remove(LOG);
  });

  const generate = (overrides: SampleOverrides = {}) =>
    host.write(SCRIPT, textOf(controlScript(windowsSides(overrides).a)));
  const vip = (...words: string[]) => host.cmd([SCRIPT, ...words]);
  const log = () => (host.exists(LOG) ? host.read(LOG) : "");

  test.each(["de", "two words"])("does the same if Windows speaks another language: %s", async (language) => {
    host.setState("language", language);
    expect(await vip("up")).toMatchObject(UP);
    expect(await vip("status")).toMatchObject({ code: 0 });
    expect(await vip("down")).toMatchObject(RELEASED);
    host.setState("addresses", STATE.addresses!.replace("10.120.0.11|24|Manual", "10.120.0.11|24|Dhcp"));
    expect((await vip("up")).code).toBe(6);
  });

  test("waits until Windows uses the address, which status does not report as up earlier", async () => {
    host.setState("dad-milliseconds", "4000");
    const up = vip("up");
    await eventually(() => host.state("addresses").includes(VIRTUAL_IP), 10_000);
    expect(await vip("status")).toMatchObject({ code: 9, stderr: expect.stringMatching(/^inbound-vip: pending: /) });
    const outcome = await up;
    expect(outcome).toMatchObject(UP);
    expect(outcome.milliseconds).toBeGreaterThan(4_000);
  });

  test("gives up in time if Windows never decides whether it may use the address", async () => {
    generate({ takeover: { probeTimeout: "2s" } });
    host.setState("dad-milliseconds", "600000");
    const outcome = await vip("up");
    expect(outcome).toMatchObject({ code: 7, stderr: expect.stringContaining("another host still answers") });
    expect(outcome.milliseconds).toBeLessThan(30_000);
    expect(host.state("addresses")).not.toContain(VIRTUAL_IP);
  });

  test("takes an address that a run left behind unused", async () => {
    host.setState("addresses", STATE.addresses + held().replace("Preferred", "Duplicate"));
    expect(await vip("up")).toMatchObject(UP);
    expect(log()).toMatch(/up: pending -> up, exit 0/);
  });

  test("is up without a cable, and warns of that in the log", async () => {
    host.setState("interfaces", STATE.interfaces!.replace("2|connected", "2|disconnected"));
    expect(await vip("up")).toMatchObject(UP);
    expect(log()).toContain(`warning: ${INTERFACE} has no carrier; is the cable in?`);
  });

  test("refuses to turn DHCP off", async () => {
    host.setState("addresses", STATE.addresses!.replace("10.120.0.11|24|Manual", "10.120.0.11|24|Dhcp"));
    expect(await vip("up")).toMatchObject({
      code: 6,
      stderr: said(
        `the host's own address 10.120.0.11 comes from DHCP, which adding ${VIRTUAL_IP} would turn off: make it static`,
      ),
    });
    expect(host.state("calls")).not.toContain("add address");
  });

  test("an address with another prefix length is misplaced, and down removes it", async () => {
    host.setState("addresses", STATE.addresses + held("active", 32));
    const place = `${VIRTUAL_IP} in the network ${VIRTUAL_IP}/32 on ${INTERFACE}`;
    expect(await vip("status")).toMatchObject({
      code: 6,
      stderr: said(`misplaced: sip-a has ${place}, which should be ${VIRTUAL_IP}/24 on ${INTERFACE}`),
    });
    expect((await vip("up")).code).toBe(6);
    expect(await vip("down")).toMatchObject(RELEASED);
  });

  test("does not believe netsh's exit code: a missing address is not up, and one that is still there is not released", async () => {
    host.setState("netsh-lies", "");
    expect(await vip("up")).toMatchObject({
      code: 9,
      stderr: expect.stringMatching(/is not on Local Area Connection 2 after adding it/),
    });
    host.setState("addresses", STATE.addresses + held());
    expect(await vip("down")).toMatchObject({
      code: 9,
      stderr: expect.stringMatching(/is still on Local Area Connection 2/),
    });
  });

  test("reports no state of an address if netsh says nothing", async () => {
    host.setState("broken-netsh", "1");
    for (const command of ["up", "down", "status"]) expect((await vip(command)).code, command).toBe(9);
  });

  test("a watchdog's release or take-back leaves role and number as they were if netsh says nothing", async () => {
    expect(await vip("up")).toMatchObject(UP);
    host.setState("broken-netsh", "1");
    for (const command of ["release", "take-back"]) expect((await vip(command, "1")).code, command).toBe(9);
    host.setState("broken-netsh", undefined);
    // It is the number of the up.
    expect(await vip("release", "1")).toMatchObject(RELEASED);
  });

  test("logs whether the gateway sends to it", async () => {
    expect((await vip("up")).code).toBe(0);
    expect(log()).toContain("announced in 1 rounds; the gateway 10.120.0.1 answered in round 1");
    expect(host.state("calls")).toMatch(/ping\.exe" -n 1 -w 1000 -S "10\.120\.0\.10" "10\.120\.0\.1"/);
    host.setState("others", "");
    generate({ takeover: { announcements: 2 } });
    expect((await vip("announce")).code).toBe(0);
    expect(log()).toContain("warning: announced in 2 rounds; the gateway 10.120.0.1 did not answer");
  });

  test("keeps its log small", async () => {
    host.write(LOG, "x".repeat(900_001));
    await vip("down");
    expect(log().length).toBeLessThan(1_000);
    expect(host.read(`${LOG}.1`).length).toBe(900_001);
  });

  describe("at boot", () => {
    test("does not believe an earlier role: it releases an address of the network's configuration, there too", async () => {
      expect(await vip("up")).toMatchObject(UP);
      await host.reboot();
      host.setState("addresses", STATE.addresses + held("both"));
      expect(await vip("boot")).toMatchObject(RELEASED);
      expect(host.state("addresses")).toBe(STATE.addresses);
    });

    test("removes an address from the configuration that is configured but not active", async () => {
      host.setState("addresses", STATE.addresses + held("persistent"));
      expect(await vip("boot")).toMatchObject({ code: 0, stdout: said(`${VIRTUAL_IP} was not on sip-a`) });
      expect(host.state("addresses")).toBe(STATE.addresses);
    });

    test("waits for an interface that appears later", async () => {
      const { interfaces, addresses } = STATE as { interfaces: string; addresses: string };
      host.setState("interfaces", interfaces.replace(/^11.*\n/m, ""));
      host.setState("addresses", addresses.replace(/^11.*\n/m, ""));
      const boot = vip("boot");
      await eventually(() => host.state("calls").includes("show"), 10_000);
      host.setState("addresses", addresses + held("both"));
      host.setState("interfaces", interfaces);
      expect(await boot).toMatchObject(RELEASED);
    });
  });

  test("take-back works like up, unless the script has run since", async () => {
    await vip("down");
    expect(await vip("take-back", "1")).toMatchObject(UP);
    await vip("down");
    expect(await vip("take-back", "2")).toMatchObject({
      code: 3,
      stderr: said(`this script was run since, so ${VIRTUAL_IP} stays as it is`),
    });
    expect((await vip("take-back")).code).toBe(2);
  });

  test("release works like down, unless the script has run since", async () => {
    await vip("up");
    expect(await vip("release", "2")).toMatchObject({
      code: 3,
      stderr: said(`this script was run since, so ${VIRTUAL_IP} stays as it is`),
    });
    expect(await vip("release", "1")).toMatchObject(RELEASED);
    expect(await vip("take-back", "1")).toMatchObject({ code: 3 });
    expect(await vip("take-back", "2")).toMatchObject(UP);
    expect((await vip("release")).code).toBe(2);
  });

  test("an announcement counts as no decision, nor does a release in the place of a down that has not done its work", async () => {
    await vip("up");
    expect((await vip("announce")).code).toBe(0);
    // The only trace of such a down.
    const mark = [KEY, "/v", "sip-ha-inbound"];
    await host.cmd(["reg", "add", ...mark, "/t", "REG_SZ", "/d", "down 1", "/f"]);
    expect(await vip("release", "1")).toMatchObject(RELEASED);
    expect((await host.cmd(["reg", "query", ...mark])).stdout).toContain("down 2");
  });

  test("a repeated take-back logs what is new, and nothing else", async () => {
    await vip("up");
    await vip("release", "1");
    host.setState("netsh-lies", "1");
    const told: number[] = [];
    for (const words of [["2"], ["3", "again"], ["4", "again"], ["5"]]) {
      expect((await vip("take-back", ...words)).code).toBe(9);
      told.push(log().split("take-back: ").length - 1);
    }
    expect(told).toEqual([1, 1, 1, 2]);
    expect((await vip("take-back", "6", "nonsense")).code).toBe(2);
    host.setState("netsh-lies", undefined);
    expect(await vip("take-back", "6", "again")).toMatchObject(UP);
    expect(log()).toContain("take-back: down -> up, exit 0");
  });

  describe("with the machine's kernel behind netsh", () => {
    beforeEach(async () => {
      await bed.machine("sip-b").run(["ip", "address", "delete", `${VIRTUAL_IP}/24`, "dev", "eth1"]);
      host.setState("kernel", "eth1\n");
    });
    const addresses = () => host.machine.addresses("eth1");

    test("moves the address for real, and a client finds it where it is", async () => {
      const client = bed.machine("client");
      expect(await vip("up")).toMatchObject(UP);
      expect(await addresses()).toEqual(["10.120.0.11/24", `${VIRTUAL_IP}/24`]);
      await client.shell(`ping -c 1 -W 2 ${VIRTUAL_IP}`);
      expect(await client.neighbour(VIRTUAL_IP)).toBe(host.machine.hardwareAddress("eth1"));
      expect(await vip("down")).toMatchObject(RELEASED);
      expect(await addresses()).toEqual(["10.120.0.11/24"]);
    });

    test.each(["take-at-once", "probe-first", "refuse"] as const)(
      "take-back takes nothing that another host has by then, and does not wait for that host to let go: %s",
      async (conflictPolicy) => {
        await bed.machine("sip-b").shell(`ip address add ${VIRTUAL_IP}/24 dev eth1`);
        generate({ takeover: { conflictPolicy, probeTimeout: "60s" } });
        await vip("down");
        const outcome = await vip("take-back", "1");
        expect(outcome).toMatchObject({
          code: 7,
          stderr: expect.stringContaining("by now, so it stays there"),
        });
        expect(outcome.milliseconds).toBeLessThan(50_000);
        expect(await addresses()).toEqual(["10.120.0.11/24"]);
      },
    );

    test("does not take what the peer has, and takes it when the peer lets go", async () => {
      const peer = bed.machine("sip-b");
      await peer.shell(`ip address add ${VIRTUAL_IP}/24 dev eth1`);
      generate({ takeover: { probeTimeout: "1s" } });
      expect((await vip("up")).code).toBe(7);
      expect(await addresses()).toEqual(["10.120.0.11/24"]);
      generate({ takeover: { probeTimeout: "20s" } });
      host.setState("calls", undefined);
      const up = vip("up");
      await eventually(() => host.state("calls").includes("add address"), 10_000);
      await peer.shell(`ip address delete ${VIRTUAL_IP}/24 dev eth1`);
      expect(await up).toMatchObject(UP);
      expect(await addresses()).toEqual(["10.120.0.11/24", `${VIRTUAL_IP}/24`]);
      await vip("down");
    });
  });
});
