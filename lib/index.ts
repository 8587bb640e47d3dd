export type { Advice, AdviceReason, OptionAdvice, Verdict } from "./advice/advice";
export type { LoadBalancer, RequirementName, Requirements } from "./advice/requirements";
export type { AcknowledgedFinding, Finding, Level, Locate, NotEvaluated, Place, Report } from "./checks/finding";
export { InvalidEnvironment } from "./checks/invalid-environment";
export type { Located } from "./checks/located-report";
export type { Evidence } from "./configuration-layer/evidence";
export { BigIp, type BigIpNetworkProps, type BigIpProps, type IBigIp } from "./constructs/big-ip";
export { BigIpPool, type BigIpPoolProps } from "./constructs/big-ip-pool";
export { type AppReport, checkCodes, reportOn } from "./constructs/check-app";
export { environmentsOf } from "./constructs/checked-environment";
export type { Declares } from "./constructs/declares";
export { Environment } from "./constructs/environment";
export type { EnvironmentProps, GenesysProps, TemplatesProps, TerraformProps } from "./constructs/environment-props";
export { HighAvailability } from "./constructs/high-availability";
export type { HighAvailabilityChoice } from "./constructs/high-availability-choice";
export {
  type ConnectionProps,
  Host,
  type HostProps,
  type IHost,
  type InterfaceProps,
  type JumpHostProps,
  type LocalControlAgentProps,
  type SshProps,
  type WinrmProps,
} from "./constructs/host";
export {
  IpAddressTakeover,
  type IpAddressTakeoverProps,
  type WatchdogProps,
} from "./constructs/ip-address-takeover";
export {
  type ExistingApplicationProps,
  type FailureDetectionProps,
  ManagementLayer,
  type ManagementLayerProps,
} from "./constructs/management-layer";
export { type INetwork, Network, type NetworkProps, type SwitchingProps } from "./constructs/network";
export {
  type HostPrioritiesProps,
  NlbCluster,
  type NlbClusterProps,
  type PortRuleProps,
} from "./constructs/nlb-cluster";
export type { RoleEventsProps } from "./constructs/role-events";
export {
  knobsOf,
  pairInvariants,
  type SimulationProps,
  scenariosOf,
  simulatePair,
  sweepPair,
  timersOf,
} from "./constructs/simulate-pair";
export { SingleHost, type SingleHostProps } from "./constructs/single-host";
export {
  type ActivePairProps,
  type PooledProxyProps,
  type ResourceManagerProps,
  SipProxyGroup,
  type SipProxyProps,
} from "./constructs/sip-proxy-group";
export {
  type HaLinkProps,
  type OptionProps,
  type PortsProps,
  type SipProps,
  SipServerPair,
  type SipServerPairProps,
  type SipServerProps,
} from "./constructs/sip-server-pair";
export { VirtualIp } from "./constructs/virtual-ip";
export type { Problem } from "./errors/problem";
export { environmentFromFile, environmentFromText } from "./input/environment-file";
export type { Address, Cidr } from "./model/address";
export type { BackendSetting } from "./model/backend-setting";
export type { BigIp as BigIpModel, BigIpDeployment, BigIpNetwork } from "./model/big-ip";
export type { Duration } from "./model/duration";
export type {
  BecomeRoot,
  Connection,
  Host as HostModel,
  Interface,
  JumpHost,
  LocalControlAgent,
  SshConnection,
  WinrmConnection,
} from "./model/host";
export type {
  ExistingApplication,
  FailureDetection,
  ManagementLayer as ManagementLayerModel,
} from "./model/management-layer";
export type { Network as NetworkModel, Switching } from "./model/network";
export type { OperatingSystem } from "./model/operating-system";
export type { Path, Position } from "./model/origin";
export type {
  HaLink,
  HighAvailability as HighAvailabilityModel,
  OptionValues,
  SipServer,
  SipServerPair as SipServerPairModel,
  SipService,
  Transport,
} from "./model/pair";
export type { Acknowledgement, Backend, Genesys, OverriddenPart, Topology } from "./model/topology";
export type { Scenario, ScenarioStep } from "./operation/scenario";
export type { Pace, Span } from "./operation/span";
export type { Timer } from "./operation/timer";
export type { Artifact, Target } from "./options/artifact";
export type { MemberPriority } from "./options/big-ip/model";
export type { ConflictPolicy, SourceAddress } from "./options/ip-address-takeover/model";
export type { EndpointClass } from "./options/sip-proxy/model";
export type { Affinity, OperationMode, RuleProtocol } from "./options/windows-nlb/model";
export { type AcceptedBreach, junitReport } from "./report/junit-report";
export { scenarioText } from "./report/scenario-text";
export { sequenceDiagram } from "./report/sequence-diagram";
export type { Knob } from "./simulation/knob";
export type { CallsFate, Fate, LostCalls } from "./simulation/lost-calls";
export type { MeasuredTime } from "./simulation/measured-time";
export type { OutagePart } from "./simulation/outage-parts";
export type {
  AnswerChange,
  CourseFailure,
  HolderChange,
  ObjectiveComparison,
  ScenarioResult,
  TimelineLine,
} from "./simulation/result";
export type { TimelineEntry } from "./simulation/run";
export type { Bound, Bounds, ScenarioOutage } from "./simulation/scenario-outage";
export type { Breakage, Depth, NotEvaluatedSweep, Strike, SweepResult } from "./simulation/sweep";
export type { Breach, InvariantOutcome, InvariantVerdict } from "./simulation/verdict";
export { OutputUnwritable } from "./synth/output-unwritable";
export type { HostDeployment, Plan } from "./synth/plan";
export type { PlannedFile } from "./synth/planned-file";
export type { EnvironmentStack } from "./terraform/environment-stack";
export { type FileText, type SharedText, textOf } from "./text/file-text";
