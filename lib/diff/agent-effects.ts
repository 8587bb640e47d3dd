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
const BECAUSE = `${BY_HAND}; what its servers do meanwhile was found in no source`;
const SET_UP = "Set up the Local Control Agent as declared, and start it again";

/**
 * The Host object comes before the agent that is started again, which is not reached until that has its port. The help of GAX on Host objects has the
 * port left alone while anything is connected to the agent; the newer deployment guide of the Framework says that Solution Control Server stays connected
 * then and takes the port when the agent is started again: docs.genesys.com/Documentation/FR/Current/Dep/DepLCA. An agent that is stopped first is right by both.
 */
const HOST_FIRST =
  "Stop the Local Control Agent, and enter its new port in its Host object, which is not changed while anything is connected to the agent (documented); then";
const SET_UP_PORT = `${HOST_FIRST} set up the agent as declared, and start it`;

/** Another account comes after the import, which has the new port in the Host objects: the port has to be there before. */
const SET_PORT_ALONE = `${HOST_FIRST} give the agent its new port, with the account that it has until the import, and start it`;

/** What starts a service of Windows is in the registry, the port included (documented: docs.genesys.com/Documentation/FR/Current/Dep/DepLCA). */
export const PORT_OF_SERVICE =
  ", with the new port in `ImagePath` of its service in the registry, under `HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services` (documented)";

const WITH_MACHINE = own("none", "it is set up with the machine, which is another one");

/** What changes of the Local Control Agent of a host do to service. */
export const agentEffects: EffectTable = {
  "hosts.*.localControlAgent.port": port,
  "hosts.*.localControlAgent.account": account,
  "hosts.*.localControlAgent.becomeRoot": own(
    "none",
    "what the scripts need for it is there before the objects are imported that start them so",
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

/** Whether another value of the same host's agent changes as well. */
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
 * Root and the administrators of Windows start whatever is there, before and after. Any other account starts the scripts alone that are
 * installed for it, by the commands that are imported for it: its agent comes last, or a role change that the agent's own restart causes
 * finds no script that it may run.
 */
function account(change: ChangedKey): Effect {
  const { path, before, was, is } = change;
  const name = String(path[1]);
  const prepare = accountForScripts(name, is);
  // Set up once where its port is another one, too.
  if (prepare === undefined) return setUpFirst(change, differs("port", change) ? setUpPort(change) : SET_UP);
  if (isOtherMachine(name, was, is)) return { ...WITH_MACHINE, prepare };
  const { planAs, step } = setUp(was, name, SET_UP);
  const meanwhile =
    before === "root" ? "" : `; between the installation and that the agent of ${before} can start no script there`;
  return unknown(planAs, `${BECAUSE}${meanwhile}`, {
    prepare,
    imported: step,
  });
}

function isOtherMachine(name: string, was: Topology, is: Topology): boolean {
  return was.hosts.get(name)?.os !== is.hosts.get(name)?.os;
}

/** What the installer needs on a host where any other account than these starts scripts. */
export function accountForScripts(name: string, is: Topology): string | undefined {
  const { os, localControlAgent } = is.hosts.get(name)!;
  const hasScripts = pairsOn(is, name).some(runsScripts);
  if (!hasScripts || operatingSystemNames[os].sudo === "none" || localControlAgent.account === "root") return undefined;
  return `Create the account ${localControlAgent.account}, and a group of its name, where there are none: the installer gives the scripts to that group.`;
}

/** Where both servers of a pair are on the host, nobody serves while it counts as lost. */
function setUp(was: Topology, host: string, what: string): { readonly planAs: PlannedEffect; readonly step: string } {
  const hasBoth = pairsOn(was, host).some(isOnOneHost);
  const loss = "the loss of an agent counts as the loss of its host (documented).";
  return hasBoth
    ? {
        planAs: "outage",
        step: `${what}, when callers can be without this host, on which both servers of a pair are: ${loss}`,
      }
    : {
        planAs: "switchover",
        step: `${what}: of two hosts of a pair one after the other, the one that does not serve first, and the second when Solution Control Server reaches the agent of the first again. Where the server of a host serves, switch it over before, as its chapter in the runbook says: ${loss}`,
      };
}
