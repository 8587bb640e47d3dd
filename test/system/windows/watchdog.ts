import type { ChildProcess } from "node:child_process";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { AddressFamily } from "../../../lib/model/address";
import { watchdogPath } from "../../../lib/options/ip-address-takeover/model";
import { controlScript } from "../../../lib/options/ip-address-takeover/windows/control-script";
import { watchdog } from "../../../lib/options/ip-address-takeover/windows/watchdog";
import { textOf } from "../../../lib/text/file-text";
import { eventually } from "../../eventually";
import type { NetworkBed } from "../../network-namespace";
import { describeWith } from "../../prerequisites";
import { INTERFACE, IPV6, IPV6_STATE, LOG, SCRIPT, STATE, windowsIpv6Sides, windowsSides } from "../../wine/sample";
import { WINE_NEEDS, WineHost } from "../../wine/wine-host";

/** Where the watchdog records which run has released the virtual IP. */
const RELEASED = ["HKLM\\HARDWARE\\DESCRIPTION\\System", "/v", "sip-ha-inbound.released"];

const MANAGEMENT = "10.110.0.5|02-00-00-00-01-12|\n";

const KINDS = {
  ipv4: {
    kind: "an IPv4 virtual IP",
    sides: windowsSides,
    state: STATE,
    addresses: { virtualIp: "10.120.0.10", peerAddress: "10.120.0.12", gateway: "10.120.0.1" },
    forgets: /^arp .*-d "?10\.120\.0\.1"?\s*$/gm,
  },
  ipv6: {
    kind: "an IPv6 virtual IP",
    sides: windowsIpv6Sides,
    state: IPV6_STATE,
    addresses: IPV6,
    forgets: /^netsh .* delete neighbors .*"address=2001:db8:120::1"\s*$/gm,
  },
} as const;

/** Tests the watchdog for a virtual IP of the family. */
export function describeWatchdog(family: AddressFamily): void {
  const { kind, ...rest } = KINDS[family];
  describeWith(WINE_NEEDS, `the watchdog on Windows with ${kind}`, () => runsIt(rest, family));
}

