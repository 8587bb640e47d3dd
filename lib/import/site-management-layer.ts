import type { ExportedObject } from "../drift/configuration-export";
import { show } from "../text/wording";
import { byFrequency } from "./by-frequency";
import { type ImportNote, objectText, placeText, type Sourced } from "./import-note";
import { hostOf, nameOf, optionOf, textAt } from "./site-export";
import type { SiteHost } from "./site-hosts";
import { type Branch, branch, branchOrNothing, type Leaf, leaf } from "./written";

/** The sources of the section. */
export interface ManagementLayerParts {
  readonly solutionControlServers: readonly ExportedObject[];
  /** The Solution Control Servers that the hosts of pairs name, first the one that is used. */
  readonly controlledBy: readonly Sourced<string>[];
  readonly backupSolutionControlServer?: ExportedObject | undefined;
  readonly messageServers: readonly ExportedObject[];
  /** Those of the pairs. */
  readonly hosts: readonly ExportedObject[];
  readonly hostNamed: (object: string) => SiteHost | undefined;
}

/** The section `managementLayer`, and what is not known of it. */
export function managementLayerWritten({
  solutionControlServers,
  controlledBy,
  backupSolutionControlServer: backup,
  messageServers,
  hosts,
  hostNamed,
}: ManagementLayerParts): {
  readonly written: Branch;
  readonly notes: readonly ImportNote[];
} {
  const notes: ImportNote[] = [];
  const server = (all: readonly ExportedObject[], what: string, key: string) => {
    const one = all[0];
    if (one === undefined) {
      notes.push({
        kind: "unknown",
        code: "server-unknown",
        of: what,
        message: "no application of the export can be identified as it",
        fix: `export the whole database, templates included, or set managementLayer.${key}`,
      });
      return undefined;
    }
    // If hosts name theirs, there is nothing to decide about the others.
    const isNamed = key === "solutionControlServer" && controlledBy.length > 0;
    if (all.length > 1 && !isNamed)
      notes.push({
        kind: "left",
        code: "further-server",
        of: what,
        position: all[1]!.at(["name"]),
        message: `there are several; the file has the first by name, ${show(nameOf(one))}`,
        found: all.map((each) => show(nameOf(each))).join(", "),
        fix: `if another one is responsible for these hosts, correct managementLayer.${key}`,
      });
    const host = hostOf(one);
    const declared = host && hostNamed(host.value);
    if (declared === undefined)
      notes.push({
        kind: "unknown",
        code: "host-unknown",
        of: objectText("application", nameOf(one)),
        position: host?.position ?? one.at(["name"]),
        message: "the host that it runs on is not known",
        found: show(host?.value),
        fix: `set managementLayer.${key}.host`,
      });
    return branch({
      application: leaf(nameOf(one), placeText(one.at(["name"]))),
      host: declared && leaf(declared.name, placeText(host!.position)),
    });
  };
  if (controlledBy.length > 1)
    notes.push({
      kind: "left",
      code: "further-server",
      of: "Solution Control Server",
      position: controlledBy[1]!.position,
      message: "the Host objects of the pairs name several; the file has the one that most of them name",
      found: controlledBy.map(({ value }) => show(value)).join(", "),
      fix: "an environment has only one: put the pairs of another one into a file of their own, and both hosts of a pair under the same one",
    });
  const written = branch({
    solutionControlServer: server(solutionControlServers, "Solution Control Server", "solutionControlServer"),
    backupSolutionControlServer:
      backup && server([backup], "backup Solution Control Server", "backupSolutionControlServer"),
    messageServer: server(messageServers, "Message Server", "messageServer"),
    failureDetection: failureDetection(solutionControlServers[0], hosts),
  });
  return { written, notes };
}

/** The timers, from the Annex of the hosts and from Solution Control Server's options; timers that are not set keep their defaults. */
function failureDetection(server: ExportedObject | undefined, hosts: readonly ExportedObject[]): Branch | undefined {
  const general = (option: string) => server && optionOf(server, "general", option);
  return branchOrNothing({
    addpTimeout: seconds(usual(hosts, "addp-timeout")),
    addpRemoteTimeout: seconds(usual(hosts, "addp-remote-timeout")),
    disconnectSwitchoverTimeout: seconds(general("disconnect-switchover-timeout")),
    haFlipDetectTimeout: seconds(general("haflip-detect-timeout")),
  });
}

/** The value that most hosts have, because there is one for the environment; of values that are equally frequent, the first. */
function usual(hosts: readonly ExportedObject[], option: string): Sourced<string> | undefined {
  return byFrequency(hosts.flatMap((host) => textAt(host, "userProperties", "addp", option) ?? []))[0];
}

function seconds(read: Sourced<string> | undefined): Leaf | undefined {
  return read && /^\d{1,9}$/.test(read.value) ? leaf(`${Number(read.value)}s`, placeText(read.position)) : undefined;
}
