import { afterAll, beforeAll, expect, test } from "vitest";
import type { UnixSystem } from "../../lib/options/ip-address-takeover/unix/unix-system";
import { textOf } from "../../lib/text/file-text";
import { eventually, type Machine, type NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { VIRTUAL_IP } from "../takeover-bed";
import { openUnixBed, type StandInShell, UNIX_NEEDS, unixUpload } from "../unix-bed";

const FOLDER = "/opt/genesys/sip-ha";
const LOG = "/var/log/sip-ha/inbound-vip.log";
const WATCHDOG = { interval: "1s", isolationTimeout: "3s", announceInterval: "2s" } as const;

/** The watchdog on a system whose tools are stand-ins. */
export function describeWatchdog(system: UnixSystem, shell: StandInShell): void {
  describeWith(UNIX_NEEDS, `the watchdog on ${system.name}, kept running by the system`, () => {
    let bed: NetworkBed;
    let host: Machine;
    let peer: Machine;
    beforeAll(async () => {
      bed = await openUnixBed(system, shell);
      host = bed.machine("sip-a");
      peer = bed.machine("sip-b");
      const { files, deploy } = unixUpload(system, { takeover: { watchdog: WATCHDOG } });
      for (const { name, content } of [...files, { name: "deploy", content: deploy }])
        host.write(`/tmp/upload/${name}`, textOf(content), 0o644);
      expect(await host.run(["ksh", "/tmp/upload/deploy", "install", "aaa1"])).toMatchObject({ code: 0, stderr: "" });
    });
    afterAll(() => bed?.close());

    const vip = (command: string) => host.run([`${FOLDER}/inbound-vip`, command]);
    const holds = async () => (await host.shell(`ip -o -4 address show to ${VIRTUAL_IP}/32`)) !== "";
    const log = () => (host.exists(LOG) ? host.read(LOG) : "");
    const plug = (plugged: boolean, ...names: ("eth0" | "eth1")[]) => {
      for (const name of names) bed.cable("sip-a", name, plugged);
    };
    const cutOff = async () => {
      await vip("up");
      plug(false, "eth0", "eth1");
      const cut = performance.now();
      await eventually(async () => !(await holds()), 25_000, log);
      expect(performance.now() - cut).toBeGreaterThan(3_000);
    };

    test("runs once it is installed, and keeps the virtual IP while only one of the two is lost", async () => {
      await eventually(() => log().includes("inbound-vip-watchdog["), 5_000, log);
      expect((await vip("up")).code).toBe(0);
      plug(false, "eth0");
      await new Promise((resolve) => setTimeout(resolve, 6_000));
      plug(true, "eth0");
      expect(await holds()).toBe(true);
    });

    test("releases it when both are lost, and takes it back when the cut heals and nobody has taken it", async () => {
      await cutOff();
      expect(log()).toMatch(/warning: cut off for \d+ ms: releasing 10\.120\.0\.10/);
      plug(true, "eth0", "eth1");
      await eventually(holds, 25_000, log);
      expect(log()).toContain("reachable again, and nobody has 10.120.0.10: taking it back");
    });

    test("leaves it to the peer that has taken it meanwhile", async () => {
      await cutOff();
      await peer.shell(`ip address add ${VIRTUAL_IP}/24 dev eth1`);
      plug(true, "eth0", "eth1");
      await eventually(() => log().includes("somebody else has 10.120.0.10 by now"), 25_000, log);
      expect(await holds()).toBe(false);
      await peer.shell(`ip address delete ${VIRTUAL_IP}/24 dev eth1`);
    });

    test("does not take it back where the control script was run since, be it at the moment of the release", async () => {
      await cutOff();
      expect((await vip("down")).code).toBe(0);
      plug(true, "eth0", "eth1");
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      expect(await holds()).toBe(false);
    });

    test("is replaced by an installation that changes it, and gone after the removal", async () => {
      const running = async () => (await host.run(["pgrep", "-f", "/inbound-vip-watchdo[g]$"])).stdout.trim();
      const before = await running();
      const { files, deploy } = unixUpload(system, { takeover: { watchdog: { ...WATCHDOG, interval: "2s" } } });
      for (const { name, content } of [...files, { name: "deploy", content: deploy }])
        host.write(`/tmp/upload/${name}`, textOf(content), 0o644);
      expect(await host.run(["ksh", "/tmp/upload/deploy", "install", "bbb2"])).toMatchObject({ code: 0, stderr: "" });
      await eventually(async () => !["", before].includes(await running()), 5_000, log);
      expect(await host.run([`${FOLDER}/deploy-staging`, "remove", "bbb2"])).toMatchObject({ code: 0, stderr: "" });
      await eventually(async () => (await running()) === "", 5_000, log);
      expect(await host.shell("ls /opt/genesys /var/svc/manifest/site 2>/dev/null || true")).not.toContain("inbound");
    });
  });
}
