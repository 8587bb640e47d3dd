import { scriptHosts } from "../checks/script-hosts";
import { grouped } from "../model/grouped";
import { formatPath } from "../model/origin";
import type { Topology } from "../model/topology";
import { optionOf, options, runsScripts } from "../options";
import type { Effect } from "../options/effect";
import { asksForPassword, hasDeviceByTerraform, removedByHand } from "../report/apply-words";
import { sudoRuleSteps } from "../report/sudo-rule-steps";
import { removalByHand } from "../scripts/removal-by-hand";
import { block, table } from "../text/markdown";
import { someOf } from "../text/wording";
import { affectedPairs } from "./affected-pairs";
import type { Change } from "./change";
import type { FileChange } from "./changed-files";
import { changedHosts } from "./changed-hosts";
import type { OptionChange } from "./changed-options";
import { configurationSteps } from "./configuration-steps";
import { exchangedNames } from "./exchanged-names";
import { forgottenDevices, movedDevices, removedDevices } from "./forgotten-devices";
import { forgottenHosts } from "./forgotten-hosts";
import { installation } from "./installation";
import { leftOverObjects } from "./left-over-objects";
import { hasOtherCommands } from "./other-commands";
import { arriving, beside, departing, firstTime } from "./pair-steps";
import { type PairWork, pairWorks } from "./pair-work";
import { filesTable, hasRecords, keptRecords, type RecordSteps, recordSteps } from "./record-steps";
import { renamedAgents } from "./renamed-agents";
import { renamedDevices } from "./renamed-devices";
import { replacedDevices } from "./replaced-devices";
import { formerPrimary, stops, switchover } from "./server-steps";
import { optionsOfPairs, restartsBeside } from "./started-beside";
import { stateStep } from "./state-move";

/** Everything that changes from one output of an environment to another. */
export interface Changes {
  readonly was: Topology | undefined;
  readonly is: Topology | undefined;
  readonly changes: readonly Change[];
  readonly options: readonly OptionChange[];
  readonly files: readonly FileChange[];
}

/**
 * The steps that bring the later output into service, as Markdown, in their order: preparations while everything serves; releases; the backups' hosts; the
 * Configuration Layer; the servers, with a switchover; the primaries' hosts; whatever is left over. There are none if nothing has to be done beyond keeping
 * the files.
 */
export function applyOrder({ was, is, changes, options: changedOptions, files }: Changes): string[] {
  if (is === undefined) return was === undefined ? [] : takeAway(was);
  if (was === undefined)
    return [
      `The environment is new: go through \`stacks/${is.environment}/runbook.md\` from its beginning, pair by pair.`,
    ];
  const works = pairWorks(was, is, changes, changedOptions);
  const hosts = changedHosts(was, is, files, works);
  // If there is a switchover, the primaries' hosts wait for it; in an outage all hosts are changed while nobody is served. The programs that their reactions
  // start have to be there when the objects are imported, and the switchover starts them.
  const isStaged =
    hosts.later.length > 0 &&
    works.some(({ effect, away }) => effect === "switchover" && away === undefined) &&
    works.every(({ effect }) => effect !== "outage") &&
    !hasOtherCommands(was, is, hosts.later);
  const later = isStaged ? hosts.later : [];
  const installed = installation(was, is, hosts, isStaged, changes);
  const forgotten = forgottenHosts(was, is);
  const departed = removedDevices(was, is);
  const records = recordSteps(was, is, files, works);
  const arrive = (due: Parameters<typeof arriving>[3]) => arriving(was, is, works, due);
  return [
    ...records.serials,
    ...exchangedNames(was, is),
    ...backend(changes, was, is),
    ...forgotten,
    ...movedDevices(was, is),
    ...forgottenDevices(was, is),
    ...byPeople(changes, "prepare"),
    ...sudoRuleSteps(is, [...hosts.first, ...hosts.later], was),
    ...arrive("preparing"),
    ...arrive("ahead"),
    ...beside(works),
    ...maintenanceWindow(works),
    ...disabledAlarms(was, works),
    ...departing(was, is, works, "release", "removal"),
    ...stops(was, is, works),
    ...byPeople(changes, "stop"),
    ...byPeople(changes, "before"),
    ...departed,
    ...replacedDevices(was, is),
    ...installed.first,
    ...records.ahead,
    // If the chapter of a pair has everything, its import comes before the apply.
    ...(works.length > 0 && works.every(({ arrival }) => arrival === "beside")
      ? []
      : configurationSteps(was, is, files, changedOptions)),
    ...byPeople([...renamedAgents(was, is), ...changes], "imported"),
    ...restartsBeside(is, changes),
    ...departing(was, is, works, "beforeStart"),
    ...arrive("beforeStart"),
    ...otherFiles(was, is, files, works, records),
    ...arrive("scripts"),
    ...enabledAlarms(is, works),
    ...works.flatMap((work) => switchover(is, work, later)),
    ...installed.later,
    ...works.flatMap((work) => formerPrimary(is, work, later)),
    ...arrive("afterStart"),
    ...byPeople([...changes, ...optionsOfPairs(changedOptions, changes)], "after"),
    ...arrive("callers"),
    ...works.flatMap((work) => proof(is, work)),
    ...firstTime(works),
    ...records.late,
    ...departing(was, is, works, "afterwards"),
    ...leftOver(was, is),
    ...(installed.isByTerraform || forgotten.length > 0
      ? [`Check that nothing is left to do:\n${block("sh", ["terraform plan -detailed-exitcode"])}\nexits with 0.`]
      : []),
  ];
}

