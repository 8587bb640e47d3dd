import type { Path } from "../model/origin";
import { type SipServerPair, serversOf } from "../model/pair";
import type { Topology } from "../model/topology";
import { optionOf, virtualIpOf } from "../options";
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
import { agentEffects } from "./agent-effects";
import { isSameMachine, isUsed } from "./same-machine";

const REACHED = own("none", "Terraform alone goes by it");
/** What changes of a host's keys do to service. */
export const hostEffects: EffectTable = {
  "hosts.*.os": hostAway("the host is another machine"),
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
  "hosts.*.connection.ssh.hostKey": REACHED,
  "hosts.*.connection.ssh.becomeRoot": REACHED,
  "hosts.*.connection.ssh.timeout": REACHED,
  "hosts.*.connection.winrm.user": REACHED,
  "hosts.*.connection.winrm.address": REACHED,
  "hosts.*.connection.winrm.port": REACHED,
  "hosts.*.connection.winrm.passwordFile": REACHED,
  "hosts.*.connection.winrm.https": REACHED,
  "hosts.*.connection.winrm.certificateAuthorityFile": REACHED,
  "hosts.*.connection.winrm.timeout": REACHED,
  "hosts.*.installDirectory": installedElsewhere,
};

const SET = "Set the host itself: what changes of it is not done from here.";

/** An interface that comes or goes beside those that are used is no matter of theirs. */
function interfaceOf(change: ChangedKey): Effect {
  const { path, before, after, was, is } = change;
  const [, host, , name] = path.map(String);
  const isBeside =
    (before === undefined || after === undefined) && ![was, is].some((topology) => isUsed(host!, name!, topology));
  return isBeside
    ? own("none", "neither the host's management nor a pair goes by this interface", { before: SET })
    : hostAway("the host's address there is set anew")(change);
}

/** A host is away while it is changed: the other server of each of its pairs serves, where that one stays as it is. */
function hostAway(what: string) {
  return (change: ChangedKey): Effect => {
    const { path, was, is } = change;
    const name = String(path[1]);
    const pairs = pairsOn(was, name);
    if (pairs.length === 0) return own("none", `${what}; no SIP Server runs there`, { before: SET });
    const effects = new Map(
      pairs.map((pair) => [pair.name, together(awayFrom(pair, what, change), hostEffect(pair, path, was, is))]),
    );
    const worst = gravest([...effects.values()].map(plannedEffect));
    const [most] = [...effects.values()].filter((effect) => plannedEffect(effect) === worst);
    return { ...most!, ofPair: Object.fromEntries(effects) };
  };
}

function awayFrom(pair: SipServerPair, what: string, { path, was, is }: ChangedKey): Effect {
  const name = String(path[1]);
  const isAlone = serversOf(pair).every(({ host }) => host === name || !isSameMachine(host, was, is));
  return isAlone
    ? own("outage", `${what}, and so is the other host of its pair, or there is none`, {
        restarts: true,
        releases: true,
        removes: true,
        before: SET,
      })
    : own("switchover", `${what}, outside of what is written here; the other server of its pair serves meanwhile`, {
        away: name,
        before: SET,
      });
}

/** What it does to what the pair's option has made there: another machine, or another interface on the network of the virtual IP. */
function hostEffect(pair: SipServerPair, [, host, , name]: Path, was: Topology, is: Topology): Effect | undefined {
  const networks = [was, is].map(
    ({ hosts }) => hosts.get(String(host))?.interfaces.find((one) => one.name === name)?.network,
  );
  const isConcerned = name === undefined || networks.includes(virtualIpOf(pair, was)?.network);
  // What is set anew has the default route that it had.
  const effect = optionOf(pair).hostEffect;
  return isConcerned && effect?.removes ? effect : undefined;
}

/** A script that is taken away must hold no virtual IP, and reactions must find the one that is there. */
function installedElsewhere({ path, was }: ChangedKey): Effect {
  const hasScripts = pairsOn(was, String(path[1])).some((pair) => optionOf(pair).runsScripts);
  return hasScripts
    ? own(
        "outage",
        "the installer refuses to take a script away whose virtual IP is up, and reactions start the scripts where they were until the objects are imported; so the virtual IP is released first",
        { releases: true },
      )
    : own("none", "no script is installed there");
}

function pairsOn({ pairs }: Topology, name: string) {
  return [...pairs.values()].filter((pair) => serversOf(pair).some(({ host }) => host === name));
}
