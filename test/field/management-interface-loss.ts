import { expect } from "vitest";
import { eventually } from "../network-namespace";
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
    // Of two announcements one is the watchdog's: the Management Layer orders one after each takeover. Before, it has asked who else has it.
    const prepare = async ({ host }: Side) => {
      const log = () => operation.machine(host).read(LOG);
      const announcements = () => log().split("announce: up -> up, exit 0").length;
      const before = announcements();
      await eventually(() => announcements() >= before + 2, 20_000, log);
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
    return holders === 1 ? { ...both, callSeconds: 7, prepare, uncompared } : { ...both, prepare: isQuiet };
  };
  const title = `its management interface loses the cable, ${name}: the virtual IP is on ${holders} of them until that is back, and then on the peer alone`;
  describeHostLoss(title, scenario, takeover);
}
