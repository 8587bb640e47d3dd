import { byFact, deduced, type Effect, type EffectTable, FOR_CHECKS_ALONE, own, unknown } from "../options/effect";

const HOSTS_GATEWAY = "the hosts' default gateway";
const ROUTES_BY_IT = "the routes of others that lead to its inside through it";
const SWITCH_PORTS = "the switch ports";

/** How changes to a device's keys affect service. */
export const deviceEffects: EffectTable = {
  "bigIps.*.management": own("none", "the declaration is posted there; no call passes it"),
  "bigIps.*.version": FOR_CHECKS_ALONE,
  "bigIps.*.as3Version": deduced("reload", "the declaration says another schema version, and is posted again"),
  "bigIps.*.tenant": ({ path, before }) =>
    deduced(
      "outage",
      "the virtual servers are created again in another partition, and the same addresses cannot be in both",
      {
        before: `Remove tenant ${before} from the device with \`sh big-ip/${path[1]}/post remove\`. Use an output that still has the tenant, and keep a copy of it until then.`,
      },
    ),
  "bigIps.*.deployment": own("none", "the same declaration is brought there in another way"),
  "bigIps.*.redundant": ({ path, after }) =>
    unknown("outage", "no source says what moves to which of the two devices meanwhile", {
      before: after
        ? `Give each unit self IPs of its own, then put both self IPs of ${path[1]} into traffic-group-1, as "The second device" of the chapters in the runbook says.`
        : `Put both self IPs of ${path[1]} into traffic-group-local-only, on the unit that stays.`,
    }),
  "bigIps.*.user": own("none", "the declaration is posted with it; no call depends on it"),
  "bigIps.*.certificateAuthorityFile": own("none", "it is read when the declaration is posted; no call depends on it"),
  "bigIps.*.network.inside": router("network", HOSTS_GATEWAY),
  "bigIps.*.network.outside": router("network", ROUTES_BY_IT),
  "bigIps.*.network.insideSelfIp": router("self IP", HOSTS_GATEWAY),
  "bigIps.*.network.outsideSelfIp": router("self IP", ROUTES_BY_IT),
  "bigIps.*.network.insideInterface": router("interface", SWITCH_PORTS),
  "bigIps.*.network.outsideInterface": router("interface", SWITCH_PORTS),
  "bigIps.*.network.tagged": router("tag of its VLANs", SWITCH_PORTS),
};

function router(what: string, others: string): Effect {
  return byFact(
    "outage",
    "big-ip-router",
    `the device is the router of its pairs: after a change of its ${what}, neither calls nor the hosts get through it until both sides know the change`,
    {
      before: `Change the ${what} on the device, as "The device's network" of the chapters in the runbook says, and change ${others} with it.`,
    },
  );
}
