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

const REACHED = own("none", "Terraform alone goes by it");
const SET = "Set the host itself: what changes of it is not done from here.";
const MACHINE =
  "Set up the machine itself, and install on it what the earlier one had, as its own documentation says: the Local Control Agent, and SIP Server or what else of Genesys runs there.";

/** What changes of a host's keys do to service. */
export const hostEffects: EffectTable = {
  "hosts.*.os": hostAway("the host is another machine", MACHINE),
  "hosts.*.dataCenter": FOR_CHECKS_ALONE,
  "hosts.*.interfaces.*.network": interfaceOf,
  "hosts.*.interfaces.*.address": interfaceOf,
  "hosts.*.managementInterface": unknown(
    "switchover",
    "what Solution Control Server does when a Host object has another address was found in no source",
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

/** A host has another key as a rule because it was set up anew. */
function otherKey({ path, before, after, is }: ChangedKey): Effect {
  const host = is.hosts.get(String(path[1]));
  if (before === undefined || after === undefined || host === undefined) return REACHED;
  if (!pairsOn(is, host.name).some(runsScripts)) return REACHED;
  return {
    ...REACHED,
    after: `Where the machine was set up anew, nothing is installed on it, which Terraform does not see. Install it again: \`${installAgain(host)}\`.`,
  };
}

/** An interface that comes or goes beside those that are used is no matter of theirs. */
function interfaceOf(change: ChangedKey): Effect {
  const { path, before, after, was, is } = change;
  const [, host, , name] = path.map(String);
  const isBeside =
    (before === undefined || after === undefined) && ![was, is].some((topology) => isUsed(host!, name!, topology));
  return isBeside
    ? own("none", "neither the host's management nor a pair goes by this interface", { before: SET })
    : hostAway("the host's address there is set anew", setFree(change))(change);
}

/** Where hosts exchange addresses, or one takes another's, two would have one for a time. */
function setFree({ path: [, host, , name], was, is }: ChangedKey): string {
  const next = is.hosts.get(String(host))?.interfaces.find((one) => one.name === name)?.address;
  const holder = [...was.hosts.values()].find(
    (other) => other.name !== host && other.interfaces.some(({ address }) => address === next),
  );
  return holder === undefined ? SET : `${SET} Before it gets ${next}, take that off ${holder.name}.`;
}

/** A host is away while it is changed: the other server of each of its pairs serves, where that one stays as it is. */
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

/** The gravest of the effects, with what people do for the sake of any, `before` whatever it is to a pair, and what no way back brings back. */
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
  // One that goes, or has another name, is a change of its own.
  const stays = ({ application, host }: SipServer) =>
    later.every((server) => server.application !== application || server.host === host);
  if (same.some(stays))
    return own(
      "switchover",
      `${what}, outside of what is written here; the other server of its pair serves meanwhile`,
      { away: name },
    );
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

/** A script that is taken away must hold no virtual IP, and reactions must find the one that is there. */
function installedElsewhere({ path, was }: ChangedKey): Effect {
  const hasScripts = pairsOn(was, String(path[1])).some(runsScripts);
  return hasScripts
    ? own(
        "outage",
        "the installer refuses to take a script away whose virtual IP is up, and reactions start the scripts where they were until the objects are imported; so the virtual IP is released first",
        { releases: true },
      )
    : own("none", "no script is installed there");
}
