import type { FactsFile, Unparsed } from "../drift/facts-file";
import type { AddressUse } from "../drift/host-facts";
import type { PersistentMention } from "../drift/persistent-mention";
import type { ReadSection } from "../drift/section-reader";
import type { Address } from "../model/address";
import { OPERATING_SYSTEMS, type OperatingSystem } from "../model/operating-system";
import type { Position } from "../model/origin";
import { surveySystems } from "./survey-systems";
import type { SurveyedFile } from "./surveyed-files";

/** An address that a host had when it was surveyed. */
export interface SurveyedAddress {
  readonly interface: string;
  readonly address: Address;
  readonly prefixLength: number;
  /** On Windows an address always counts as used: of one that nothing declares, netsh says it in the words of the display language alone. */
  readonly use: AddressUse;
  /** `eth1:sip`, where Linux has given the address one beyond the interface's own name. */
  readonly label?: string | undefined;
  /** Whether the interface has another address that rather is its own: one of the same network that came first, or one that is there at boot. */
  readonly isSecondary: boolean;
  /** Whether nothing that the system configures at boot has it, so that something has added it since; false where that cannot be told. */
  readonly isTemporary: boolean;
  /** Why the system sends with it where no program asks for that, with a verb; undefined where it does not, or does not tell. */
  readonly sourceBy?: string | undefined;
}

/** A cluster of Windows Network Load Balancing that a host is a node of. */
export interface SurveyedCluster {
  readonly virtualIp: Address;
  readonly name: string | undefined;
  readonly isMulticast: boolean;
  readonly isIgmp: boolean;
  /** What tells this node from the other; undefined where Windows does not list the node. */
  readonly hostPriority: number | undefined;
  readonly rules: readonly SurveyedPortRule[];
  readonly position: Position;
}

/** A port rule of a cluster. */
export interface SurveyedPortRule {
  readonly startPort: number;
  readonly endPort: number;
  /** As Windows numbers them: 1 TCP, 2 UDP, 3 both. */
  readonly protocol: number;
  /** 0 none, 1 single, 2 network. */
  readonly affinity: number;
}

/** What was understood of a host, the same on every operating system. */
export interface SurveyedHost {
  readonly addresses: ReadSection<SurveyedAddress>;
  readonly gateways: readonly { readonly gateway: Address; readonly position: Position }[];
  readonly scripts: readonly SurveyedFile[];
  /** The lines of what the network is configured from at boot that have an address. */
  readonly persistent: readonly (PersistentMention & { readonly position: Position })[];
  /** The accounts that Local Control Agents run as. */
  readonly agents: readonly { readonly account: string; readonly position: Position }[];
  /** Programs that move addresses by themselves. */
  readonly managers: readonly { readonly process: string; readonly position: Position }[];
  readonly clusters: readonly SurveyedCluster[];
  readonly unparsed: readonly Unparsed[];
}

/** A host's survey; or of what a collector for `sip-ha drift` wrote, which has no routes and no scripts. */
export interface HostSurvey extends SurveyedHost {
  readonly facts: FactsFile;
  /** Of the Host object. */
  readonly host: string;
  readonly os: OperatingSystem;
}

/**
 * Understands the survey of a host.
 *
 * @param declared the system of the Host object, for what does not say it itself
 */
export function hostSurvey(facts: FactsFile, declared: OperatingSystem = "linux"): HostSurvey {
  const lines = facts.sections.find(({ name }) => name === "system")?.lines ?? [];
  const os =
    OPERATING_SYSTEMS.find((one) => lines.some(({ text }) => text === `kernel ${surveySystems[one].kernel}`)) ??
    declared;
  return { ...surveySystems[os].read(facts), facts, host: facts.of.slice("hosts.".length), os };
}
