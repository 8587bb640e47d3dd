export type {
  AlarmCategory,
  AlarmConditionObject,
  ApplicationObject,
  Connection,
  DnObject,
  HostObject,
  PortInfo,
  RedundancyType,
  ScriptObject,
  SelectionMode,
} from "../configuration-layer/objects";
export type { ConfigurationObjectKind, ConfigurationObjectOf } from "./assertions/configuration-object";
export type { FindingPattern, FoundFinding } from "./assertions/finding";
export type { FilePattern, GeneratedFile } from "./assertions/generated-file";
export type { InvariantOptions } from "./assertions/invariants";
export type { OptionPattern } from "./assertions/option";
export { UnmetExpectation } from "./assertions/outcome";
export type { RecoveryOptions } from "./assertions/recovery";
export type { HostScript, ScriptPattern } from "./assertions/script";
export type { SimulationOptions } from "./assertions/simulated";
export type { VirtualIpAddress, VirtualIpPattern } from "./assertions/virtual-ip";
export type { Expectations } from "./expectations";
export { matchers, type RunnerMatcher, type TopologyMatchers } from "./matchers";
export { Capture } from "./matching/capture";
export { Match } from "./matching/match";
export { type Captor, Matcher, type MatchResult, type Mismatch } from "./matching/matcher";
export type { PatternOf, PropertiesOf, TextPattern } from "./matching/pattern-of";
export { type Misuse, TestMisuse } from "./misuse";
export { Topology, type TopologyOptions, type YamlText } from "./topology";
