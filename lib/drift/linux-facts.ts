import { type Address, isIpv6, parseAddress } from "../model/address";
import type { FactsFile } from "./facts-file";
import { fileFact } from "./file-fact";
import { type HostAddress, type HostFacts, shownAddress, type UnitFact } from "./host-facts";
import { networkServiceFacts } from "./network-service";
import { persistentMentions } from "./persistent-mention";
import { type ReadSection, readSection, SOME_ADDRESS, withAlways } from "./section-reader";

/** An address as the Linux kernel has it. */
export interface KernelAddress extends HostAddress {
  readonly prefixLength: number;
  /** `eth1:sip`, if the address has a label beyond the interface's own name. */
  readonly label?: string | undefined;
  /** Whether the interface has another address of the same network, which came first. */
  readonly isSecondary: boolean;
}

/** Understands the sections that the collector of a Linux host writes. */
export function linuxFacts(facts: FactsFile): HostFacts {
  const { persistent, hidden } = persistentMentions(facts);
  const networkServices = networkServiceFacts(facts);
  const read = {
    addresses: kernelAddresses(facts, kernelAddress),
    persistent,
    files: readSection(facts, "files", "file, mode, owner, group, SHA-256 and path", fileFact),
    units: readSection(facts, "units", "enabled or disabled, the active state, the unit", unitFact),
    managers: addressManagers(facts),
    "network-services": networkServices,
  };
  return { facts, ...read, networkServices, hiddenConfiguration: hidden, read };
}

/** The programs that move addresses by themselves. */
export function addressManagers(facts: FactsFile): ReadSection<{ readonly process: string }> {
  return readSection(facts, "managers", "the name of a process", (text) =>
    /^[\w-]+$/.test(text) ? { process: text } : undefined,
  );
}

/** Understands the section `addresses` of a Linux host. */
export function kernelAddresses<T extends object>(
  facts: FactsFile,
  read: (text: string) => T | undefined,
): ReadSection<T> {
  return withAlways("addresses", readSection(facts, "addresses", "a line of ip -o address show", read), SOME_ADDRESS);
}

/** `2: eth0    inet 10.110.0.11/24 brd 10.110.0.255 scope global eth0\       valid_lft forever preferred_lft forever` */
export function kernelAddress(text: string): KernelAddress | undefined {
  const pattern = /^\d+: (\S+?)(?:@\S+)? +inet6? ([0-9a-fA-F.:]+)(?: peer [0-9a-fA-F.:]+)?\/(\d{1,3}) (.*)$/;
  const [, name, written, length, rest] = pattern.exec(text) ?? [];
  const address = written === undefined ? undefined : parseAddress(written);
  if (address === undefined || !/\bscope \w+/.test(rest!)) return undefined;
  const [, label] = / (\S+:\S+)\\ /.exec(` ${rest}`) ?? [];
  const isDuplicate = / dadfailed\b/.test(` ${rest}`);
  const prefixLength = Number(length);
  return {
    interface: name!,
    address,
    prefixLength,
    label: label?.startsWith(`${name}:`) ? label : undefined,
    isSecondary: / secondary\b/.test(` ${rest}`),
    use: isDuplicate ? "duplicate" : "used",
    isFixed: false,
    sourceBy: sourceBy(address, ` ${rest}`),
    shown: shownAddress(name!, address, prefixLength, isDuplicate ? "dadfailed" : ""),
  };
}

/** With IPv4 the first address of a network on the interface is the source, with IPv6 an address that is not deprecated. */
function sourceBy(address: Address, rest: string): string | undefined {
  if (isIpv6(address)) return / deprecated\b/.test(rest) ? undefined : "it is not deprecated";
  return / secondary\b/.test(rest)
    ? undefined
    : "it is not a secondary address; if the host's own address is secondary instead, removing the virtual IP by hand may also remove that";
}

function unitFact(text: string): UnitFact | undefined {
  const [, start, active, name] = /^(enabled|disabled) ([a-z-]+) (\S+)$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  return {
    name,
    start: start as UnitFact["start"],
    found: "no link of a target",
    active: active === "-" ? undefined : active,
    isActive: active === "active",
    hasFailed: active === "failed",
  };
}
