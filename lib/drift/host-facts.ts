import type { Address } from "../model/address";
import type { FactsFile, Unparsed } from "./facts-file";
import type { FileFact } from "./file-fact";
import type { PersistentMention } from "./persistent-mention";
import { lostSections, type ReadSection } from "./section-reader";

/**
 * What a system does with an address that it has.
 *  - `used`: it answers for the address.
 *  - `duplicate`: another host has the address, so the system does not use it.
 *  - `unused`: it does not use the address for another reason, or does not give the reason.
 */
export type AddressUse = "used" | "duplicate" | "unused";

/** An address that a host has at this moment. */
export interface HostAddress {
  /** As the model names it; the logical interfaces of Solaris count as their interface. */
  readonly interface: string;
  readonly address: Address;
  /** Undefined if the system does not say. */
  readonly prefixLength: number | undefined;
  readonly use: AddressUse;
  /** Whether it is at a place from which a control script would not remove it, although the interface is right. */
  readonly isFixed: boolean;
  /** What shows that the host may use it as the source if a program names none: `the flag DEPRECATED is not there`; undefined if nothing shows it. */
  readonly sourceBy?: string | undefined;
  /** In a message: `10.120.0.10/24 on eth1, dadfailed`. */
  readonly shown: string;
}

/** How an address is shown in a message, with the system's own word for what is wrong with it. */
export function shownAddress(place: string, address: Address, length: number | undefined, word: string): string {
  return `${address}${length === undefined ? "" : `/${length}`} on ${place}${word === "" ? "" : `, ${word}`}`;
}

/** Something that the system starts at boot. */
export interface UnitFact {
  readonly name: string;
  /** `hidden`: the collector's account may not look. */
  readonly start: "enabled" | "disabled" | "hidden";
  /** What is there instead, if it is not enabled. */
  readonly found: string;
  /** Its state in the system's own words; undefined if it is not known. */
  readonly active: string | undefined;
  readonly isActive: boolean;
  /** Whether the system says that it was started and failed; something that runs once and ends can also have failed. */
  readonly hasFailed?: boolean | undefined;
  /** How it is written down, if that is a line. */
  readonly entry?: string | undefined;
}

/** An interface that a network service configures. */
export interface NetworkServiceFact {
  readonly interface: string;
  readonly service: "systemd-networkd" | "NetworkManager";
  /** What systemd-networkd's file and its drop-ins say about it; `unset` if nothing, or `hidden` if the collector's account may not read them all. */
  readonly keepConfiguration?: string | undefined;
  /** The file, or the connection. */
  readonly by: string;
}

/** What a node of a Network Load Balancing cluster says about one of its port rules. */
export interface PortRuleFact {
  readonly virtualIp: Address;
  /** As the model names them: `5060`, or `6000-6100`. */
  readonly ports: string;
  /** The node's status, as Windows numbers it; 0 if there is no such node. */
  readonly node: number;
  readonly rules: number;
  readonly enabled: number;
  readonly disabled: number;
}

/** What was understood from a host's facts, in the same form for every operating system. */
export interface HostFacts {
  readonly facts: FactsFile;
  readonly addresses: ReadSection<HostAddress>;
  readonly persistent: ReadSection<PersistentMention>;
  /** What the collector's account could not read there, by path. */
  readonly hiddenConfiguration: readonly string[];
  readonly files: ReadSection<FileFact>;
  readonly units: ReadSection<UnitFact>;
  /** Programs that move addresses by themselves; undefined if the collector does not look for them. */
  readonly managers?: ReadSection<{ readonly process: string }> | undefined;
  /** Undefined if the collector does not look for it. */
  readonly networkServices?: ReadSection<NetworkServiceFact> | undefined;
  /** Undefined if the host is in no cluster. */
  readonly portRules?: ReadSection<PortRuleFact> | undefined;
  /** Every section that its collector writes, by name. */
  readonly read: Readonly<Record<string, ReadSection<object>>>;
}

/** Every place that was not understood, and every section that is missing from a complete file, so that nothing is silently skipped. */
export function unparsedOf({ facts, read }: Pick<HostFacts, "facts" | "read">): Unparsed[] {
  return [
    ...(facts.isWhole ? lostSections(Object.keys(read), facts) : []),
    ...Object.values(read).flatMap(({ unparsed }) => unparsed),
  ];
}
