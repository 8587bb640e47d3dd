import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { controlScript } from "../../../lib/options/ip-address-takeover/windows/control-script";
import { textOf } from "../../../lib/text/file-text";
import { eventually } from "../../eventually";
import { addressesAreSettled, type Machine, type NetworkBed } from "../../network-namespace";
import { describeWith } from "../../prerequisites";
import type { SampleOverrides } from "../../sample-topology";
import { INTERFACE, IPV6, IPV6_STATE, LOG, SCRIPT, windowsIpv6Sides } from "../../wine/sample";
import { WINE_NEEDS, WineHost } from "../../wine/wine-host";

const { virtualIp: VIRTUAL_IP, ownAddress, peerAddress, gateway } = IPV6;
const said = (text: string) => `inbound-vip: ${text}\n`;
const UP = { code: 0, stdout: said(`${VIRTUAL_IP} is up on ${INTERFACE} of sip-a`), stderr: "" };
const RELEASED = { code: 0, stdout: said(`${VIRTUAL_IP} is released by sip-a`), stderr: "" };
const held = (store = "active", use = "Preferred") => `11|${VIRTUAL_IP}|64|Manual|${store}|0|${use}\n`;
const ADDRESSES = IPV6_STATE.addresses!;
const PEER = `${VIRTUAL_IP}|02-00-00-00-02-11|\n`;

