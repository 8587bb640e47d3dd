import { byFact, deduced, type Effect, type EffectTable, FOR_CHECKS_ALONE, own, unknown } from "../options/effect";

const HOSTS_GATEWAY = "the hosts' default gateway";
const ROUTES_BY_IT = "the routes to its inside that others have by it";
const SWITCH_PORTS = "the switch ports";

/** What changes of a device's keys do to service. */
export const deviceEffects: EffectTable = {
  "bigIps.*.management": own("none", "the declaration is posted there; no call goes by it"),
  "bigIps.*.version": FOR_CHECKS_ALONE,
  "bigIps.*.as3Version": deduced("reload", "the declaration says another schema version, and is posted again"),
  "bigIps.*.tenant": ({ path, before }) =>
    deduced(
      "outage",
      "the virtual servers are made anew in another partition, and the same addresses cannot be in both",
      {
        before: `Remove tenant ${before} from the device, by \`sh big-ip/${path[1]}/post remove\` of an output that has it, of which a copy is kept until then.`,
      },
    ),
  "bigIps.*.deployment": own("none", "the same declaration is brought there in another way"),
  "bigIps.*.redundant": ({ path, after }) =>
    unknown("outage", "what moves to which of two devices meanwhile was found in no source", {
      before: after
        ? `Have both self IPs of ${path[1]} in traffic-group-1, after each unit has others of its own, as "The second device" of the chapters in the runbook says.`
        : `Have both self IPs of ${path[1]} in traffic-group-local-only, on the unit that stays.`,
    }),
  "bigIps.*.user": own("none", "the declaration is posted with it; no call goes by it"),
  "bigIps.*.certificateAuthorityFile": own("none", "it is read when the declaration is posted; no call goes by it"),
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
    `the device is the router of its pairs: with another ${what} neither calls nor the hosts pass it until both sides know`,
    {
      before: `Change the ${what} on the device, as "The device's network" of the chapters in the runbook says, and ${others} with it.`,
    },
  );
}
