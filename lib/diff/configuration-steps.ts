import { FACTS } from "../configuration-layer/facts";
import { managementAddress } from "../model/host";
import { serversOf } from "../model/pair";
import type { Topology } from "../model/topology";
import { optionOf } from "../options";
import { table } from "../text/markdown";
import type { FileChange } from "./changed-files";
import { type OptionChange, sharedOptionChanges } from "./changed-options";

const FOLDER = "configuration-layer/";

/** What is done in the Configuration Layer, according to its files that change, and the options that are no longer in them. */
export function configurationSteps(
  was: Topology,
  is: Topology,
  files: readonly FileChange[],
  changedOptions: readonly OptionChange[],
): string[] {
  const changed = files
    .filter(({ kind, file }) => kind !== "removed" && file.path.startsWith(FOLDER))
    .map(({ file }) => file.path.slice(FOLDER.length));
  const options = changed.filter((path) => path.endsWith(".cfg"));
  return [
    ...(changed.includes("objects.json")
      ? [
          ...takenAddresses(was, is),
          ...movedServers(was, is),
          "Export the objects of the Configuration Layer that exist, and keep the export. Import `configuration-layer/objects.json` of this output. The import replaces lists of an object (ports, connections) as a whole.",
        ]
      : []),
    ...annexStep(was, is, options),
    ...reactionSteps(was, is),
    ...(options.length === 0
      ? []
      : [
          `Import these on the options tab of their application, Host or DN:\n${options.map((path) => `- \`${FOLDER}${path}\``).join("\n")}`,
        ]),
    ...deletedOptions(changedOptions),
  ];
}

/** A Host that gets an address which another Host has until the import, for example under another name. It may be refused (fact `host-address-unique`). */
function takenAddresses(was: Topology, is: Topology): string[] {
  const holders = new Map([...was.hosts.values()].map((host) => [managementAddress(host), host.name]));
  const taken = [...is.hosts.values()].flatMap((host) => {
    const holder = holders.get(managementAddress(host));
    return holder === undefined || holder === host.name ? [] : [{ name: host.name, holder }];
  });
  if (taken.length === 0) return [];
  const each = taken.map(({ name, holder }) => `${name}, which is the address of Host ${holder}`).join(", and of ");
  const holding = taken.map(({ holder }) => holder).join(", ");
  return [
    `Be prepared for Configuration Server to refuse the address of ${each}: no two Hosts can have the same address, and a Host keeps its name as long as a server is on it (documented: ${FACTS["host-address-unique"].source}). If the import below fails for that reason, take the address off ${holding}, as a Host needs none (documented), and import again. From then on until the import is done, Solution Control Server may count what runs there as lost.`,
  ];
}

/** An application that keeps its name and gets another host. Configuration Server may refuse that (fact `host-of-server`). */
function movedServers(was: Topology, is: Topology): string[] {
  const hosts = new Map(serversIn(was).map(({ application, host }) => [application, host]));
  const moved = serversIn(is)
    .filter(({ application, host }) => (hosts.get(application) ?? host) !== host)
    .map(({ application }) => application)
    .sort();
  if (moved.length === 0) return [];
  return [
    `Be prepared for Configuration Server to refuse the new host of ${moved.join(", ")}: it does not change the host of a server that is a backup, or that others connect to (documented: ${FACTS["host-of-server"].source}). If the import below fails for that reason, wait until callers can be without the pair and stop both of its servers. Separate them as primary and backup, and remove the server that moves from the connections of its clients. Import, which makes them a pair again, and put the connections back.`,
  ];
}

function serversIn({ pairs }: Topology) {
  return [...pairs.values()].flatMap(serversOf);
}

/** An import sets options, and leaves alone the options that are not in its file. */
function deletedOptions(changed: readonly OptionChange[]): string[] {
  const rows = sharedOptionChanges(changed)
    .filter(({ is }) => is === undefined)
    .map(({ objects, section, option }) => [objects.join(", "), section, option]);
  if (rows.length === 0) return [];
  return [
    `Delete these options by hand, because an import does not remove options:\n${table(["object", "section", "option"], rows)}`,
  ];
}

/** Every Host has the same Annex, so its file may be unchanged even if Hosts are new. */
function annexStep(was: Topology, is: Topology, changed: readonly string[]): string[] {
  const added = [...is.hosts.keys()].filter((name) => !was.hosts.has(name));
  if (added.length === 0 || changed.includes("hosts-annex.cfg")) return [];
  return [`Import \`${FOLDER}hosts-annex.cfg\` on the Annex of each new Host: ${added.join(", ")}.`];
}

/** No import sets which application a reaction starts; a reaction of another tenant is another reaction. */
function reactionSteps(was: Topology, is: Topology): string[] {
  const rows = (topology: Topology) =>
    [...topology.pairs.values()].flatMap((pair) =>
      optionOf(pair)
        .reactions(pair)
        .map(({ script, startsApplication, host }) => [script, startsApplication, host]),
    );
  const known = new Set(was.genesys.tenant === is.genesys.tenant ? rows(was).map((row) => JSON.stringify(row)) : []);
  const added = rows(is).filter((row) => !known.has(JSON.stringify(row)));
  if (added.length === 0) return [];
  return [
    `On each of these reactions, choose the type "start a specified application" and the application:\n${table(["reaction", "starts", "on host"], added)}`,
  ];
}