describeWith(WINE_NEEDS, "the control script on Windows with an IPv6 virtual IP", () => {
  let bed: NetworkBed;
  let host: WineHost;
  beforeAll(async () => {
    ({ bed, host } = await WineHost.openBed());
  });
  afterAll(() => bed?.close());
  beforeEach(async () => {
    generate();
    for (const [file, content] of Object.entries(IPV6_STATE)) host.setState(file, content);
    for (const file of ["neighbours", "calls", "language", "netsh-lies", "broken-netsh", "kernel"])
      host.setState(file, undefined);
    await host.cmd("reg delete HKLM\\HARDWARE\\DESCRIPTION\\System /v sip-ha-inbound /f".split(" "));
    host.remove(LOG);
  });

  const generate = (overrides: SampleOverrides = {}) =>
    host.write(SCRIPT, textOf(controlScript(windowsIpv6Sides(overrides).a)));
  const vip = (...words: string[]) => host.cmd([SCRIPT, ...words]);
  const log = () => (host.exists(LOG) ? host.read(LOG) : "");

  test.each(["fr"])("does the same if Windows speaks another language: %s", async (language) => {
    host.setState("language", language);
    expect(await vip("up")).toMatchObject(UP);
    expect(log()).toContain(`announced in 1 rounds; the gateway ${gateway} answered in round 1`);
    expect(await vip("status")).toMatchObject({ code: 0 });
    expect(await vip("down")).toMatchObject(RELEASED);
    host.setState("others", "");
    expect(await vip("up")).toMatchObject(UP);
    expect(log()).toContain(`warning: announced in 1 rounds; the gateway ${gateway} did not answer`);
    // The words in place of a missing hardware address belong to no host.
    expect(log()).not.toContain("may hold it");
  });

  test("refuses a host whose own address comes from DHCP or a router, even with an infinite lifetime, as nothing could be compared with it", async () => {
    const lent = said(
      `the host's own address ${ownAddress} comes from DHCP or a router, so netsh cannot show whether ${VIRTUAL_IP} is in use: make it static`,
    );
    host.setState("addresses", ADDRESSES.replace(`${ownAddress}|64|Manual`, `${ownAddress}|64|Dhcp`));
    expect(await vip("up")).toMatchObject({ code: 6, stderr: lent });
    expect(host.state("calls")).not.toContain("add address");
    for (const language of ["en", "de", "two words"]) {
      host.setState("language", language);
      host.setState("addresses", ADDRESSES.replace(`${ownAddress}|64|Manual`, `${ownAddress}|64|Public`));
      expect(await vip("up")).toMatchObject({ code: 6, stderr: lent });
      expect(host.state("addresses")).not.toContain(`|${VIRTUAL_IP}|`);
    }
  });

  test("waits until Windows uses the address, which status does not report as up earlier", async () => {
    host.setState("dad-milliseconds", "4000");
    const up = vip("up");
    await eventually(() => host.state("addresses").includes(VIRTUAL_IP), 10_000);
    expect(await vip("status")).toMatchObject({ code: 9, stderr: expect.stringMatching(/^inbound-vip: pending: /) });
    expect(await up).toMatchObject(UP);
  });

  test("waits for a peer that is still releasing before it adds the address, whatever the policy", async () => {
    for (const conflictPolicy of ["take-at-once", "probe-first", "refuse"] as const) {
      generate({ takeover: { conflictPolicy } });
      host.setState("others", IPV6_STATE.others + PEER);
      host.setState("calls", undefined);
      const up = vip("up");
      await eventually(() => host.state("calls").includes("show neighbors"), 10_000);
      host.setState("others", IPV6_STATE.others);
      expect(await up).toMatchObject(UP);
      expect(host.state("calls").match(/ipv6 add address/g)).toHaveLength(1);
      await vip("down");
    }
  });

  test("does not believe what the neighbour cache still says of the peer", async () => {
    host.setState("neighbours", PEER);
    expect(await vip("up")).toMatchObject(UP);
    expect(host.state("calls").match(/ipv6 add address/g)).toHaveLength(1);
  });

  test("an address that a run left behind as a duplicate is pending, and is added again", async () => {
    host.setState("addresses", ADDRESSES + held("active", "Duplicate"));
    expect(await vip("status")).toMatchObject({ code: 9, stderr: expect.stringMatching(/^inbound-vip: pending: /) });
    expect(await vip("up")).toMatchObject(UP);
    expect(log()).toMatch(/up: pending -> up, exit 0/);
  });

  test("fails with 6 if the interface has no IPv6, while down finds nothing left to do", async () => {
    host.setState("interfaces", IPV6_STATE.interfaces!.replace("2|connected", "2|connected|ipv4"));
    expect(await vip("up")).toMatchObject({
      code: 6,
      stderr: said(`there is no interface ${INTERFACE} with IPv6 on this host`),
    });
    expect(await vip("down")).toMatchObject({ code: 0 });
  });

  test("is up without a cable, and warns of that in the log", async () => {
    host.setState("interfaces", IPV6_STATE.interfaces!.replace("2|connected", "2|disconnected"));
    expect(await vip("up")).toMatchObject(UP);
    expect(log()).toContain(`warning: ${INTERFACE} has no carrier; is the cable in?`);
  });

  test("recognises a complete answer by the host's own address or by the loopback address, and otherwise reports no state", async () => {
    host.setState("addresses", ADDRESSES.replace("1|::1|128|Other|both|0|Preferred\n", ""));
    expect(await vip("status")).toMatchObject({ code: 3 });
    host.setState("addresses", ADDRESSES.replace(/^11.*\n/gm, ""));
    expect(await vip("status")).toMatchObject({ code: 3 });
    host.setState("addresses", "7|10.110.0.11|24|Manual|both|0|Preferred\n");
    expect(await vip("status")).toMatchObject({ code: 9 });
    host.setState("broken-netsh", "1");
    for (const command of ["up", "down", "status"]) expect((await vip(command)).code, command).toBe(9);
  });

  test("does not believe netsh's exit code: a missing address is not up, and one that is still there is not released", async () => {
    host.setState("netsh-lies", "");
    expect(await vip("up")).toMatchObject({
      code: 9,
      stderr: expect.stringMatching(/is not on Local Area Connection 2 after adding it/),
    });
    host.setState("addresses", ADDRESSES + held());
    expect(await vip("down")).toMatchObject({
      code: 9,
      stderr: expect.stringMatching(/is still on Local Area Connection 2/),
    });
  });

  test("ignores the prefix length, as netsh does not print it", async () => {
    host.setState("addresses", ADDRESSES + held().replace("|64|", "|128|"));
    expect(await vip("up")).toMatchObject({ code: 0, stdout: expect.stringContaining("was up already") });
  });

  test("at boot it releases a configured address, in the configuration too", async () => {
    expect(await vip("up")).toMatchObject(UP);
    await host.reboot();
    host.setState("addresses", ADDRESSES + held("both"));
    expect(await vip("boot")).toMatchObject(RELEASED);
    expect(host.state("addresses")).toBe(ADDRESSES);
  });

  test("asks the gateway from the virtual IP, after it has cleared the gateway's entry in Windows", async () => {
    generate({ takeover: { announcements: 2 } });
    await vip("up");
    host.setState("others", "");
    host.setState("calls", undefined);
    expect((await vip("announce")).code).toBe(0);
    const calls = host.state("calls").match(/(?:delete neighbors|ping).*/g)!;
    expect(calls.map((call) => call.replace(/^ping .*exe"? /, "ping ").trim())).toEqual([
      `delete neighbors "interface=${INTERFACE}" "address=${gateway}"`,
      ...[1, 2].map(() => `ping -n 1 -w 1000 -S "${VIRTUAL_IP}" "${gateway}"`),
    ]);
    expect(log()).toContain(`warning: announced in 2 rounds; the gateway ${gateway} did not answer`);
  });

  describe("with the machine's kernel behind netsh", () => {
    beforeAll(async () => {
      const addresses: readonly (readonly [string, string])[] = [
        ["sip-a", ownAddress],
        ["sip-b", peerAddress],
        ["client", "2001:db8:120::50"],
        ["router", gateway],
      ];
      for (const [name, address] of addresses)
        await bed.machine(name).shell(`ip address add ${address}/64 dev eth1 nodad`);
      // Nothing can be asked until the link-local addresses have passed duplicate address detection.
      for (const [name] of addresses) await addressesAreSettled(bed.machine(name));
    });
    beforeEach(async () => {
      await bed.machine("sip-b").run(["ip", "address", "delete", `${VIRTUAL_IP}/64`, "dev", "eth1"]);
      host.setState("kernel", "eth1\n");
    });

    const entry = (machine: Machine) => machine.shell(`ip -o -6 address show dev eth1 to ${VIRTUAL_IP}/128`);
    const neighbour = async (machine: Machine) =>
      /lladdr (\S+)/.exec(await machine.shell(`ip -6 neighbour show ${VIRTUAL_IP} dev eth1`))?.[1];

    test("moves the address for real, and the gateway's entry with it, although no advertisement announces it", async () => {
      const [peer, router, client] = [bed.machine("sip-b"), bed.machine("router"), bed.machine("client")];
      await peer.shell(`ip address add ${VIRTUAL_IP}/64 dev eth1 nodad`);
      for (const machine of [router, client]) {
        await machine.reaches(VIRTUAL_IP);
        expect(await neighbour(machine)).toBe(peer.hardwareAddress("eth1"));
      }
      await peer.shell(`ip address delete ${VIRTUAL_IP}/64 dev eth1`);
      // The host already knows the gateway, and would not ask for it by itself.
      await host.machine.reaches(gateway);
      expect(await vip("up")).toMatchObject(UP);
      expect(log()).toContain(`the gateway ${gateway} answered in round 1`);
      expect(await neighbour(router)).toBe(host.machine.hardwareAddress("eth1"));
      await router.reaches(VIRTUAL_IP);
      // Nothing has told the client, as the rule neighbours-not-told says.
      expect(await neighbour(client)).toBe(peer.hardwareAddress("eth1"));
      expect(await vip("down")).toMatchObject(RELEASED);
      expect(await entry(host.machine)).toBe("");
    });

    test("does not take what the peer has, and takes it when the peer lets go", async () => {
      const peer = bed.machine("sip-b");
      await peer.shell(`ip address add ${VIRTUAL_IP}/64 dev eth1 nodad`);
      generate({ takeover: { probeTimeout: "1s" } });
      expect((await vip("up")).code).toBe(7);
      expect(await entry(host.machine)).toBe("");
      generate({ takeover: { probeTimeout: "20s" } });
      host.setState("calls", undefined);
      const up = vip("up");
      await eventually(() => host.state("calls").includes("show neighbors"), 10_000);
      await peer.shell(`ip address delete ${VIRTUAL_IP}/64 dev eth1`);
      expect(await up).toMatchObject(UP);
      expect(await entry(host.machine)).toContain(`${VIRTUAL_IP}/64`);
      await vip("down");
    });
  });
});