function takeAway(was: Topology): string[] {
  const installedOn = scriptHosts(was, runsScripts);
  const reached = installedOn.filter(({ connection }) => connection !== undefined);
  const asking = reached.filter(asksForPassword);
  const cleaned = reached.filter((host) => !asking.includes(host));
  const works = [...was.pairs.keys()].map((name): PairWork => ({ name, effect: "outage", departure: "left" }));
  return [
    ...maintenanceWindow(works),
    ...disabledAlarms(was, works),
    ...departing(was, undefined, works, "release", "removal"),
    ...stops(was, undefined, works),
    ...(asking.length === 0 ? [] : [removedByHand(was.environment, asking)]),
    ...(reached.length > 0 || hasDeviceByTerraform(was)
      ? [
          `In the folder of the earlier output, before you remove it:\n${block("sh", ["terraform destroy"])}${cleaned.length === 0 ? "" : `\nThis removes what is installed on ${cleaned.map(({ name }) => name).join(", ")}. It is refused while a virtual IP is up there.`}`,
        ]
      : []),
    ...installedOn
      .filter(({ connection }) => connection === undefined)
      .map((host) => `Terraform does not reach ${host.name}: ${removalByHand(was.environment, host)}.`),
    ...departing(was, undefined, works, "beforeStart", "afterwards"),
    "Delete the objects in the earlier `configuration-layer/objects.json` that nothing else uses. Delete the alarm conditions first.",
  ];
}

function backend(changes: readonly Change[], was: Topology, is: Topology): string[] {
  return changes.some(({ path }) => path[0] === "terraform") ? [stateStep(was, is)] : [];
}

function maintenanceWindow(works: readonly PairWork[]): string[] {
  const named = (effect: string) => works.filter((one) => one.effect === effect).map(({ name }) => name);
  const [outages, switchovers] = [named("outage"), named("switchover")];
  if (outages.length + switchovers.length === 0) return [];
  const what = [
    outages.length === 0 ? [] : [`callers cannot reach ${someOf(outages)} for a time`],
    switchovers.length === 0
      ? []
      : [`one server, host or proxy of ${someOf(switchovers)} at a time is away or switched over`],
  ].flat();
  return [`Do all of it in a maintenance window: ${what.join("; ")}.`];
}

