import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { eventually } from "../eventually";
import type { Scenario } from "./failover";
import type { Operation, Side } from "./operation";
import { describeHostLoss } from "./scenarios";

const LOG = "/var/log/sip-ha/inbound-vip.log";

/**
 * A primary's host whose management interface loses the cable: the script that releases the virtual IP cannot be started there, and its gateway
 * is in reach.
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
    // The watchdog has to have found that nobody else has the virtual IP, which it does when it announces it again. The Management Layer has it announced
    // as well, so those that it started are left out; one that has just ended may not have been reported yet.
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
    // Announcements of the last time that go on would lead the client back for a moment.
    const isQuiet = async ({ host }: Side) => {
      const isAnnouncing = () => operation.machine(host).shell("pgrep -f '[s]ip-ha/inbound-vip (up|announce)' || true");
      await eventually(async () => (await isAnnouncing()) === "", 20_000);
    };
    const both = { name: `management interface lost ${name}`, callSeconds: 3, steps, strike, repair };
    // Calls go on until the watchdog has released it, which takes longer.
    // Until the watchdog has found out, both announce the virtual IP, and the client goes to and fro between two servers that both answer.
    const uncompared = / (sends to|answers)/;
    // Rounds of announcements that the watchdog had begun go on, a second apart, as do those of the host that has taken over. Where the last one before
    // the release was of the host that releases, the client sends there until the other's next one.
    const resolution = { early: 0, late: 1_100 };
    return holders === 1 ? { ...both, callSeconds: 7, prepare, uncompared, resolution } : { ...both, prepare: isQuiet };
  };
  const title = `its management interface loses the cable, ${name}: the virtual IP is on ${holders} of them until that is back, and then on the peer alone`;
  describeHostLoss(title, scenario, takeover);
}
