import type { BigIpSide } from "../model/big-ip";
import type { SipServerPair } from "../model/pair";
import { runsScripts, virtualIpOf } from "../options";
import {
  type ChangedKey,
  deduced,
  type Effect,
  type EffectTable,
  FOR_CHECKS_ALONE,
  own,
  unknown,
} from "../options/effect";
import { managementEffects } from "./management-effects";
import { stateEffect } from "./state-move";

const IN_RUNBOOK = own("none", "only the runbook has it");

const IN_SERVICE = "no source says what a SIP Server in service does when it changes";

/** The Switch is chosen by hand, see `switch-link`. */
function switchOf({ after }: ChangedKey): Effect {
  return unknown("outage", `${IN_SERVICE}; no import sets it`, {
    restarts: true,
    prepare: `Check that the Switch ${after} is in the Configuration Layer, with the DNs of the earlier Switch.`,
    imported: `On the primary of each pair, choose the Switch ${after}, as chapter 2 of the runbook says.`,
  });
}

/** A SIP Server belongs to one tenant, which the import sets. Each tenant has its own reactions and DNs, and those of the earlier tenant stay. */
function tenantOf({ after, was, is }: ChangedKey): Effect {
  return unknown("outage", `${IN_SERVICE}; reactions and DNs are created again in the new tenant`, {
    restarts: true,
    prepare: `Check that the tenant ${after} is in the Configuration Layer, with the Switch that the SIP Servers get there.`,
    // Another Switch is chosen once, see `switchOf`.
    imported:
      was.genesys.switch === is.genesys.switch
        ? `On the primary of each pair, choose the Switch of the tenant ${after}, as chapter 2 of the runbook says.`
        : undefined,
  });
}

/** How changes to keys of the environment, its Management Layer and its networks affect service. */
export const environmentEffects: EffectTable = {
  environment: own("none", "a different name means a different environment"),
  description: IN_RUNBOOK,
  "genesys.tenant": tenantOf,
  "genesys.switch": switchOf,
  "genesys.sipServerVersion": deduced(
    "switchover",
    "the other version is installed on one server after the other, with a switchover when both are ready; no step here installs it",
    {
      restarts: true,
      imported:
        "Install the version of SIP Server on each server when you restart it below, between its stop and its start, as the vendor's upgrade procedure says.",
      noWayBack: "A version of SIP Server that was installed: install the earlier version, one server after the other.",
    },
  ),
  "genesys.templates.sipServer": own("none", "objects that exist keep their template"),
  "genesys.templates.thirdPartyServer": own("none", "objects that exist keep their template"),
  "terraform.backend.*.*": ({ was, is }) => stateEffect(was, is),
  acknowledge: FOR_CHECKS_ALONE,
  ...managementEffects,
  "networks.*.cidr": renumbered,
  "networks.*.gateway": gateway,
  "networks.*.vlan": (change) =>
    devicesOn(change, "inside", "outside").length > 0
      ? deduced("outage", "a BIG-IP carries the network in this VLAN: it is out of reach until both have the new tag", {
          before: "Change the VLAN's tag on the device and the switches.",
        })
      : own("none", "only what is written for those who run the network has it; no host and no server uses it"),
  "networks.*.dedicated": FOR_CHECKS_ALONE,
  "networks.*.switching.acceptsGratuitousArp": FOR_CHECKS_ALONE,
  "networks.*.switching.arpPacketsPerSecond": FOR_CHECKS_ALONE,
};

const NUMBER = "Renumber the network: its hosts, routers and everything else on it.";

/** The scripts have the prefix length of the virtual IP's network. */
function renumbered(change: ChangedKey): Effect {
  const served = servedOn(change);
  const outside = "the renumbering of the network is not among these steps";
  if (served.length === 0) return unknown("outage", outside, { before: NUMBER });
  const because = served.some(runsScripts)
    ? "a script whose virtual IP is up is not replaced by one with another prefix length, so the virtual IP is released first"
    : "whatever serves a virtual IP of the network is released first";
  return unknown("outage", `${outside}; ${because}`, { releases: true, removes: true, before: NUMBER });
}

/** The scripts use the gateway with a virtual IP, and a BIG-IP uses it on its outside; people set everything else that uses it. */
function gateway(change: ChangedKey): Effect {
  const { after } = change;
  const devices = devicesOn(change, "outside");
  if (devices.length > 0 && after !== undefined)
    return deduced(
      "outage",
      `the default route of ${devices.join(" and ")} leads through it: callers beyond it get no answer until the device has the new route`,
      {
        before: `Set the default route of ${devices.join(" and ")} to ${after} on the device itself; it is not in the declaration that is posted.`,
      },
    );
  const routes = "the hosts' routes are not set here";
  return own(
    "none",
    servedOn(change).some(runsScripts)
      ? `scripts that ask or tell the gateway use the new one from their next run on; ${routes}`
      : routes,
  );
}

/** The pairs that have their virtual IP on the network. */
function servedOn({ path, was }: ChangedKey): SipServerPair[] {
  return [...was.pairs.values()].filter((pair) => virtualIpOf(pair, was)?.network === path[1]);
}

/** The devices that have the network on one of these sides. */
function devicesOn({ path, was, is }: ChangedKey, ...sides: readonly BigIpSide[]): string[] {
  const devices = [...was.bigIps.values(), ...is.bigIps.values()];
  return [
    ...new Set(
      devices.filter(({ network }) => sides.some((side) => network[side] === path[1])).map(({ name }) => name),
    ),
  ];
}
