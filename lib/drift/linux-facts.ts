import { type Address, parseAddress } from "../model/address";
import type { FactsFile, Unparsed } from "./facts-file";
import { type ReadSection, readSection } from "./section-reader";

/** An address that the kernel has. */
export interface KernelAddress {
  readonly interface: string;
  readonly address: Address;
  readonly prefixLength: number;
  /** `eth1:sip`, where the address was given one beyond the interface's own name. */
  readonly label?: string | undefined;
  /** Whether the interface has another address of the same network, which came first. */
  readonly isSecondary: boolean;
  /** `dadfailed`: another host has the address, and the kernel does not use it. */
  readonly isDuplicate: boolean;
}

/** A line of what the network is configured from at boot. */
export interface PersistentMention {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly addresses: readonly Address[];
}

/** A file as it is on the host. */
export interface FileFact {
  readonly path: string;
  /** `hidden`: the collector's account may not look into its folder. */
  readonly kind: "file" | "link" | "other" | "missing" | "hidden";
  readonly mode?: string;
  readonly owner?: string;
  readonly group?: string;
  /** Undefined where the collector's account may not read it. */
  readonly sha256?: string | undefined;
}

/** A unit of systemd. */
export interface UnitFact {
  readonly name: string;
  readonly isEnabled: boolean;
  /** As `systemctl is-active` says it; `-` where systemd does not run. */
  readonly active: string;
}

/** What was understood of a Linux host's facts. */
export interface LinuxFacts {
  readonly facts: FactsFile;
  readonly addresses: ReadSection<KernelAddress>;
  readonly persistent: ReadSection<PersistentMention>;
  /** What the collector's account could not read of it, by path. */
  readonly hiddenConfiguration: readonly string[];
  readonly files: ReadSection<FileFact>;
  readonly units: ReadSection<UnitFact>;
  readonly managers: ReadSection<{ readonly process: string }>;
}

/** Understands the sections that the collector of a Linux host writes. */
export function linuxFacts(facts: FactsFile): LinuxFacts {
  const { mentions, hidden } = persistentReader();
  return {
    facts,
    addresses: readSection(facts, "addresses", "a line of ip -o address show", kernelAddress),
    persistent: withoutNothing(readSection(facts, "persistent", "file, line or hidden, and what it is", mentions)),
    hiddenConfiguration: hidden,
    files: readSection(facts, "files", "file, mode, owner, group, SHA-256 and path", fileFact),
    units: readSection(facts, "units", "enabled or disabled, the active state, the unit", unitFact),
    managers: readSection(facts, "managers", "the name of a process", (text) =>
      /^[\w-]+$/.test(text) ? { process: text } : undefined,
    ),
  };
}

/** Every place that was not understood; and every section that a file which is whole does not have, so that nothing is passed over in silence. */
export function unparsedOf({ facts, addresses, persistent, files, units, managers }: LinuxFacts): Unparsed[] {
  const sections = { addresses, persistent, files, units, managers };
  const lost = Object.keys(sections).filter((name) => !facts.sections.some((one) => one.name === name));
  return [
    ...(facts.isWhole ? lost.map((name) => lostSection(name, facts)) : []),
    ...Object.values(sections).flatMap(({ unparsed }) => unparsed),
  ];
}

function lostSection(name: string, { position, writtenBy }: FactsFile): Unparsed {
  return {
    code: "facts-section-missing",
    position,
    message: `the facts have no section ${name}`,
    found: `a collector of version ${writtenBy}`,
    expected: `a section ${name}`,
    fix: "write the collectors again with sip-ha facts of this version, and collect with those",
  };
}

/** `2: eth0    inet 10.110.0.11/24 brd 10.110.0.255 scope global eth0\       valid_lft forever preferred_lft forever` */
export function kernelAddress(text: string): KernelAddress | undefined {
  const pattern = /^\d+: (\S+?)(?:@\S+)? +inet6? ([0-9a-fA-F.:]+)(?: peer [0-9a-fA-F.:]+)?\/(\d{1,3}) (.*)$/;
  const [, name, written, length, rest] = pattern.exec(text) ?? [];
  const address = written === undefined ? undefined : parseAddress(written);
  if (address === undefined || !/\bscope \w+/.test(rest!)) return undefined;
  const [, label] = / (\S+:\S+)\\ /.exec(` ${rest}`) ?? [];
  return {
    interface: name!,
    address,
    prefixLength: Number(length),
    label: label?.startsWith(`${name}:`) ? label : undefined,
    isSecondary: / secondary\b/.test(` ${rest}`),
    isDuplicate: / dadfailed\b/.test(` ${rest}`),
  };
}

/** Lines are those of the file that was named last. */
function persistentReader() {
  let file = "";
  const hidden: string[] = [];
  const mentions = (text: string): Partial<PersistentMention> | undefined => {
    const [, word, rest] = /^(file|line|hidden) (.+)$/.exec(text) ?? [];
    if (word === "file") file = rest!;
    else if (word === "hidden") hidden.push(rest!);
    else if (word === "line" && file !== "") {
      const [, line, written] = /^(\d+):(.*)$/.exec(rest!) ?? [];
      return line === undefined
        ? undefined
        : { file, line: Number(line), text: written!.trim(), addresses: addressesIn(written!) };
    } else return undefined;
    return {};
  };
  return { mentions, hidden };
}

function withoutNothing(read: ReadSection<Partial<PersistentMention>>): ReadSection<PersistentMention> {
  const rows = read.rows.filter(({ file }) => file !== undefined);
  return { ...read, rows: rows as ReadSection<PersistentMention>["rows"] };
}

/** The addresses of a line of configuration, in whatever way they are quoted; none in a comment. */
export function addressesIn(text: string): Address[] {
  if (/^\s*[#;]/.test(text)) return [];
  return text
    .split(/[^0-9A-Fa-f.:]+/)
    .map(parseAddress)
    .filter((address) => address !== undefined);
}

function fileFact(text: string): FileFact | undefined {
  const [, mode, owner, group, hash, path] = /^file (0\d{3,4}) (\S+) (\S+) ([0-9a-f]{64}|-) (\/.*)$/.exec(text) ?? [];
  if (path !== undefined)
    return { kind: "file", path, mode: mode!, owner: owner!, group: group!, sha256: hash === "-" ? undefined : hash };
  const [, kind, other] = /^(link|other|missing|hidden) (\/.*)$/.exec(text) ?? [];
  return other === undefined ? undefined : { kind: kind as FileFact["kind"], path: other };
}

function unitFact(text: string): UnitFact | undefined {
  const [, enabled, active, name] = /^(enabled|disabled) ([a-z-]+) (\S+)$/.exec(text) ?? [];
  return name === undefined ? undefined : { isEnabled: enabled === "enabled", active: active!, name };
}
