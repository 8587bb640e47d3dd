import { afterAll, beforeAll, expect, test } from "vitest";
import { controlScript } from "../../lib/options/ip-address-takeover/linux/control-script";
import { watchdog } from "../../lib/options/ip-address-takeover/linux/watchdog";
import { textOf } from "../../lib/text/file-text";
import { eventually } from "../eventually";
import { type Machine, NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { LOG, NEEDS, SCRIPT, sides } from "../takeover-bed";

const WATCHDOG = `${SCRIPT}-watchdog`;

/** If both interfaces of a host are plugged into one switch, Linux answers on each for the addresses of the other. */
describeWith(
  { ...NEEDS, tools: [...NEEDS.tools, "ping"] },
  "the control script and its watchdog with both interfaces of the host on one wire:",
  () => {
    let bed: NetworkBed;
    let host: Machine;
    beforeAll(async () => {
      const wire = (address: string) => ({ network: "wire", address: `${address}/24` });
      bed = await NetworkBed.open([
        { name: "sip-a", interfaces: { eth0: wire("10.110.0.11"), eth1: wire("10.120.0.11") } },
        { name: "mgmt-1", interfaces: { eth0: wire("10.110.0.5") } },
        { name: "router", interfaces: { eth1: wire("10.120.0.1") } },
      ]);
      host = bed.machine("sip-a");
      await host.shell("ip link set eth0 address 02:00:00:00:09:01");
      const { a } = sides({
        takeover: {
          announcements: 2,
          watchdog: { interval: "1s", isolationTimeout: "5s", announceInterval: "2s" },
        },
        hosts: { "sip-a": { installDirectory: "/opt/sip-ha" } },
      });
      host.write(SCRIPT, textOf(controlScript(a)));
      host.write(WATCHDOG, textOf(watchdog(a)!.script));
    });
    afterAll(() => bed?.close());

    test("neither of them mistakes the host itself for another holder", async () => {
      expect((await host.run([SCRIPT, "up"])).code).toBe(0);
      await eventually(() => /announced in 2 rounds/.test(host.read(LOG)), 8_000);
      const running = host.spawn([WATCHDOG]);
      await eventually(() => host.read(LOG).includes("announce: up -> up, exit 0"), 12_000);
      running.kill("SIGKILL");
      expect(host.read(LOG)).not.toMatch(/as well/);
    });
  },
);
