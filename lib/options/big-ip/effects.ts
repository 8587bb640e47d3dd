import type { Address } from "../../model/address";
import { type ChangedKey, deduced, type Effect, type EffectTable, own, unknown } from "../effect";
import { pointedAtVirtualIp } from "../script-runbook";

const IN_PLACE = deduced("reload", "the device applies the new declaration in place; not tried on any device");

const BEHIND = "a host behind the device has it as its default route";

/** The device is the way out for every host with a server. */
export const bigIpHostEffect = own("switchover", BEHIND, {
  before:
    "Set the default route of the server's new host to the device's inside self IP, and give the former host its own.",
});

/** Another machine comes without the route; a machine that is set up again keeps the route. */
export function bigIpMachineEffect({ path: [, , key] }: ChangedKey): Effect | undefined {
  return key === "os"
    ? own("switchover", BEHIND, { before: "The default route of the new machine is the device's inside self IP." })
    : undefined;
}

/** The device's objects are named after the pair. */
export const bigIpRenameEffect = deduced(
  "outage",
  "its virtual servers are created again under another name, and the old and the new ones cannot share addresses",
  { releases: true },
);

/** The effects on service of changes of this option's keys. */
export const bigIpEffects: EffectTable = {
  device: own("outage", "the pair's virtual server is on another device, and the hosts' default gateway with it", {
    releases: true,
    removes: true,
  }),
  virtualIp: ({ after }) =>
    own("outage", "callers reach the pair only at the new address, and have to be pointed at it", {
      restarts: true,
      after: pointedAtVirtualIp(after as Address),
    }),
  snatExclusions: unknown(
    "outage",
    "no source was found that says what happens to traffic of these networks while the rules change",
  ),
  monitorInterval: IN_PLACE,
  monitorTimeout: IN_PLACE,
  monitorCodes: IN_PLACE,
  memberPriority: unknown(
    "switchover",
    "no source was found that says whether flows of a member whose priority changes are moved",
  ),
  udpIdleTimeout: IN_PLACE,
  tcpIdleTimeout: IN_PLACE,
};