/** What neither an apply nor an import does. A sentence that several keys share appears once. */
function byPeople(
  changes: readonly (Effect & Pick<Change, "path">)[],
  when: "prepare" | "stop" | "before" | "imported" | "after",
): string[] {
  const places = grouped(changes, ({ [when]: what }) => (what === undefined ? [] : [what]));
  return [...places].map(([what, of]) => {
    const elements = new Set(of.map(({ path }) => formatPath(path.slice(0, 2))));
    return `${[...elements].join(", ")}: ${what}`;
  });
}

/** The alarm conditions would start scripts while the scripts are replaced. */
function disabledAlarms(was: Topology, works: readonly PairWork[]): string[] {
  const names = reacting(
    was,
    works.filter(({ departure }) => departure !== undefined),
  );
  if (names.length === 0) return [];
  return [`Disable the alarm conditions of ${names.join(", ")}, so that nothing starts a script meanwhile.`];
}

/** Before the servers are started, because their role changes bring the virtual IP up. */
function enabledAlarms(is: Topology, works: readonly PairWork[]): string[] {
  const names = reacting(
    is,
    works.filter(({ arrival }) => arrival !== undefined && arrival !== "first"),
  );
  return names.length === 0 ? [] : [`Check that the alarm conditions of ${names.join(", ")} are enabled again.`];
}

function reacting({ pairs }: Topology, works: readonly PairWork[]): string[] {
  return works
    .map(({ name }) => name)
    .filter((name) => {
      const pair = pairs.get(name)!;
      return optionOf(pair).reactions(pair).length > 0;
    });
}

/**
 * Whether a device gets its file in the way in of a pair behind it. The chapter of a new pair comes last, and the chapter of a pair that comes beside
 * what serves it comes first: neither is in time for another pair there that changes.
 */
function isBroughtByWayIn(construct: string, is: Topology, works: readonly PairWork[]): boolean {
  const path = construct.split(".");
  const behind = path[0] === "bigIps" ? affectedPairs(path, is, is) : [];
  const arrivals = works.filter(({ name }) => behind.includes(name)).map(({ arrival }) => arrival);
  const inChapter = (arrival: PairWork["arrival"]) => arrival === "first" || arrival === "beside";
  return (
    arrivals.some((arrival) => arrival !== undefined && !inChapter(arrival)) ||
    (arrivals.length > 0 && arrivals.every(inChapter))
  );
}

/** What people bring to devices, name servers and whoever runs the network. New and removed files are in the ways in and out of their pair. */
function otherFiles(
  was: Topology,
  is: Topology,
  files: readonly FileChange[],
  works: readonly PairWork[],
  records: RecordSteps,
): string[] {
  const renamed = new Set([...renamedDevices(was, is).values()].map(({ name }) => `bigIps.${name}`));
  const folders = new Set(["hosts", "configuration-layer"]);
  const due = files.filter((one) => !hasRecords(one) || records.withOthers.includes(one));
  const others = due.filter(
    ({ kind, file: { path, construct } }) =>
      (kind === "changed" || (kind === "added" && renamed.has(construct))) &&
      !isBroughtByWayIn(construct, is, works) &&
      path.includes("/") &&
      !folders.has(path.split("/")[0]!) &&
      options.every(({ isForPeople }) => isForPeople?.(is, path) ?? true),
  );
  if (others.length === 0) return [];
  return [
    `Bring these files to where they belong, as the chapters of their pairs in the runbook say:\n${filesTable(others)}${keptRecords(records)}`,
  ];
}

/** A call and both switchovers, if the pair was away. */
function proof(is: Topology, { name, effect, arrival }: PairWork): string[] {
  const isTried = arrival === undefined ? effect === "outage" || effect === "switchover" : arrival !== "first";
  return isTried && is.pairs.has(name)
    ? [`Pair ${name}: make a call, then a manual switchover there and back, as its chapter in the runbook says.`]
    : [];
}

function leftOver(was: Topology, is: Topology): string[] {
  const objects = leftOverObjects(was, is);
  if (objects.length === 0) return [];
  return [
    `Delete the objects that belong only to the earlier output, in this order, if nothing else uses them. An import does not remove them:\n${table(["object", "name"], objects)}`,
  ];
}
