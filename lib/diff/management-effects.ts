import { solutionControlServersOf } from "../model/management-layer";
import { renamedHosts } from "../model/renamed-hosts";
import type { Topology } from "../model/topology";
import { type ChangedKey, deduced, type Effect, type EffectTable } from "../options/effect";
import { takenForSameMachine } from "../options/renamed-host";
import { optionEffect } from "./option-effect";

const MANAGEMENT = deduced(
  "none",
  "no SIP Server is affected; as long as neither of the two is at work, nobody decides on roles and nobody starts reactions",
);

type ServerKey = "solutionControlServer" | "backupSolutionControlServer" | "messageServer";

const TITLES: Readonly<Record<ServerKey, string>> = {
  solutionControlServer: "Solution Control Server",
  backupSolutionControlServer: "Solution Control Server",
  messageServer: "Message Server",
};

/** How changes to keys of the Management Layer affect service. */
export const managementEffects: EffectTable = {
  "managementLayer.solutionControlServer.application": renamed,
  "managementLayer.solutionControlServer.host": moved,
  "managementLayer.backupSolutionControlServer.application": secondControlServer,
  "managementLayer.backupSolutionControlServer.host": moved,
  "managementLayer.messageServer.application": renamed,
  "managementLayer.messageServer.host": moved,
  "managementLayer.failureDetection.addpTimeout": optionEffect("addp", "addp-timeout", "host"),
  "managementLayer.failureDetection.addpRemoteTimeout": optionEffect("addp", "addp-remote-timeout", "host"),
  "managementLayer.failureDetection.disconnectSwitchoverTimeout": optionEffect(
    "general",
    "disconnect-switchover-timeout",
    "solution-control-server",
  ),
  "managementLayer.failureDetection.haFlipDetectTimeout": optionEffect(
    "general",
    "haflip-detect-timeout",
    "solution-control-server",
  ),
};

/** No import creates the second server, or stops it. */
function secondControlServer(change: ChangedKey): Effect {
  const { before, after } = change;
  if (after === undefined) return { ...MANAGEMENT, after: `Stop ${before}, and remove it as the backup.` };
  if (before !== undefined) return renamed(change);
  return {
    ...MANAGEMENT,
    prepare: `Install ${after}, make it the backup of the first Solution Control Server, and connect it to the Message Server. Without that connection no reaction starts while it is at work.`,
  };
}

/** Only the options of these servers are imported. A server that also gets another host is installed there under its new name, see `moved`. */
function renamed({ path, before, after, was, is }: ChangedKey): Effect {
  const key = path[1] as ServerKey;
  const title = TITLES[key];
  if (was.managementLayer[key]!.host !== is.managementLayer[key]!.host) return MANAGEMENT;
  return {
    ...MANAGEMENT,
    prepare: `Give the ${title} ${before} the name ${after}, or install a new one of that name and stop ${before} when the new one is at work. No import does that.`,
  };
}

/** The import brings the host of another server, so the server is moved after the import. */
function moved({ path, before, after, was, is }: ChangedKey): Effect {
  // The second server is added and removed by its application.
  if (before === undefined || after === undefined) return MANAGEMENT;
  const key = path[1] as ServerKey;
  const [former, name] = [was, is].map((topology) => applicationOf(key, topology));
  const { messageServer } = is.managementLayer;
  const controlServers = solutionControlServersOf(is.managementLayer).map(({ application }) => application);
  const connected =
    key === "messageServer"
      ? `, and ${controlServers.join(" and ")} connected to it`
      : `, connected to ${messageServer.application}`;
  const atWork = `check that it is at work${connected}.`;
  const install = `Install ${name} on ${after} as its own documentation says, and a Local Control Agent if there is none. Leave ${name} stopped.`;
  if (former !== name)
    return {
      ...MANAGEMENT,
      prepare: install,
      imported: `Stop ${former} on ${before}, and start ${name} on ${after}; ${atWork}`,
    };
  const given = `give ${name} the host ${after}, which no import does, and start it`;
  if (renamedHosts(was, is).get(String(before))?.name === after)
    return {
      ...MANAGEMENT,
      imported: `Stop ${name}, ${given} again: ${takenForSameMachine(String(before), String(after))}; ${atWork}`,
    };
  return { ...MANAGEMENT, prepare: install, imported: `Stop ${name} on ${before}, ${given} there; ${atWork}` };
}

function applicationOf(key: ServerKey, { managementLayer }: Topology): string {
  return managementLayer[key]!.application;
}
