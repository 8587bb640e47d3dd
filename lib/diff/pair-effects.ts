import { type Duration, wholeSeconds } from "../model/duration";
import { hostNamesOf, peerOf, type SipServer, serversOf } from "../model/pair";
import { renamedHosts } from "../model/renamed-hosts";
import type { Topology } from "../model/topology";
import { optionOf } from "../options";
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
  withoutTransport,
} from "../options/effect";
import { takenForSameMachine } from "../options/renamed-host";
import { accountForScripts } from "./agent-effects";
import { optionEffect } from "./option-effect";
import { isUntouched } from "./untouched-host";

/** How changes to a pair's keys affect service, except the keys of its option. */
export const pairEffects: EffectTable = {
  "pairs.*.primary.application": application,
  "pairs.*.backup.application": application,
  "pairs.*.primary.host": serverHost,
  "pairs.*.backup.host": serverHost,
  ...Object.fromEntries(
    ["primary", "backup"].flatMap((role) => [
      [
        `pairs.*.${role}.ports.tlib`,
        unknown("switchover", "no source that was read documents when a server takes another listening port", {
          restarts: true,
        }),
      ],
      [
        `pairs.*.${role}.ports.haSync`,
        deduced(
          "outage",
          "until both servers have it the HA link is down: one server does not know what the other knows about calls, so restart both",
          { restarts: true },
        ),
      ],
      [`pairs.*.${role}.ports.http`, optionEffect("TServer", "http-port")],
      [`pairs.*.${role}.options.*.*`, declaredOption],
    ]),
  ),
  "pairs.*.options.*.*": declaredOption,
  "pairs.*.sip.port": ofOption("portEffect", () =>
    own("outage", "callers reach the pair only at the new port, and have to be pointed at it", {
      restarts: true,
      after: "Point callers and gateways at the new port.",
    }),
  ),
  "pairs.*.sip.tlsPort": ofOption("portEffect", ({ before, after }) => {
    if (before === undefined) return optionEffect("TServer", "sip-port-tls");
    return after === undefined
      ? own("outage", "callers over TLS can no longer reach the pair", {
          restarts: true,
          prepare: withoutTransport(["tls"]),
        })
      : own("outage", "callers over TLS reach the pair only at the new port, and have to be pointed at it", {
          restarts: true,
          after: "Point callers over TLS at the new port.",
        });
  }),
  "pairs.*.sip.transports": ofOption("transportsEffect", ({ before, after }) => {
    const gone = (before as readonly string[]).filter((one) => !(after as readonly string[]).includes(one));
    return gone.length === 0
      ? own("none", "no transport is removed")
      : deduced("outage", "callers that use a removed transport can no longer reach the pair", {
          prepare: withoutTransport(gone),
        });
  }),
  "pairs.*.haLink.addpTimeout": heartbeat("addp-timeout"),
  "pairs.*.haLink.addpRemoteTimeout": heartbeat("addp-remote-timeout"),
  "pairs.*.recoveryTimeObjective": FOR_CHECKS_ALONE,
};

/** If callers use something other than the pair's SIP settings, or something else depends on them, the option says how a change of them affects service. */
function ofOption(effect: "portEffect" | "transportsEffect", generally: (change: ChangedKey) => Effect) {
  return (change: ChangedKey): Effect => {
    const general = generally(change);
    return optionOf(change.is.pairs.get(String(change.path[1]))!)[effect]?.(general, change) ?? general;
  };
}

/**
 * A server that gets another role, or another pair, keeps its Switch and its HA sync. A backup has the Switch of its primary, see `backup-is-copied`.
 * Another Switch, or the Switch of another tenant, is chosen on every primary, see `genesys.switch` and `genesys.tenant`.
 */
function application({ after, was, is, path }: ChangedKey): Effect {
  const isChosenAnyway = was.genesys.switch !== is.genesys.switch || was.genesys.tenant !== is.genesys.tenant;
  const byHand = path[2] === "primary" && !isChosenAnyway ? "choose the Switch and tick HA sync" : "tick HA sync";
  const isKnown = [...was.pairs.values()].flatMap(serversOf).some((server) => server.application === after);
  return byFact(
    "outage",
    "redundancy-type-of-backup",
    "the two servers are made a pair again, for which both are stopped",
    {
      restarts: true,
      releases: true,
      imported: isKnown ? undefined : `On ${after}, ${byHand}, as chapter 2 of the runbook says.`,
    },
  );
}

/** One server moves while the other one serves; if both move, nobody serves. */
function serverHost(change: ChangedKey): Effect {
  const { path, was, is } = change;
  const pair = String(path[1]);
  const [old, now] = [was.pairs.get(pair)!, is.pairs.get(pair)!];
  const hosts = hostNamesOf(old);
  const role = path[2] === "primary" ? "primary" : "backup";
  const prepare = installation(now[role], old[role].host, was, is);
  const isBoth = old.primary.host !== now.primary.host && old.backup.host !== now.backup.host;
  if (isBoth && hostNamesOf(now).every((host) => hosts.includes(host)))
    return own("outage", "the primary moves to the host of the backup, and the backup to the host of the primary", {
      restarts: true,
      releases: true,
      prepare,
    });
  const isOtherAway = !isBoth && !isUntouched(peerOf(old, old[role]).host, was, is);
  const general =
    isBoth || isOtherAway
      ? own(
          "outage",
          isBoth
            ? "both servers move to other hosts"
            : "this server moves to another host, and the host of the other server changes",
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
  // A new option creates everything from scratch; the same machine keeps its default route.
  return together(
    general,
    isSame && (ofOption?.removes || !isRenamed(old[role].host, now[role].host, was, is)) ? ofOption : undefined,
  );
}

/** Undefined if the server that is declared there now has already served there, in whatever role and pair. */
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
  if (isRenamed(former, host, was, is)) {
    const stays = `${takenForSameMachine(former, host)}: SIP Server stays installed on it.`;
    const [old, now] = [was.hosts.get(former)!, is.hosts.get(host)!].map((one) => one.localControlAgent.account);
    return [stays, ...(old === now ? [] : [accountForScripts(host, is) ?? []].flat())].join(" ");
  }
  const install = `Install SIP Server on ${host} as its own documentation says, and a Local Control Agent if there is none.`;
  const account = was.hosts.has(host) ? undefined : accountForScripts(host, is);
  return account === undefined ? install : `${install} ${account}`;
}

function isRenamed(former: string, host: string, was: Topology, is: Topology): boolean {
  return renamedHosts(was, is).get(former)?.name === host;
}

function declaredOption({ path }: ChangedKey): Effect {
  return optionEffect(String(path.at(-2)), String(path.at(-1)));
}

/** If both times are 0s, the link has no heartbeat, and its protocol is a different one. */
function heartbeat(option: string) {
  return ({ path, was, is }: ChangedKey): Effect => {
    const [off, offNow] = [was, is].map(({ pairs }) => {
      const { addpTimeout, addpRemoteTimeout } = pairs.get(String(path[1]))!.haLink;
      return [addpTimeout, addpRemoteTimeout].every((time: Duration) => wholeSeconds(time) === 0);
    });
    return optionEffect("backup-sync", off === offNow ? option : "protocol");
  };
}
