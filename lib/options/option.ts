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
  /** The pair's virtual IP; undefined where the option has none. */
  readonly virtualIp: (part: Pair["highAvailability"], topology: Topology) => VirtualIpClaim | undefined;
  /** Whether the pair's hosts get scripts, which the Local Control Agents there start with root's rights. */
  readonly runsScripts: boolean;
  /** How those scripts keep time, where role changes start them. */
  readonly roleScripts?: (topology: Topology, pair: Pair) => RoleScripts;
  /** Its checks, from what they have to know of the other options. */
  readonly rules: (known: KnownOfOptions) => readonly Rule[];
  /** The files that the pair's hosts get. */
  readonly artifacts: (topology: Topology, pair: Pair) => readonly Artifact[];
  /** Files that belong to no single pair, as a device's declaration or a zone does; asked once where any pair uses the option. */
  readonly sharedArtifacts: (topology: Topology) => readonly Artifact[];
  /** Whether people bring such a file to where it belongs when it changes; they do where not given. */
  readonly isForPeople?: (topology: Topology, path: string) => boolean;
  /** What the installer of a host has to do for a pair beyond copying files. */
  readonly hostWork: (topology: Topology, pair: Pair, host: string) => InstallerWork;
  /** The node of a Network Load Balancing cluster that the host is for the pair; not given where there is no such cluster. */
  readonly clusterNode?: (topology: Topology, pair: Pair, host: string) => ClusterNode | undefined;
  /** Objects of the Configuration Layer beyond the servers themselves, in any order. */
  readonly configuration: (topology: Topology, pair: Pair) => Partial<ConfigurationObjects>;
  /** The applications among those objects, with the place that their names come from. */
  readonly applicationNames: (pair: Pair) => readonly ApplicationName[];
  /** What each alarm reaction starts. */
  readonly reactions: (pair: Pair) => readonly Reaction[];
  /** Options that a server must have for this option to work. */
  readonly serverOptions: (topology: Topology, pair: Pair, server: SipServer) => readonly ServerOption[];
  /** Options of its own that the declaration comes down to, so that their values are checked; none where not given. */
  readonly declaredOptions?: (pair: Pair) => readonly DeclaredOption[];
  /** Options files beside those of the servers; none where not given. */
  readonly optionsFiles?: (topology: Topology, pair: Pair) => readonly OptionsFile[];
  /** DNS records by which callers find its pairs; none where not given. */
  readonly dnsRecords?: (topology: Topology) => readonly ServedRecord[];
  /** What network devices have to have; none where not given. */
  readonly devices?: (topology: Topology) => readonly DeviceExpectation[];
  /** What listens beside the servers; nothing where not given. */
  readonly listeners?: (pair: Pair) => readonly Listener[];
  /** The longest outage after the loss of a host, undefined where it is not known; not given where no such loss is survived. */
  readonly worstCaseOutage?: (topology: Topology, pair: Pair) => Outage | undefined;
  /** How the option's part of a pair behaves when something goes wrong, for the simulation. */
  readonly behaviour: (topology: Topology, pair: Pair) => Behaviour;
  /** What a pair of this option is tried with beyond what every pair is, for the simulation. */
  readonly scenarios: readonly CatalogueScenario[];
  /** The address by which SIP comes to the server itself; undefined where the declaration leaves a choice. */
  readonly serverAddress: (topology: Topology, pair: Pair, server: SipServer) => Address | undefined;
  /** How new calls get to the pair, for its diagrams. */
  readonly callPath: (topology: Topology, pair: Pair) => CallPath;
  /** The pair's chapter of the runbook, Markdown. */
  readonly runbook: (topology: Topology, pair: Pair) => string;
  /** How people who try a failure on the real pair see what becomes of it, and bring it back. */
  readonly drill: (topology: Topology, pair: Pair) => DrillPart;
  /**
   * What its hosts and devices need before anything of the option comes to them for the first time: steps, Markdown; nothing where not given.
   *
   * @param earlier what the pair was; undefined where that is not known, as in its runbook
   */
  readonly preparing?: (topology: Topology, pair: Pair, earlier?: Earlier) => readonly string[];
  /**
   * What the pair's way to another option asks for beyond what any does.
   *
   * @param later what it leaves for; undefined where that is not known, as in its runbook
   */
  readonly leaving: (topology: Topology, pair: Pair, later?: Later) => Leaving;
  /** What the pair's way here asks for beyond what any does, from what it was, where that is known. */
  readonly arriving: (topology: Topology, pair: Pair, earlier?: Earlier) => Arriving;
  /**
   * The heading in the pair's chapter of the runbook under which it comes here from another option with callers served throughout. Undefined where there
   * is no such way from what it was, not given where there is none at all.
   */
  readonly besideHeading?: (pair: Pair, was: SipServerPair) => string | undefined;
  /** What a change of each key of the declaration does to service. */
  readonly effects: EffectTable;
  /** What a change of a SIP port does to service, from what it does where callers use it; the same where not given. */
  readonly portEffect?: (general: Effect, change: ChangedKey) => Effect;
  /** The same of a change of the pair's transports. */
  readonly transportsEffect?: (general: Effect, change: ChangedKey) => Effect;
  /** What a move of a server to another host does on top; nothing where not given. */
  readonly hostEffect?: (change: ChangedKey, pair: Pair) => Effect;
  /** What a change of a host, or of an interface of it, does on top to a pair that has a server there, or whose option names it; nothing where not given, or undefined. */
  readonly machineEffect?: (change: ChangedKey, pair: Pair) => Effect | undefined;
  /** What another name of a pair does to service; nothing where not given, or undefined. */
  readonly renameEffect?: (pair: Pair) => Effect | undefined;
  /** The facts about products that the pair's artifacts rest on. */
  readonly facts: (topology: Topology, pair: Pair) => readonly FactId[];
}

/** An option whose functions take pairs of its own alone. They are given no others, as a pair's option is found by what the pair has. */
export function optionFor<Pair extends SipServerPair>(option: HighAvailabilityOption<Pair>): HighAvailabilityOption {
  return option as unknown as HighAvailabilityOption;
}
