import { expect } from "vitest";
import { eventually } from "../network-namespace";
import type { Scenario } from "./failover";
import { describeHostLoss } from "./host-loss";
import type { Operation, Side } from "./operation";

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
    const both = { name: `management interface lost ${name}`, callSeconds: 3, strike, repair };
    // Calls go on until the watchdog has released it, which takes longer; so this is done once on each host.
    return holders === 1 ? { ...both, callSeconds: 7, times: 2, prepare } : both;
  };
  const title = `its management interface loses the cable, ${name}: the virtual IP is on ${holders} of them until that is back, and then on the peer alone`;
  describeHostLoss(title, scenario, takeover);
}
