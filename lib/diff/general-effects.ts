import type { BigIpSide } from "../model/big-ip";
import type { Duration } from "../model/duration";
import { wholeSeconds } from "../model/duration";
import { hostNamesOf, peerOf, type SipServer, type SipServerPair, serversOf } from "../model/pair";
import type { Topology } from "../model/topology";
import { optionOf, runsScripts, virtualIpOf } from "../options";
import {
  byFact,
  type ChangedKey,
  deduced,
  type Effect,
  type EffectTable,
  FOR_CHECKS_ALONE,
  own,
  together,
  unknown,
} from "../options/effect";
import { accountForScripts } from "./agent-effects";
import { managementEffects } from "./management-effects";
import { optionEffect } from "./option-effect";
import { renamedHosts } from "./renamed-hosts";
import { isSameMachine } from "./same-machine";

const IN_RUNBOOK = own("none", "it stands in the runbook alone");

const IN_SERVICE = "what a SIP Server in service does when it changes was found in no source";

/** The Switch is chosen by hand, see `switch-link`. */
function switchOf({ after }: ChangedKey): Effect {
  return unknown("outage", `${IN_SERVICE}; no import sets it`, {
    restarts: true,
    prepare: `See that the Switch ${after} is in the Configuration Layer, with the DNs that the earlier one has.`,
    imported: `On each SIP Server, choose the Switch ${after}, as chapter 2 of the runbook says.`,
  });
}

/** A SIP Server is of one tenant, which the import sets; reactions and DNs are each tenant's own, and those of the earlier one stay. */
function tenantOf({ after }: ChangedKey): Effect {
  return unknown("outage", `${IN_SERVICE}; reactions and DNs are made anew in it`, {
    restarts: true,
    prepare: `See that the tenant ${after} is in the Configuration Layer, with the Switch that the SIP Servers get there.`,
    imported: `On each SIP Server, choose the Switch of the tenant ${after}, as chapter 2 of the runbook says.`,
  });
}

/** What changes of keys of the environment, its Management Layer and its networks do to service. */
export const environmentEffects: EffectTable = {
  environment: own("none", "another name is another environment"),
  description: IN_RUNBOOK,
  "genesys.tenant": tenantOf,
  "genesys.switch": switchOf,
  "genesys.sipServerVersion": deduced(
    "switchover",
    "another version is installed on one server after the other, with a switchover when both are ready; nothing here installs it",
    {
      restarts: true,
      imported:
        "Install the version of SIP Server on each server when it is restarted below, between its stop and its start, as the vendor's upgrade procedure says.",
      noWayBack:
        "A version of SIP Server that was installed: it goes back by its own installation, one server after the other.",
    },
  ),
  "genesys.templates.sipServer": own("none", "objects that exist keep their template"),
  "genesys.templates.thirdPartyServer": own("none", "objects that exist keep their template"),
  "terraform.backend.*.*": own("none", "Terraform's state moves: run `terraform init -migrate-state` first", {
    noWayBack: "Terraform's state stays where it was moved: the way back is another `terraform init -migrate-state`.",
  }),
  acknowledge: FOR_CHECKS_ALONE,
  ...managementEffects,
  "networks.*.cidr": renumbered,
  "networks.*.gateway": gateway,
  "networks.*.vlan": (change) =>
    devicesOn(change, "inside", "outside").length > 0
      ? deduced("outage", "a BIG-IP carries the network in this VLAN: it is out of reach until both have the new tag", {
          before: "Have the VLAN's tag changed on the device and the switches.",
        })
      : own("none", "it stands in what is written for the network's people; no host and no server goes by it"),
  "networks.*.dedicated": FOR_CHECKS_ALONE,
  "networks.*.switching.acceptsGratuitousArp": FOR_CHECKS_ALONE,
  "networks.*.switching.arpPacketsPerSecond": FOR_CHECKS_ALONE,
};

const NUMBER = "Number the network anew: its hosts, routers and what else is on it.";

