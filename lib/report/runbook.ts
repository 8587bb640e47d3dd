import { ENVIRONMENT_FACTS } from "../configuration-layer/applications";
import { type FactId, unverifiedFacts } from "../configuration-layer/facts";
import type { PairObjects } from "../configuration-layer/objects";
import { type Host, PASSWORD_VARIABLE } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import type { SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";
import { factsOf, optionOf } from "../options";
import type { Artifact } from "../options/artifact";
import { copiedByHand } from "../scripts/copied-by-hand";
import { recordFile } from "../scripts/installed-installer";
import { removalByHand } from "../scripts/removal-by-hand";
import { asText, block, paragraphs, steps, table } from "../text/markdown";
import {
  applyCommands,
  asksForPassword,
  asksForPasswords,
  hasDeviceByTerraform,
  installAgain,
  removedByHand,
} from "./apply-words";
import { controlServerSteps, hostNamesStep, ipv6Step, LICENSE_STEP } from "./framework-steps";
import { optionChange } from "./option-change";
import { sudoRuleSteps } from "./sudo-rule-steps";

/** A host in the order in which hosts are deployed. */
export interface DeployedHost {
  readonly host: Host;
  readonly after: readonly string[];
}

/** `runbook.md`: how the environment is put into service, proved, switched over and rolled back. */
export function renderRunbook(
  topology: Topology,
  pairObjects: PairObjects,
  hosts: readonly DeployedHost[],
  cleared: readonly Host[],
  unordered: readonly string[],
): Artifact {
  const pairs = [...topology.pairs.values()];
  const facts: FactId[] = [...ENVIRONMENT_FACTS, ...factsOf(topology)];
  const content = paragraphs(
    `# Runbook of environment ${topology.environment}`,
    topology.description === undefined ? undefined : asText(topology.description),
    "Written by sip-server-ha from the environment; do not edit. Each command is complete, and each step says what it prints.",
    "## 1. Put it into service",
    deployment(topology, hosts, cleared, unordered),
    "## 2. Configuration Layer",
    configuration(topology, pairs),
    ...pairs.map((pair, index) =>
      paragraphs(
        `## ${index + 3}. Pair ${pair.name}: ${optionOf(pair).title}`,
        optionOf(pair).runbook(topology, pair),
        optionChange(topology, pair, pairObjects.get(pair.name)!),
      ),
    ),
    `## ${pairs.length + 3}. What is not verified`,
    "The files of this environment rest on these statements, for which no documentation was found. Verify each one on your system before the first maintenance window.",
    unverifiedFacts(facts)
      .map(({ statement, source }) => `- ${statement} (${source})`)
      .join("\n"),
    acknowledgements(topology),
  );
  return {
    path: "runbook.md",
    content: `${content}\n`,
    purpose: "how to put it into service, prove it, switch over and roll back",
    construct: topology.environment,
    evidence: "unverified",
  };
}

function deployment(
  topology: Topology,
  deployed: readonly DeployedHost[],
  cleared: readonly Host[],
  unordered: readonly string[],
): string {
  const hasDevice = hasDeviceByTerraform(topology);
  const preparing = new Set(
    [...topology.pairs.values()].flatMap((pair) => optionOf(pair).preparing?.(topology, pair) ?? []),
  );
  const hosts = deployed.map(({ host }) => host);
  if (hosts.length === 0 && cleared.length === 0)
    return paragraphs(
      hasDevice
        ? "No host gets a file. The chapters of the pairs behind a device say what Terraform brings to it."
        : "No host gets a file, so there is nothing for Terraform to install.",
      preparing.size === 0 ? undefined : steps(...preparing),
    );
  const rows = deployed.map(({ host, after }) => [
    host.name,
    reachedAs(host),
    after.join(", ") || "-",
    host.installDirectory,
  ]);
  const takesPassword = asksForPasswords(topology, [...hosts, ...cleared]);
  const byHand = inOrder(deployed).filter((host) => host.connection === undefined);
  const reached = deployed.filter(({ host }) => host.connection !== undefined);
  // Installed by hand, but before a host that Terraform reaches.
  const early = new Set(inOrder(reached, deployed));
  const isByTerraform = hasDevice || cleared.length > 0 || reached.length > 0;
  return paragraphs(
    rows.length === 0 ? undefined : table(["host", "reached as", "after", "scripts in"], rows),
    cleared.length === 0
      ? undefined
      : `${cleared.map(({ name }) => name).join(", ")} ${cleared.length === 1 ? "gets" : "get"} no file. Terraform removes what an earlier version of this environment left there.`,
    unordered.length === 0
      ? undefined
      : `The backup's host comes before the primary's, except for pair ${unordered.join(", pair ")}: there, each host is primary for one pair and backup for another. Deploy those hosts in a maintenance window.`,
    steps(
      ...preparing,
      ...sudoRuleSteps(topology, hosts),
      ...byHand.filter((host) => early.has(host)).map(copiedByHand),
      isByTerraform
        ? `In this folder, look at what will change, then apply it.${rows.length === 0 ? "" : " Terraform copies the files of each host, checks the host, and installs the files. A host that fails its check stays as it was."}${hosts.some(runsFromHome) ? " An account whose home directory others may enter is refused, because they could change what runs from it: close the home directory with `chmod go-x`, or connect with another account." : ""}\n${block("sh", ["terraform init", ...applyCommands(takesPassword)])}${takesPassword ? "\nDo not save the plan: it would contain the passwords in clear text." : ""}`
        : undefined,
      ...byHand.filter((host) => !early.has(host)).map(copiedByHand),
      isByTerraform
        ? `Check that nothing is left to do:\n${block("sh", ["terraform plan -detailed-exitcode"])}\nIt prints \`No changes.\` and exits with 0.${reached[0] === undefined ? "" : ` ${notLookedAt(reached[0].host)}`}`
        : undefined,
      rows.length === 0 ? undefined : removal(topology.environment, hosts, isByTerraform),
    ),
    passwordVariable(topology.environment, hosts.filter(asksForPassword)),
  );
}

/** What no plan shows, and how to put it right. */
function notLookedAt(host: Host): string {
  return `Terraform knows what it has applied, not what has changed since; \`sip-ha drift\` reports that. If a host was set up again, or if its files were changed there, install its files again with \`-replace\`, e.g. \`${installAgain(host)}\`.`;
}

/** Whether Terraform runs its commands from the home of the connection's account. */
function runsFromHome({ os, connection }: Host): boolean {
  return operatingSystemNames[os].shell.language === "sh" && connection?.type === "ssh";
}

/** Each host after all the hosts in the list that it must come after. */
function inOrder(hosts: readonly DeployedHost[], all = hosts): Host[] {
  const byName = new Map(all.map((one) => [one.host.name, one]));
  const ordered = new Set<Host>();
  const add = (one: DeployedHost | undefined) => {
    // The host to come first may be one that gets no file.
    if (one === undefined || ordered.has(one.host)) return;
    for (const name of one.after) add(byName.get(name));
    ordered.add(one.host);
  };
  for (const one of hosts) add(one);
  return [...ordered];
}

/** How to remove everything of the environment, by Terraform and on hosts that it does not reach. */
function removal(environment: string, hosts: readonly Host[], isByTerraform: boolean): string {
  const unreached = hosts.filter(({ connection }) => connection === undefined);
  return [
    `To remove everything: for each pair, first do what its chapter has under "Moving to another option" before the apply${isByTerraform ? ", then run `terraform destroy`" : ""}.`,
    ...unreached.map((host) => `On ${host.name}, which Terraform does not reach, ${removalByHand(environment, host)}.`),
    "The removal is refused while the host holds a virtual IP or has enabled ports.",
    "If a host is removed in another way than it was last installed, e.g. by Terraform after an installation by hand, nothing is removed there: the output says so, and names the command that removes it.",
    ...(isByTerraform
      ? [
          `Terraform does not clean up a host whose last apply failed: apply again first${removalAfterFailure(environment, hosts)}. Nor does it clean up a host that is no longer declared: \`sip-ha diff\` says what to do before you take the host out. If you take out the connection of a host, its files are copied by hand from then on. If a host no longer exists, \`terraform destroy\` fails after the timeout of its connection: run \`terraform state rm null_resource.<host>\`, then destroy again.`,
        ]
      : []),
  ].join(" ");
}

/** How to remove the environment if hosts that Terraform reaches cannot be applied again. */
function removalAfterFailure(environment: string, hosts: readonly Host[]): string {
  const ways = hosts
    .filter(({ connection }) => connection !== undefined)
    .map(
      (host) =>
        `${removalByHand(environment, host, "<hash>")} there, with the hash at the end of the first line of \`${recordFile(environment, host.os)}\``,
    );
  return ways.length === 0 ? "" : `; if that cannot succeed, ${[...new Set(ways)].join(", or ")}`;
}

function reachedAs({ connection }: Host): string {
  if (connection === undefined) return "copied by hand";
  const { user, address, port } = connection;
  const there = `${user}@${address}, port ${port}`;
  if (connection.type === "winrm") return `${there}, by Windows Remote Management`;
  const { jumpHost } = connection;
  return jumpHost === undefined
    ? there
    : `${there}, by way of ${jumpHost.user}@${jumpHost.address}, port ${jumpHost.port}`;
}

/** Terraform asks for the password, but may not use it when it destroys. */
function passwordVariable(environment: string, hosts: readonly Host[]): string | undefined {
  if (hosts.length === 0) return undefined;
  const names = hosts.map(({ name }) => name).join(", ");
  return `The password for ${names} is the Terraform variable \`${PASSWORD_VARIABLE}\`. Terraform asks for it, or takes it from the environment variable \`TF_VAR_${PASSWORD_VARIABLE}\`; the password is written nowhere. ${removedByHand(environment, hosts)}`;
}

function configuration(topology: Topology, pairs: readonly SipServerPair[]): string {
  const reactions = pairs.flatMap((pair) => optionOf(pair).reactions(pair));
  const hasReactions = reactions.length > 0;
  const { sipServer, thirdPartyServer } = topology.genesys.templates;
  const templates = [sipServer, ...(hasReactions ? [thirdPartyServer] : [])]
    .map((name) => `"${asText(name)}"`)
    .join(" and ");
  return paragraphs(
    "Stop both servers of a pair before you change its redundancy type. In all other cases, start and stop servers one by one. Do not start or stop the Solution that they are in: that takes the backups along (documented), and with them the pair.",
    steps(
      LICENSE_STEP,
      "Export the existing objects, and keep the export: it is the way back. An import replaces each list of an object (ports, connections) as a whole.",
      `Import \`configuration-layer/objects.json\` with mutagen, or enter the objects in Genesys Administrator Extension. New applications are made from templates, here named ${templates}.`,
      hostNamesStep(topology),
      ...controlServerSteps(topology, hasReactions),
      `On the primary of each pair, choose the Switch ${topology.genesys.switch}. Configuration Server gives it to the backup, and keeps it locked there (documented). On each SIP Server, tick HA sync on the port of the HA link.`,
      hasReactions
        ? `On each reaction, choose the type "start a specified application" and the application:\n${table(
            ["reaction", "starts", "on host"],
            reactions.map(({ script, startsApplication, host }) => [script, startsApplication, host]),
          )}`
        : undefined,
      "Import `configuration-layer/options/<application>.cfg` on the options tab of each application, and `configuration-layer/hosts-annex.cfg` on the Annex of each Host. If the import rejects lines that start with #, delete them: the documented format has no comments.",
      ipv6Step(topology),
      servers(pairs),
    ),
  );
}

/** Scripts are proved before the start of a server makes the Management Layer run them. */
function servers(pairs: readonly SipServerPair[]): string {
  const runScripts = (pair: SipServerPair) => optionOf(pair).reactions(pair).length > 0;
  const names = (some: readonly SipServerPair[]) => some.map(({ name }) => name).join(", ");
  const [later, now] = [pairs.filter(runScripts), pairs.filter((pair) => !runScripts(pair))];
  const start = `Start the servers${later.length === 0 ? "" : ` of ${names(now)}`}, the primary of a pair before its backup.`;
  const wait = `Leave the servers${now.length === 0 ? "" : ` of ${names(later)}`} stopped: "Into service" in the chapter of their pair says when to start them.`;
  return [...(now.length === 0 ? [] : [start]), ...(later.length === 0 ? [] : [wait])].join(" ");
}

function acknowledgements(topology: Topology): string | undefined {
  if (topology.acknowledgements.length === 0) return undefined;
  return paragraphs(
    "## Accepted findings",
    table(
      ["finding", "on", "reason"],
      topology.acknowledgements.map(({ finding, on, reason }) => [finding, asText(on), asText(reason)]),
    ),
  );
}
