import type { LocalControlAgent } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import { isOnOneHost } from "../model/pair";
import { pairsOn } from "../model/pairs-on";
import type { Topology } from "../model/topology";
import { runsScripts } from "../options";
import {
  type ChangedKey,
  deduced,
  type Effect,
  type EffectTable,
  own,
  type PlannedEffect,
  unknown,
} from "../options/effect";

const BY_HAND = "the Local Control Agent is set up by hand and started again";
const BECAUSE = `${BY_HAND}; no source says what its servers do meanwhile`;
const SET_UP = "Set up the Local Control Agent as declared, and start it again";

/**
 * The Host object is changed before the agent is started again: nothing reaches the agent until the Host object has its port. The help of GAX on Host
 * objects says to leave the port alone while anything is connected to the agent. The newer deployment guide of the Framework says that Solution Control
 * Server stays connected then and takes the port when the agent is started again: docs.genesys.com/Documentation/FR/Current/Dep/DepLCA. Stopping the agent
 * first agrees with both.
 */
const HOST_FIRST =
  "Stop the Local Control Agent, and enter its new port in its Host object, which must not be changed while anything is connected to the agent (documented); then";
const SET_UP_PORT = `${HOST_FIRST} set up the agent as declared, and start it`;

/** The account changes after the import. The import has the new port in the Host objects, so the port has to be changed before. */
const SET_PORT_ALONE = `${HOST_FIRST} give the agent its new port, leave its account as it is until the import, and start it`;

/** The command that starts a Windows service is in the registry, including the port (documented: docs.genesys.com/Documentation/FR/Current/Dep/DepLCA). */
export const PORT_OF_SERVICE =
  ", with the new port in `ImagePath` of its service in the registry, under `HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services` (documented)";

const WITH_MACHINE = own("none", "it is set up together with the new machine");

/** How changes to the Local Control Agent of a host affect service. */
export const agentEffects: EffectTable = {
  "hosts.*.localControlAgent.port": port,
  "hosts.*.localControlAgent.account": account,
  "hosts.*.localControlAgent.becomeRoot": own(
    "none",
    "everything that the scripts need for it is in place before the objects that start them so are imported",
  ),
};

function port(change: ChangedKey): Effect {
  const isAccountLater =
    differs("account", change) && accountForScripts(String(change.path[1]), change.is) !== undefined;
  return setUpFirst(change, isAccountLater ? SET_PORT_ALONE : setUpPort(change));
}

function setUpPort({ path, is }: ChangedKey): string {
  return `${SET_UP_PORT}${is.hosts.get(String(path[1]))?.os === "windows" ? PORT_OF_SERVICE : ""}`;
}

/** Whether this other value of the same host's agent changes as well. */
function differs(key: keyof LocalControlAgent, { path, was, is }: ChangedKey): boolean {
  const [before, after] = [was, is].map(({ hosts }) => hosts.get(String(path[1]))?.localControlAgent[key]);
  return before !== after;
}

function setUpFirst({ path, was, is }: ChangedKey, what: string): Effect {
  const name = String(path[1]);
  if (isOtherMachine(name, was, is)) return WITH_MACHINE;
  if (pairsOn(was, name).length === 0)
    return deduced("none", `${BY_HAND}; no SIP Server runs there`, { before: `${what}.` });
  const { planAs, step } = setUp(was, name, what);
  return unknown(planAs, BECAUSE, { before: step });
}

/**
 * Root and the administrators of Windows can start any script, before and after. Any other account can only start the scripts that are installed for it, by
 * the commands that are imported for it. Its agent therefore comes last: otherwise a role change that the agent's own restart causes would find no script
 * that it may run.
 */
function account(change: ChangedKey): Effect {
  const { path, before, was, is } = change;
  const name = String(path[1]);
  const prepare = accountForScripts(name, is);
  // The agent is set up only once if its port changes, too.
  if (prepare === undefined) return setUpFirst(change, differs("port", change) ? setUpPort(change) : SET_UP);
  if (isOtherMachine(name, was, is)) return { ...WITH_MACHINE, prepare };
  const { planAs, step } = setUp(was, name, SET_UP);
  const meanwhile =
    before === "root"
      ? ""
      : `; between the installation and that moment the agent of ${before} cannot start any script there`;
  return unknown(planAs, `${BECAUSE}${meanwhile}`, {
    prepare,
    imported: step,
  });
}

function isOtherMachine(name: string, was: Topology, is: Topology): boolean {
  return was.hosts.get(name)?.os !== is.hosts.get(name)?.os;
}

/** What the installer needs on a host on which an account other than these starts scripts. */
export function accountForScripts(name: string, is: Topology): string | undefined {
  const { os, localControlAgent } = is.hosts.get(name)!;
  const hasScripts = pairsOn(is, name).some(runsScripts);
  if (!hasScripts || operatingSystemNames[os].sudo === "none" || localControlAgent.account === "root") return undefined;
  return `Create the account ${localControlAgent.account}, and a group of the same name, if they do not exist: the installer gives the scripts to that group.`;
}

/** If both servers of a pair are on the host, nobody serves while the host counts as lost. */
function setUp(was: Topology, host: string, what: string): { readonly planAs: PlannedEffect; readonly step: string } {
  const hasBoth = pairsOn(was, host).some(isOnOneHost);
  const loss = "the loss of an agent counts as the loss of its host (documented).";
  return hasBoth
    ? {
        planAs: "outage",
        step: `${what}. Do this when callers can be without this host, because both servers of a pair are on it: ${loss}`,
      }
    : {
        planAs: "switchover",
        step: `${what}. If this concerns both hosts of a pair, take one after the other: first the host that does not serve, and the second host when Solution Control Server reaches the agent of the first again. If the server of a host serves, switch it over before, as its chapter in the runbook says: ${loss}`,
      };
}
