import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { eventually } from "../eventually";
import type { Scenario } from "./failover";
import type { Operation, Side } from "./operation";
import { describeHostLoss } from "./scenarios";

const LOG = "/var/log/sip-ha/inbound-vip.log";

/**
 * The management interface of the primary's host loses its cable. The script that releases the virtual IP cannot be started there, but the host
 * still reaches its gateway.
 *
 * @param holders how many hosts have the virtual IP until the cable is back
 */
export function describeManagementInterfaceLoss(name: string, holders: 1 | 2, takeover = ""): void {
  const scenario = (operation: Operation): Scenario => {
    const count = async () => (await operation.field.holders(operation.virtualIp)).length;
    const steps = [{ inject: "management-interface-loss", on: "primary" }];
    const strike = ({ host }: Side) => operation.cable(host, "management", false);
    const repair = async ({ host }: Side) => {
      if (holders === 1) await eventually(async () => (await count()) === 1);
      else expect(await count()).toBe(2);
      operation.cable(host, "management", true);
    };
    // First the watchdog must have found that nobody else has the virtual IP, which it checks before each repeated announcement. The Management Layer also
    // starts announcements; these are not counted. One that has just ended may not have been reported yet.
    const prepare = async ({ host }: Side) => {
      const log = () => operation.machine(host).read(LOG);
      const isOrdered = ({ application }: { readonly application: string }) => application.endsWith("_VIP_ANNOUNCE");
      const own = () =>
        log().split("announce: up -> up, exit 0").length -
        operation.layer.all("exit").filter((one) => one.host === host && isOrdered(one)).length;
      const before = own();
      const hasAnnounced = async () => {
        const isMore = own() > before;
        if (isMore) await sleep(500);
        return isMore && own() > before;
      };
      await eventually(hasAnnounced, 20_000, log);
    };
    // Announcements that are left from the previous run would lead the client back for a moment.
    const isQuiet = async ({ host }: Side) => {
      const isAnnouncing = () => operation.machine(host).shell("pgrep -f '[s]ip-ha/inbound-vip (up|announce)' || true");
      await eventually(async () => (await isAnnouncing()) === "", 20_000);
    };
    const both = { name: `management interface lost ${name}`, callSeconds: 3, steps, strike, repair };
    // With a watchdog, calls go on until it has released the virtual IP, which takes longer.
    // Until then both hosts announce the virtual IP, and the client goes to and fro between two servers that both answer.
    const uncompared = / (sends to|answers)/;
    // Both hosts have begun rounds of announcements, a second apart, which go on. If the last announcement before the release came from the releasing
    // host, the client sends there until the next announcement of the other host.
    const resolution = { early: 0, late: 1_100 };
    return holders === 1 ? { ...both, callSeconds: 7, prepare, uncompared, resolution } : { ...both, prepare: isQuiet };
  };
  const title = `its management interface loses the cable, ${name}: the virtual IP is on ${holders} of the two hosts until the cable is back, and then on the peer alone`;
  describeHostLoss(title, scenario, takeover);
}