function runsIt(
  { sides, state, addresses, forgets }: Omit<(typeof KINDS)[AddressFamily], "kind">,
  family: AddressFamily,
): void {
  const { virtualIp, peerAddress, gateway } = addresses;
  const REACHABLE = state.others + MANAGEMENT;
  let bed: NetworkBed;
  let host: WineHost;
  let loop: ChildProcess | undefined;
  beforeAll(async () => {
    ({ bed, host } = await WineHost.openBed());
    // No machine has the address of the first Solution Control Server.
    const side = sides({
      controlServer: "10.110.0.6",
      backupControlServer: "10.110.0.5",
      takeover: { watchdog: { interval: "1s", isolationTimeout: "3s", announceInterval: "4s" } },
    }).a;
    host.write(SCRIPT, textOf(controlScript(side)));
    host.write(watchdogPath(side), textOf(watchdog(side)!.script));
  });
  afterAll(() => bed?.close());
  beforeEach(async () => {
    for (const [file, content] of Object.entries({ ...state, others: REACHABLE })) host.setState(file, content);
    for (const file of ["broken-netsh", "broken-ping", "netsh-lies"]) host.setState(file, undefined);
    await host.cmd(["reg", "delete", ...RELEASED, "/f"]);
    await host.cmd([SCRIPT, "up"]);
    await start();
  });
  afterEach(async () => {
    await end();
    host.remove(LOG);
  });

  const start = async () => {
    const starts = () => log().split("started on sip-a").length;
    const before = starts();
    loop = host.machine.spawn(host.command([watchdogPath(sides().a)]));
    await eventually(() => starts() > before, 20_000);
  };
  const end = async () => {
    await host.machine.run(["pkill", "-9", "-f", "inbound-vip-watchdog"]);
    loop?.kill("SIGKILL");
  };

  /** Makes the control script do its work and never end, so that the watchdog waits for it. Returns a function that kills both and restores the script. */
  const endless = (command: string) => {
    const real = SCRIPT.replace("inbound-vip", "real");
    const script = host.read(SCRIPT);
    host.write(real, script);
    host.write(SCRIPT, `@echo off\r\ncall "${real}" %*\r\n:wait\r\nif "%1"=="${command}" goto wait\r\n`);
    return async () => {
      await end();
      // A running cmd would go on in the new content of the file.
      await host.machine.run(["pkill", "-9", "-f", "inbound-vip.cmd"]);
      host.write(SCRIPT, script);
    };
  };

  const calls = (pattern: RegExp) => host.state("calls").match(pattern)?.length ?? 0;
  /** Waits until, from now on, the watchdog has asked netsh this often where the virtual IP is, which it does once at each look. */
  const looks = async (times: number) => {
    host.setState("calls", undefined);
    await eventually(() => calls(/^netsh /gm) >= times, 60_000, log);
  };

  const log = () => (host.exists(LOG) ? host.read(LOG) : "");
  const holds = () => host.state("addresses").includes(`|${virtualIp}|`);
  const cutOff = () => host.setState("others", `${peerAddress}|02-00-00-00-02-11|\n`);

  test("keeps it and announces while one of the two answers, releases it if neither does, and takes it back when the cut heals and nobody has it", async () => {
    host.setState("others", MANAGEMENT);
    await eventually(() => log().includes("announce: up -> up, exit 0"), 60_000, log);
    expect(log()).not.toContain("cut off");
    cutOff();
    await eventually(
      () =>
        log().includes(
          `warning: no Solution Control Server (10.110.0.6 10.110.0.5) answers, nor does the gateway ${gateway}`,
        ),
      30_000,
    );
    await eventually(() => !holds(), 40_000, log);
    expect(log()).toMatch(new RegExp(`warning: cut off for \\d+ ms: releasing ${virtualIp}`));
    host.setState("others", REACHABLE);
    await eventually(holds, 40_000, log);
    await eventually(() => log().includes("take-back: down -> up, exit 0"), 20_000, log);
  });

  test("pings the gateway if Solution Control Server's host is silent, and clears its entry in Windows only if both are silent", async () => {
    const GATEWAY = `${gateway}|02-00-00-00-02-14|`;
    const forgotten = () => calls(forgets);
    host.setState("others", `${GATEWAY}\n`);
    host.setState("calls", undefined);
    await eventually(() => calls(/^ping .*-n 1 .*10\.110\.0\.5/gm) >= 4, 40_000);
    // An announcement also makes Windows forget it once, and then pings from the virtual IP.
    expect(forgotten()).toBeLessThanOrEqual(calls(/^ping .*-S /gm) + 1);
    host.setState("others", `${GATEWAY}silent\n`);
    host.setState("calls", undefined);
    await eventually(() => forgotten() >= 4, 40_000);
    expect([log().includes("nor does the gateway"), holds()]).toEqual([false, true]);
  });

  // This is the same for addresses of any family, so it is tried with only one.
  if (family === "ipv4")
    test("takes back what something else has taken off, and leaves off what the control script has taken off", async () => {
      const GONE = `warning: ${virtualIp} is not on ${INTERFACE}, though the control script was to put it there and has not taken it off`;
      host.setState("addresses", host.state("addresses").replace(/^.*\|10\.120\.0\.10\|.*\n/m, ""));
      expect(holds()).toBe(false);
      await eventually(holds, 60_000, log);
      await eventually(() => log().includes("take-back: down -> up, exit 0"), 20_000, log);
      expect(log().split(GONE)).toHaveLength(2);
      expect((await host.cmd([SCRIPT, "down"])).code).toBe(0);
      await looks(5);
      expect([holds(), log().split(GONE).length]).toEqual([false, 2]);
    });

  // This is the same for addresses of any family, so it is tried with only one.
  if (family === "ipv4")
    test("does not take it back if somebody else has it by then", async () => {
      cutOff();
      await eventually(() => !holds(), 60_000, log);
      host.setState("others", `${REACHABLE}${virtualIp}|02-00-00-00-02-11|\n`);
      await eventually(
        () => log().includes(`the gateway answers, and somebody else has ${virtualIp} by now: leaving it`),
        40_000,
        log,
      );
      expect(holds()).toBe(false);
    });

  // These are the same for addresses of any family, so they are tried with only one.
  if (family === "ipv4") {
    test("takes it back even if it was restarted while the host was cut off, and somebody has run announce while it was not up", async () => {
      cutOff();
      await eventually(() => !holds(), 60_000, log);
      await eventually(() => log().includes("release: up -> down, exit 0"), 20_000, log);
      await eventually(async () => (await host.cmd(["reg", "query", ...RELEASED])).code === 0, 20_000, log);
      await end();
      await start();
      expect((await host.cmd([SCRIPT, "announce"])).code).toBe(3);
      // At first no address can be added. The watchdog logs that once, however often it tries.
      host.setState("netsh-lies", "1");
      host.setState("others", REACHABLE);
      host.setState("calls", undefined);
      await eventually(() => calls(/^netsh .* add address /gm) >= 2, 60_000, log);
      host.setState("netsh-lies", undefined);
      await eventually(holds, 60_000, log);
      for (const line of ["taking it back", "take-back: down -> down, exit 9", "warning: that has failed: it is tried"])
        expect(log().split(line).length, log()).toBe(2);
    });

    test("logs why it does not take it back, even if the first try could not and an earlier take-back failed for another reason", async () => {
      const script = host.read(SCRIPT);
      cutOff();
      await eventually(() => log().includes("release: up -> down, exit 0"), 60_000, log);
      await eventually(async () => (await host.cmd(["reg", "query", ...RELEASED])).code === 0, 20_000, log);
      const said = [RELEASED[0]!, "/v", "sip-ha-inbound.said"];
      const before = `9 ${virtualIp} is not on ${INTERFACE} after adding it: `;
      await host.cmd(["reg", "add", ...said, "/t", "REG_SZ", "/d", before, "/f"]);
      host.setState("netsh-lies", "1");
      // The same code as when another run has the lock.
      host.write(SCRIPT, '@echo off\r\nif "%1"=="take-back" exit /b 8\r\n');
      host.setState("others", REACHABLE);
      await eventually(() => log().includes("as another run holds the lock"), 60_000, log);
      host.write(SCRIPT, script);
      await eventually(() => log().includes("warning: that has failed: it is tried"), 60_000, log);
      host.setState("netsh-lies", undefined);
      await eventually(holds, 60_000, log);
      for (const line of ["take-back: down -> down, exit 9", "as another run holds the lock", "that has failed: it is"])
        expect(log().split(line).length, log()).toBe(2);
    });

    test("takes it back even if it was killed while the control script released it", async () => {
      const killed = endless("release");
      cutOff();
      await eventually(() => log().includes("release: up -> down, exit 0"), 60_000, log);
      await killed();
      await start();
      host.setState("others", REACHABLE);
      await eventually(holds, 60_000, log);
      expect(log()).not.toContain("was to put it there");
    });

    test("leaves it to the host that has had it since a take-back failed, even if the watchdog was killed in the middle of that", async () => {
      const killed = endless("take-back");
      cutOff();
      await eventually(() => log().includes("release: up -> down, exit 0"), 60_000, log);
      host.setState("netsh-lies", "1");
      host.setState("others", REACHABLE);
      await eventually(() => log().includes("take-back: down -> down, exit 9"), 60_000, log);
      await killed();
      host.setState("netsh-lies", undefined);
      host.setState("others", `${REACHABLE}${virtualIp}|02-00-00-00-02-11|\n`);
      await start();
      await eventually(() => log().includes(`somebody else has ${virtualIp} by now: leaving it`), 40_000, log);
      host.setState("others", REACHABLE);
      await looks(5);
      expect([holds(), log()]).toEqual([false, expect.not.stringContaining("was to put it there")]);
    });

    test("does not take back what somebody has taken off, if it was killed before the control script released it", async () => {
      const script = host.read(SCRIPT);
      // The watchdog has noted the number of its run, but that run does nothing.
      host.write(SCRIPT, `@echo off\r\nif not "%1"=="release" exit /b 0\r\n:wait\r\ngoto wait\r\n`);
      cutOff();
      await eventually(async () => (await host.cmd(["reg", "query", ...RELEASED])).code === 0, 60_000, log);
      await end();
      await host.machine.run(["pkill", "-9", "-f", "inbound-vip.cmd"]);
      host.write(SCRIPT, script);
      expect((await host.cmd([SCRIPT, "down"])).code).toBe(0);
      await start();
      host.setState("others", REACHABLE);
      await looks(5);
      expect(log()).not.toContain("taking it back");
      expect(holds()).toBe(false);
    });

    test("keeps what a killed take-back has left, and takes it back again if it is lost later", async () => {
      const held = host.state("addresses");
      cutOff();
      await eventually(() => log().includes("release: up -> down, exit 0"), 60_000, log);
      await eventually(async () => (await host.cmd(["reg", "query", ...RELEASED])).code === 0, 20_000, log);
      await end();
      const released = host.state("addresses");
      // A take-back has noted the number of its run, but no role. All that it has done is to add the address.
      host.setState("addresses", held);
      host.setState("others", REACHABLE);
      await start();
      await eventually(() => log().includes("take-back: up -> up, exit 0"), 60_000, log);
      expect((await host.cmd([SCRIPT, "announce"])).code).toBe(0);
      host.setState("addresses", released);
      await eventually(holds, 60_000, log);
      expect(log()).toContain("was to put it there");
    });

    test("does not count it as lost while the control script waits for the peer to let go", async () => {
      await host.cmd([SCRIPT, "down"]);
      const script = host.read(SCRIPT);
      host.write(
        SCRIPT,
        textOf(controlScript(sides({ takeover: { conflictPolicy: "refuse", probeTimeout: "20s" } }).a)),
      );
      host.setState("others", `${REACHABLE}${virtualIp}|02-00-00-00-02-11|\n`);
      const { code } = await host.cmd([SCRIPT, "up"]);
      const seen = log();
      host.write(SCRIPT, script);
      expect([code, seen]).toEqual([7, expect.not.stringContaining("was to put it there")]);
    });

    test("does not count it as lost if netsh does not say whether it is there", async () => {
      host.setState("broken-netsh", "1");
      await looks(5);
      host.setState("broken-netsh", undefined);
      expect(log()).not.toMatch(/was to put it there|taking it back/);
      expect(holds()).toBe(true);
    });

    test("keeps it if a tool does not work and it cannot ask whether the host is cut off, and says so once", async () => {
      host.setState("broken-ping", "1");
      // Each look counts as at least one second.
      await looks(8);
      const kept = holds();
      host.setState("broken-ping", undefined);
      expect(kept, log()).toBe(true);
      expect(log().match(/warning: .* does not work, .*/g)).toEqual([
        `warning: ping or find does not work, so nobody knows whether this host is cut off: keeping ${virtualIp}`,
      ]);
    });
  }
}
