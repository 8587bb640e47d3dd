import type { GenericSchema } from "valibot";
import type { RoleScripts } from "../checks/role-scripts";
import type { Rule } from "../checks/rule";
import type { KnownOfOptions } from "../checks/rules";
import type { Listener } from "../checks/rules/port-not-unique";
import type { ApplicationName } from "../configuration-layer/application-names";
import type { DeclaredOption } from "../configuration-layer/declared-options";
import type { FactId } from "../configuration-layer/facts";
import type { ConfigurationObjects } from "../configuration-layer/objects";
import type { OptionsFile } from "../configuration-layer/options-file";
import type { Reaction } from "../configuration-layer/reactions-file";
import type { ServerOption } from "../configuration-layer/server-options";
import type { Address } from "../model/address";
import type { ClusterNode } from "../model/cluster-node";
import type { ServedRecord } from "../model/dns-record";
import type { ReferencePlace } from "../model/element";
import type { Outage } from "../model/outage";
import type { SipServer, SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";
import type { VirtualIpClaim } from "../model/virtual-ip";
import type { Behaviour } from "../operation/behaviour";
import type { CatalogueScenario } from "../operation/catalogue-scenario";
import type { InstallerWork } from "../scripts/installer-work";
import type { Artifact } from "./artifact";
import type { CallPath } from "./call-path";
import type { DeviceExpectation } from "./device-expectation";
import type { DrillPart } from "./drill-part";
import type { ChangedKey, Effect, EffectTable } from "./effect";
import type { Arriving, Earlier, Later, Leaving } from "./moving";

/** One way of being highly available, for the pairs that have chosen it. Each option is a folder of pure functions; `options/index.ts` lists them. */
export interface HighAvailabilityOption<Pair extends SipServerPair = SipServerPair> {
  /** The key under `highAvailability`. */
  readonly name: string;
  /** The name in prose. */
  readonly title: string;
  /** The shape of what stands under the key. */
  readonly declaration: GenericSchema<unknown, object>;
  /** The option's part of the model, from a declaration that has the shape. */
  readonly fromDeclaration: (declaration: never) => Pair["highAvailability"];
  /** Where the option's declaration names other elements, below the option's own key. */
  readonly references: readonly ReferencePlace[];
  /** The pair's virtual IP; undefined if the option has none. */
  readonly virtualIp: (part: Pair["highAvailability"], topology: Topology) => VirtualIpClaim | undefined;
  /** Whether the pair's hosts get scripts, which the Local Control Agents there start with root's rights. */
  readonly runsScripts: boolean;
  /** How those scripts keep time, if role changes start them. */
  readonly roleScripts?: (topology: Topology, pair: Pair) => RoleScripts;
  /** The option's checks, given what they have to know of the other options. */
  readonly rules: (known: KnownOfOptions) => readonly Rule[];
  /** The files that the pair's hosts get. */
  readonly artifacts: (topology: Topology, pair: Pair) => readonly Artifact[];
  /** Files that belong to no single pair, such as a device's declaration or a zone; called once if any pair uses the option. */
  readonly sharedArtifacts: (topology: Topology) => readonly Artifact[];
  /** Whether operators bring such a file to its place when it changes. @default they do */
  readonly isForPeople?: (topology: Topology, path: string) => boolean;
  /** What the installer of a host has to do for a pair beyond copying files. */
  readonly hostWork: (topology: Topology, pair: Pair, host: string) => InstallerWork;
  /** The host's node in the pair's Network Load Balancing cluster; not given if there is no such cluster. */
  readonly clusterNode?: (topology: Topology, pair: Pair, host: string) => ClusterNode | undefined;
  /** Objects of the Configuration Layer beyond the servers themselves, in any order. */
  readonly configuration: (topology: Topology, pair: Pair) => Partial<ConfigurationObjects>;
  /** The applications among those objects, with the place that their names come from. */
  readonly applicationNames: (pair: Pair) => readonly ApplicationName[];
  /** What each alarm reaction starts. */
  readonly reactions: (pair: Pair) => readonly Reaction[];
  /** Options that a server must have for this option to work. */
  readonly serverOptions: (topology: Topology, pair: Pair, server: SipServer) => readonly ServerOption[];
  /** The product options that the declaration sets, so that their values are checked. @default none */
  readonly declaredOptions?: (pair: Pair) => readonly DeclaredOption[];
  /** Options files besides those of the servers. @default none */
  readonly optionsFiles?: (topology: Topology, pair: Pair) => readonly OptionsFile[];
  /** DNS records by which callers find its pairs. @default none */
  readonly dnsRecords?: (topology: Topology) => readonly ServedRecord[];
  /** What network devices must have. @default nothing */
  readonly devices?: (topology: Topology) => readonly DeviceExpectation[];
  /** What listens besides the servers. @default nothing */
  readonly listeners?: (pair: Pair) => readonly Listener[];
  /** The longest outage after the loss of a host, undefined if it is not known; not given if the option survives no such loss. */
  readonly worstCaseOutage?: (topology: Topology, pair: Pair) => Outage | undefined;
  /** How the option's part of a pair behaves when something goes wrong, for the simulation. */
  readonly behaviour: (topology: Topology, pair: Pair) => Behaviour;
  /** The scenarios for the simulation of a pair of this option, beyond those of every pair. */
  readonly scenarios: readonly CatalogueScenario[];
  /** The address by which SIP comes to the server itself; undefined if the declaration leaves a choice. */
  readonly serverAddress: (topology: Topology, pair: Pair, server: SipServer) => Address | undefined;
  /** How new calls get to the pair, for its diagrams. */
  readonly callPath: (topology: Topology, pair: Pair) => CallPath;
  /** The pair's chapter of the runbook, Markdown. */
  readonly runbook: (topology: Topology, pair: Pair) => string;
  /** How operators who try a failure on the real pair see its effect, and bring the pair back. */
  readonly drill: (topology: Topology, pair: Pair) => DrillPart;
  /**
   * What the pair's hosts and devices need before anything of the option comes to them for the first time: steps, Markdown. Without it, nothing.
   *
   * @param earlier what the pair was; undefined if that is not known, as in its runbook
   */
  readonly preparing?: (topology: Topology, pair: Pair, earlier?: Earlier) => readonly string[];
  /**
   * The steps that a pair needs when it leaves this option, beyond those of every such move.
   *
   * @param later what the pair leaves for; undefined if that is not known, as in its runbook
   */
  readonly leaving: (topology: Topology, pair: Pair, later?: Later) => Leaving;
  /** The steps that a pair needs when it comes to this option, beyond those of every such move; `earlier` is what it was, if that is known. */
  readonly arriving: (topology: Topology, pair: Pair, earlier?: Earlier) => Arriving;
  /**
   * The heading in the pair's chapter of the runbook for the move from another option to this one with callers served throughout. Undefined if there is
   * no such move from what the pair was; not given if there is no such move at all.
   */
  readonly besideHeading?: (pair: Pair, was: SipServerPair) => string | undefined;
  /** The effect on service of a change of each key of the declaration. */
  readonly effects: EffectTable;
  /** The effect on service of a change of a SIP port, given its effect if callers use the port. @default the same effect */
  readonly portEffect?: (general: Effect, change: ChangedKey) => Effect;
  /** The same for a change of the pair's transports. */
  readonly transportsEffect?: (general: Effect, change: ChangedKey) => Effect;
  /** The additional effect of moving a server to another host. @default none */
  readonly hostEffect?: (change: ChangedKey, pair: Pair) => Effect;
  /** The additional effect of a change of a host or its interface on a pair that has a server there, or whose option names the host; undefined: none. @default none */
  readonly machineEffect?: (change: ChangedKey, pair: Pair) => Effect | undefined;
  /** The effect on service of renaming a pair; undefined: none. @default none */
  readonly renameEffect?: (pair: Pair) => Effect | undefined;
  /** The facts about products that the pair's artifacts rest on. */
  readonly facts: (topology: Topology, pair: Pair) => readonly FactId[];
}

/** An option whose functions take only its own pairs. They get no other pairs, because a pair's option is found by what the pair declares. */
export function optionFor<Pair extends SipServerPair>(option: HighAvailabilityOption<Pair>): HighAvailabilityOption {
  return option as unknown as HighAvailabilityOption;
}
