import type { UnixSystemName } from "../scripts/unix/prologue";
import type { FactsFile } from "./facts-file";
import { fileFact } from "./file-fact";
import type { HostFacts, UnitFact } from "./host-facts";
import { persistentMentions } from "./persistent-mention";
import { readSection } from "./section-reader";
import { unixAddresses } from "./unix-addresses";

/** Understands the sections that the collector of a Solaris or AIX host writes. */
export function unixFacts(system: UnixSystemName, facts: FactsFile): HostFacts {
  const { persistent, hidden } = unixPersistent(facts);
  const { expected, unit } = UNITS[system];
  const read = {
    addresses: unixAddresses(system, facts),
    persistent,
    files: readSection(facts, "files", "file, mode, owner, group, SHA-256 or cksum, and path", fileFact),
    units: readSection(facts, "units", expected, unit),
  };
  return { facts, ...read, hiddenConfiguration: hidden, read };
}

/** Understands from what these systems configure their network. There always is something: Solaris has a hosts file, AIX has attributes. */
export function unixPersistent(facts: FactsFile) {
  return persistentMentions(facts, isNamesFile, {
    what: "any place that the network is configured from, though every host has one",
    expected: "at least one, read or hidden",
    isThere: (rows) => rows.length > 0,
  });
}

/** Whether a file gives names to addresses, instead of configuring them. */
function isNamesFile(file: string): boolean {
  return /\/(?:hosts|ipnodes)$/.test(file);
}

/** `online svc:/site/inbound-vip-watchdog:default` */
function service(text: string): UnitFact | undefined {
  const [, state, name] = /^([a-z-]+\*?) (svc:\/\S+)$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  const isDisabled = state === "absent" || state!.startsWith("disabled");
  return {
    name,
    start: isDisabled ? "disabled" : "enabled",
    found: state === "absent" ? "no such service" : state!,
    // A disabled service does not run.
    active: isDisabled ? undefined : state,
    isActive: state === "online",
    hasFailed: state!.startsWith("maintenance"),
  };
}

/** `entry running vinbound3f2a1b:2:respawn:/opt/…` */
function inittabEntry(text: string): UnitFact | undefined {
  const [, word, runs, rest] = /^(entry|absent|hidden) (running|gone|unknown) (\S.*)$/.exec(text) ?? [];
  if (rest === undefined) return undefined;
  const isThere = word === "entry";
  return {
    name: rest.split(":")[0]!,
    start: word === "hidden" ? "hidden" : isThere ? "enabled" : "disabled",
    found: "no such entry",
    active: runs === "unknown" ? undefined : runs,
    isActive: runs === "running",
    entry: isThere ? rest : undefined,
  };
}

const UNITS = {
  Solaris: { expected: "the state of a service, the service", unit: service },
  AIX: { expected: "entry, absent or hidden, running, gone or unknown, the entry of /etc/inittab", unit: inittabEntry },
} as const;
