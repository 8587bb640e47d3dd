import { serversOf } from "../model/pair";
import type { Topology } from "../model/topology";
import { optionOf } from "../options";
import { type ChangedKey, type Effect, type EffectTable, FOR_CHECKS_ALONE, own, unknown } from "../options/effect";
import { rulesByHand } from "../report/rules-by-hand";

const REACHED = own("none", "Terraform alone goes by it");
const SET_UP_AGENT = "Set up the Local Control Agent of the host as declared, and start it again.";
const AGENT = unknown(
  "switchover",
  "the Local Control Agent is set up by hand and started again; what its servers do meanwhile was found in no source",
  { before: SET_UP_AGENT },
);

/** What changes of a host's keys do to service. */
export const hostEffects: EffectTable = {
  "hosts.*.os": hostAway("the host is another machine"),
  "hosts.*.dataCenter": FOR_CHECKS_ALONE,
  "hosts.*.interfaces.*.network": hostAway("the host's address there is set anew"),
  "hosts.*.interfaces.*.address": hostAway("the host's address there is set anew"),
  "hosts.*.managementInterface": unknown(
    "switchover",
    "what Solution Control Server does when a Host object has another address was found in no source",
  ),
  "hosts.*.localControlAgent.port": AGENT,
  "hosts.*.localControlAgent.account": (change) => ({ ...AGENT, before: withRules(change, SET_UP_AGENT) }),
  "hosts.*.localControlAgent.becomeRoot": otherRights,
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

/** Where the account is another one as well, the rules of sudo are told with that. */
function otherRights(change: ChangedKey): Effect {
  const before = withRules(change);
  if (before === undefined) return own("none", "the installer sets what the scripts need before they are run again");
  const accountIn = ({ hosts }: Topology) => hosts.get(String(change.path[1]))?.localControlAgent.account;
  return own("none", "the rules of sudo are there before the scripts are run through it", {
    before: accountIn(change.was) === accountIn(change.is) ? before : undefined,
  });
}

/** What people do before the installation, with the rules of sudo that they write where the installer does not. */
function withRules({ path, is }: ChangedKey, ...others: readonly string[]): string | undefined {
  const host = is.hosts.get(String(path[1]));
  const rules = host === undefined ? [] : rulesByHand(is, host).map((rule) => `\`${rule}\``);
  const added = rules.length === 0 ? [] : [`Add to the rules of sudo there, with \`visudo\`: ${rules.join(" and ")}.`];
  return [...added, ...others].join(" ") || undefined;
}

const AWAY =
  "Set the host itself: what changes of it is not done from here. Where it serves, switch over to the other server first.";

/** A host is away while it is changed: the other server of each of its pairs serves, where that one stays as it is. */
function hostAway(what: string) {
  return ({ path, was, is }: ChangedKey): Effect => {
    const name = String(path[1]);
    const pairs = pairsOn(was, name);
    if (pairs.length === 0) return own("none", `${what}; no SIP Server runs there`);
    const alone = pairs.filter((pair) => serversOf(pair).every(({ host }) => host === name || isOther(host, was, is)));
    return alone.length === 0
      ? own("switchover", `${what}, outside of what is written here; the other server of its pair serves meanwhile`, {
          restarts: true,
          before: AWAY,
        })
      : own("outage", `${what}, and so is the other host of its pair, or there is none`, {
          restarts: true,
          releases: true,
          before: AWAY,
        });
  };
}

/** A script that is taken away must hold no virtual IP, and reactions must find the one that is there. */
function installedElsewhere(change: ChangedKey): Effect {
  const { path, was } = change;
  const hasScripts = pairsOn(was, String(path[1])).some((pair) => optionOf(pair).runsScripts);
  return hasScripts
    ? own(
        "outage",
        "the installer refuses to take a script away whose virtual IP is up, and reactions start the scripts where they were until the objects are imported; so the virtual IP is released first",
        { releases: true, before: withRules(change) },
      )
    : own("none", "no script is installed there");
}

function pairsOn({ pairs }: Topology, name: string) {
  return [...pairs.values()].filter((pair) => serversOf(pair).some(({ host }) => host === name));
}

/** Whether what takes a host out of service is another one. */
function isOther(name: string, was: Topology, is: Topology): boolean {
  const machine = ({ hosts }: Topology) => {
    const host = hosts.get(name);
    return JSON.stringify([host?.os, host?.interfaces]);
  };
  return machine(was) !== machine(is);
}
