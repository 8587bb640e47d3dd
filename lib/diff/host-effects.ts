import { type SipServer, type SipServerPair, serversOf } from "../model/pair";
import { pairsOn } from "../model/pairs-on";
import { optionOf, runsScripts } from "../options";
import {
  type ChangedKey,
  type Effect,
  type EffectTable,
  FOR_CHECKS_ALONE,
  gravest,
  own,
  plannedEffect,
  together,
  unknown,
} from "../options/effect";
import { installAgain } from "../report/apply-words";
import { namesOf } from "./affected-pairs";
import { agentEffects } from "./agent-effects";
import { followersOf } from "./counterpart";
import { isUntouched, isUsed } from "./untouched-host";

const REACHED = own("none", "only Terraform uses it");
const SET = "Make the change on the host itself: nothing here does it.";
const MACHINE =
  "Set up the machine itself, and install on it what the earlier machine had, as the documentation of each product says: the Local Control Agent, and SIP Server or whatever else of Genesys runs there.";

/** How changes to a host's keys affect service. */
export const hostEffects: EffectTable = {
  "hosts.*.os": hostAway("the host is another machine", MACHINE),
  "hosts.*.dataCenter": FOR_CHECKS_ALONE,
  "hosts.*.interfaces.*.network": interfaceOf,
  "hosts.*.interfaces.*.address": interfaceOf,
  "hosts.*.managementInterface": unknown(
    "switchover",
    "no source says what Solution Control Server does when the address of a Host object changes",
  ),
  ...agentEffects,
  "hosts.*.connection.ssh.user": REACHED,
  "hosts.*.connection.ssh.address": REACHED,
  "hosts.*.connection.ssh.port": REACHED,
  "hosts.*.connection.ssh.privateKeyFile": REACHED,
  "hosts.*.connection.ssh.hostKey": otherKey,
  "hosts.*.connection.ssh.becomeRoot": REACHED,
  "hosts.*.connection.ssh.timeout": REACHED,
  "hosts.*.connection.ssh.jumpHost.user": REACHED,
  "hosts.*.connection.ssh.jumpHost.address": REACHED,
  "hosts.*.connection.ssh.jumpHost.port": REACHED,
  "hosts.*.connection.ssh.jumpHost.privateKeyFile": REACHED,
  "hosts.*.connection.ssh.jumpHost.hostKey": REACHED,
  "hosts.*.connection.winrm.user": REACHED,
  "hosts.*.connection.winrm.address": REACHED,
  "hosts.*.connection.winrm.port": REACHED,
  "hosts.*.connection.winrm.passwordFile": REACHED,
  "hosts.*.connection.winrm.https": REACHED,
  "hosts.*.connection.winrm.certificateAuthorityFile": REACHED,
  "hosts.*.connection.winrm.timeout": REACHED,
  "hosts.*.installDirectory": installedElsewhere,
};

/** A host usually has another key because it was installed from scratch. */
function otherKey({ path, before, after, is }: ChangedKey): Effect {
  const host = is.hosts.get(String(path[1]));
  if (before === undefined || after === undefined || host === undefined) return REACHED;
  if (!pairsOn(is, host.name).some(runsScripts)) return REACHED;
  return {
    ...REACHED,
    after: `If the machine was set up from scratch, nothing is installed on it, and Terraform does not see that. Install it again: \`${installAgain(host)}\`.`,
  };
}

/** An interface that is added or removed besides the used interfaces does not affect them. */
function interfaceOf(change: ChangedKey): Effect {
  const { path, before, after, was, is } = change;
  const [, host, , name] = path.map(String);
  const isBeside =
    (before === undefined || after === undefined) && ![was, is].some((topology) => isUsed(host!, name!, topology));
  return isBeside
    ? own("none", "neither the host's management nor a pair uses this interface", { before: SET })
    : hostAway("the host's address there changes", setFree(change))(change);
}

/** If hosts exchange addresses, or a host takes the address of another, two hosts would have the same address for a time. */
function setFree({ path: [, host, , name], was, is }: ChangedKey): string {
  const next = is.hosts.get(String(host))?.interfaces.find((one) => one.name === name)?.address;
  const holder = [...was.hosts.values()].find(
    (other) => other.name !== host && other.interfaces.some(({ address }) => address === next),
  );
  return holder === undefined ? SET : `${SET} Before it gets ${next}, remove that address from ${holder.name}.`;
}

/** A host is away while it is changed. The other server of each of its pairs serves, if that server stays as it is. */
function hostAway(what: string, before = SET) {
  return (change: ChangedKey): Effect => {
    const { path, was } = change;
    const name = String(path[1]);
    const beside = own("none", `${what}; no SIP Server runs there`);
    const pairs = new Set(pairsOn(was, name));
    const named = [...was.pairs.values()].filter((pair) => !pairs.has(pair) && namesOf(pair, "hosts").includes(name));
    const effects = new Map(
      [...pairs, ...named].map((pair) => [
        pair.name,
        together(pairs.has(pair) ? awayFrom(pair, what, change) : beside, optionOf(pair).machineEffect?.(change, pair)),
      ]),
    );
    return effects.size === 0
      ? { ...beside, before }
      : { ...gravestOf([...effects.values()], before), ofPair: Object.fromEntries(effects) };
  };
}

/** The gravest of the effects, together with what people do for any of them, `before` whatever the effect on a pair is, and what no way back restores. */
function gravestOf(effects: readonly Effect[], before: string): Effect {
  const worst = gravest(effects.map(plannedEffect));
  const most = effects.find((effect) => plannedEffect(effect) === worst)!;
  const all = (key: "prepare" | "before" | "imported" | "after" | "noWayBack", ...last: readonly string[]) => {
    const sentences = new Set([...effects.flatMap((effect) => effect[key] ?? []), ...last]);
    return sentences.size === 0 ? undefined : [...sentences].join(" ");
  };
  return {
    ...most,
    prepare: all("prepare"),
    before: all("before", before),
    imported: all("imported"),
    after: all("after"),
    noWayBack: all("noWayBack"),
  };
}

function awayFrom(pair: SipServerPair, what: string, { path, was, is }: ChangedKey): Effect {
  const name = String(path[1]);
  const others = serversOf(pair).filter(({ host }) => host !== name);
  const same = others.filter(({ host }) => isUntouched(host, was, is));
  const later = followersOf(pair, was, is).flatMap(serversOf);
  // A server that is removed, or has another name, is a separate change.
  const stays = ({ application, host }: SipServer) =>
    later.every((server) => server.application !== application || server.host === host);
  if (same.some(stays))
    return own("switchover", `${what}, outside these steps; the other server of its pair serves meanwhile`, {
      away: name,
    });
  return own(
    "outage",
    others.length === 0
      ? `${what}; both servers of its pair are on it`
      : same.length === 0
        ? `${what}, and so is the other host of its pair`
        : `${what}, and the other server of its pair moves to another host`,
    {
      restarts: true,
      releases: true,
      removes: true,
    },
  );
}

/** A script that is removed must hold no virtual IP, and reactions must find the script that is there. */
function installedElsewhere({ path, was }: ChangedKey): Effect {
  const hasScripts = pairsOn(was, String(path[1])).some(runsScripts);
  return hasScripts
    ? own(
        "outage",
        "the installer refuses to remove a script whose virtual IP is up, and reactions start the scripts at their earlier place until the objects are imported; so the virtual IP is released first",
        { releases: true },
      )
    : own("none", "no script is installed there");
}
