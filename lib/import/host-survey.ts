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
  /** On Windows an address always counts as used: for an address that nothing declares, netsh says so only in the words of the display language. */
  readonly use: AddressUse;
  /** `eth1:sip`, if the address has a label on Linux beyond the interface's own name. */
  readonly label?: string | undefined;
  /** Whether another address is more likely the interface's own: an address of the same network that came first, or an address that is there at boot. */
  readonly isSecondary: boolean;
  /** Whether nothing that the system configures at boot has it, so that something has added it since; false if that is not known. */
  readonly isTemporary: boolean;
  /** Why the system sends with it even if no program asks for that, as a clause with a verb; undefined if it does not, or does not say. */
  readonly sourceBy?: string | undefined;
}

/** A cluster of Windows Network Load Balancing of which a host is a node. */
export interface SurveyedCluster {
  readonly virtualIp: Address;
  readonly name: string | undefined;
  readonly isMulticast: boolean;
  readonly isIgmp: boolean;
  /** What distinguishes this node from the other; undefined if Windows does not list the node. */
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

/** What was understood about a host, in the same form for every operating system. */
export interface SurveyedHost {
  readonly addresses: ReadSection<SurveyedAddress>;
  readonly gateways: readonly { readonly gateway: Address; readonly position: Position }[];
  readonly scripts: readonly SurveyedFile[];
  /** The lines with an address in the configuration of the network at boot. */
  readonly persistent: readonly (PersistentMention & { readonly position: Position })[];
  /** The accounts that Local Control Agents run as. */
  readonly agents: readonly { readonly account: string; readonly position: Position }[];
  /** Programs that move addresses by themselves. */
  readonly managers: readonly { readonly process: string; readonly position: Position }[];
  readonly clusters: readonly SurveyedCluster[];
  readonly unparsed: readonly Unparsed[];
}

/** A host's survey; or the same from the output of a collector for `sip-ha drift`, which has no routes and no scripts. */
export interface HostSurvey extends SurveyedHost {
  readonly facts: FactsFile;
  /** The name of the Host object. */
  readonly host: string;
  readonly os: OperatingSystem;
}

/**
 * Understands the survey of a host.
 *
 * @param declared the system of the Host object, for facts that do not say it themselves
 */
export function hostSurvey(facts: FactsFile, declared: OperatingSystem = "linux"): HostSurvey {
  const lines = facts.sections.find(({ name }) => name === "system")?.lines ?? [];
  const os =
    OPERATING_SYSTEMS.find((one) => lines.some(({ text }) => text === `kernel ${surveySystems[one].kernel}`)) ??
    declared;
  return { ...surveySystems[os].read(facts), facts, host: facts.of.slice("hosts.".length), os };
}