/** The scripts have the prefix length of the virtual IP's network. */
function renumbered(change: ChangedKey): Effect {
  const served = servedOn(change);
  const outside = "the network is numbered anew outside of what is written here";
  if (served.length === 0) return unknown("outage", outside, { before: NUMBER });
  const because = served.some(runsScripts)
    ? "a script whose virtual IP is up is not replaced by one with another prefix length, so it is released first"
    : "what serves a virtual IP of it is released first";
  return unknown("outage", `${outside}; ${because}`, { releases: true, removes: true, before: NUMBER });
}

/** The scripts go by it at a virtual IP, and a BIG-IP on its outside; whatever else does is set by people. */
function gateway(change: ChangedKey): Effect {
  const { after } = change;
  const devices = devicesOn(change, "outside");
  if (devices.length > 0 && after !== undefined)
    return deduced(
      "outage",
      `${devices.join(" and ")} has its default route by it: callers beyond it get no answer until the device has the new one`,
      {
        before: `Set the default route of ${devices.join(" and ")} to ${after} on the device itself; the declaration that is posted does not have it.`,
      },
    );
  const routes = "the hosts' routes are not set here";
  return own(
    "none",
    servedOn(change).some(runsScripts)
      ? `scripts that ask or tell the gateway go by the new one from their next run on; ${routes}`
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

const HOSTS_GATEWAY = "the hosts' default gateway";
const ROUTES_BY_IT = "the routes to its inside that others have by it";
const SWITCH_PORTS = "the switch ports";

/** What changes of a device's keys do to service. */
export const bigIpDeviceEffects: EffectTable = {
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

/** What changes of a pair's keys do to service, but for those of its option. */
export const pairEffects: EffectTable = {
  "pairs.*.primary.application": application,
  "pairs.*.backup.application": application,
  "pairs.*.primary.host": serverHost,
  "pairs.*.backup.host": serverHost,
  ...Object.fromEntries(
    ["primary", "backup"].flatMap((role) => [
      [
        `pairs.*.${role}.ports.tlib`,
        unknown("switchover", "when a server takes another listening port is documented in no source that was read", {
          restarts: true,
        }),
      ],
      [
        `pairs.*.${role}.ports.haSync`,
        deduced(
          "outage",
          "until both servers have it the HA link is down: what one knows of calls the other does not, so restart both",
          { restarts: true },
        ),
      ],
      [`pairs.*.${role}.ports.http`, optionEffect("TServer", "http-port")],
      [`pairs.*.${role}.options.*.*`, declaredOption],
    ]),
  ),
  "pairs.*.options.*.*": declaredOption,
  "pairs.*.sip.port": port(() =>
    own("outage", "callers reach the pair at the new port alone, and have to be pointed at it", {
      restarts: true,
      after: "Point callers and gateways at the new port.",
    }),
  ),
  "pairs.*.sip.tlsPort": port(({ before, after }) => {
    if (before === undefined) return optionEffect("TServer", "sip-port-tls");
    return after === undefined
      ? own("outage", "who calls over TLS reaches the pair no more", {
          restarts: true,
          prepare: withoutTransport(["tls"]),
        })
      : own("outage", "who calls over TLS uses the new port alone, and has to be pointed at it", {
          restarts: true,
          after: "Point who calls over TLS at the new port.",
        });
  }),
  "pairs.*.sip.transports": ({ before, after }) => {
    const gone = (before as readonly string[]).filter((one) => !(after as readonly string[]).includes(one));
    return gone.length === 0
      ? own("none", "no transport is taken away")
      : deduced("outage", "who uses a transport that is taken away reaches the pair no more", {
          prepare: withoutTransport(gone),
        });
  },
  "pairs.*.haLink.addpTimeout": heartbeat("addp-timeout"),
  "pairs.*.haLink.addpRemoteTimeout": heartbeat("addp-remote-timeout"),
  "pairs.*.recoveryTimeObjective": FOR_CHECKS_ALONE,
};

function withoutTransport(transports: readonly string[]): string {
  return `Have who calls over ${transports.map((one) => one.toUpperCase()).join(" or ")} use another transport.`;
}

/** What a change of a SIP port does is the option's to say where callers use another one, or something else knows it. */
function port(general: (change: ChangedKey) => Effect) {
  return (change: ChangedKey): Effect => {
    const effect = general(change);
    return optionOf(change.is.pairs.get(String(change.path[1]))!).portEffect?.(effect) ?? effect;
  };
}

/** A server that has another role, or is of another pair, keeps its Switch and its HA sync. */
function application({ after, was }: ChangedKey): Effect {
  const isKnown = [...was.pairs.values()].flatMap(serversOf).some((server) => server.application === after);
  return byFact(
    "outage",
    "redundancy-type-of-backup",
    "the two servers are made a pair anew, for which both are stopped",
    {
      restarts: true,
      releases: true,
      imported: isKnown
        ? undefined
        : `On ${after}, choose the Switch and tick HA sync, as chapter 2 of the runbook says.`,
    },
  );
}

/** One server moves while the other one serves; where both do, nobody serves. */
function serverHost(change: ChangedKey): Effect {
  const { path, was, is } = change;
  const pair = String(path[1]);
  const [old, now] = [was.pairs.get(pair)!, is.pairs.get(pair)!];
  const hosts = hostNamesOf(old);
  const role = path[2] === "primary" ? "primary" : "backup";
  const prepare = installation(now[role], old[role].host, was, is);
  const isBoth = old.primary.host !== now.primary.host && old.backup.host !== now.backup.host;
  if (isBoth && hostNamesOf(now).every((host) => hosts.includes(host)))
    return own("outage", "the primary is on the host of the backup, and the backup on that of the primary", {
      restarts: true,
      releases: true,
      prepare,
    });
  const isOtherAway = !isBoth && !isSameMachine(peerOf(old, old[role]).host, was, is);
  const general =
    isBoth || isOtherAway
      ? own(
          "outage",
          isBoth
            ? "both servers are on other hosts"
            : "this server is on another host, and the host of the other one is set anew",
          {
            restarts: true,
            releases: true,
            removes: true,
            prepare,
          },
        )
      : own("switchover", "this server is stopped and started on another host, while the other one serves", {
          away: old[role].host,
          prepare,
        });
  const ofOption = optionOf(now).hostEffect?.(change, now);
  const isSame = old.highAvailability.option === now.highAvailability.option;
  // Another option than before makes everything anew; the same machine has the default route that it had.
  return together(
    general,
    isSame && (ofOption?.removes || !isRenamed(old[role].host, now[role].host, was, is)) ? ofOption : undefined,
  );
}

/** Nothing where the server that is declared there now has served there already, in whatever role and pair. */
function installation(
  { application, host }: SipServer,
  former: string,
  was: Topology,
  is: Topology,
): string | undefined {
  const isThere = [...was.pairs.values()]
    .flatMap(serversOf)
    .some((server) => server.application === application && server.host === host);
  if (isThere) return undefined;
  if (isRenamed(former, host, was, is))
    return `${host} has the operating system and the addresses of ${former}, and is taken for the same machine under another name: SIP Server stays installed on it.`;
  const install = `Install SIP Server on ${host} as its own documentation says, with a Local Control Agent where there is none.`;
  const account = was.hosts.has(host) ? undefined : accountForScripts(host, is);
  return account === undefined ? install : `${install} ${account}`;
}

function isRenamed(former: string, host: string, was: Topology, is: Topology): boolean {
  return renamedHosts(was, is).get(former)?.name === host;
}

function declaredOption({ path }: ChangedKey): Effect {
  return optionEffect(String(path.at(-2)), String(path.at(-1)));
}

/** With both times at 0s the link has no heartbeat, and its protocol is another one. */
function heartbeat(option: string) {
  return ({ path, was, is }: ChangedKey): Effect => {
    const [off, offNow] = [was, is].map(({ pairs }) => {
      const { addpTimeout, addpRemoteTimeout } = pairs.get(String(path[1]))!.haLink;
      return [addpTimeout, addpRemoteTimeout].every((time: Duration) => wholeSeconds(time) === 0);
    });
    return optionEffect("backup-sync", off === offNow ? option : "protocol");
  };
}
