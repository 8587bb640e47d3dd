import { type Address, isIpv6, parseAddress } from "../model/address";
import type { FactsFile, Unparsed } from "./facts-file";
import type { HostExpectation } from "./host-expectation";
import { type HostAddress, shownAddress } from "./host-facts";
import type { PersistentMention } from "./persistent-mention";
import { type Always, type ReadSection, readSection, withAlways } from "./section-reader";

/** A line of netsh's table of addresses. */
export interface TableRow {
  readonly interface: string;
  readonly address: Address;
  /** The words before the address: its kind, its state and two lifetimes, in the display language. */
  readonly words: string;
  readonly text: string;
}

/**
 * Understands netsh's table of addresses in any language. For each interface there is a line with its number and its name, the names of the columns, dashes,
 * and a line for each address, with the address last.
 */
export function addressTable(facts: FactsFile, section: string, always?: Always<TableRow>): ReadSection<TableRow> {
  let name: string | undefined;
  let next: "interface" | "columns" | "dashes" | "rows" = "interface";
  const read = readSection(
    facts,
    section,
    "a line of netsh's table of addresses",
    (text): Partial<TableRow> | undefined => {
      if (text.trim() === "") return {};
      if (next === "columns" || next === "dashes") {
        const isExpected = next === "columns" || /^-+(?: +-+){4}\s*$/.test(text);
        next = next === "columns" ? "dashes" : "rows";
        return isExpected ? {} : undefined;
      }
      const row = next === "rows" ? tableRow(name!, text) : undefined;
      if (row !== undefined) return row;
      const [, found] = /^\D*\d+\s*: (.+?)\s*$/.exec(text) ?? [];
      if (found === undefined) return undefined;
      name = found;
      next = "columns";
      return {};
    },
  );
  const rows = read.rows.filter((row) => "address" in row) as ReadSection<TableRow>["rows"];
  return always === undefined ? { ...read, rows } : withAlways(section, { ...read, rows }, always);
}

/** `Manual     Preferred     infinite   infinite 10.120.0.11`; some languages need more than one word for a column. */
function tableRow(name: string, text: string): TableRow | undefined {
  const [, words, written] = /^\s*(\S+(?: +\S+){3,7}) +([0-9a-fA-F.:]+)(?:%\d+)?\s*$/.exec(text) ?? [];
  const address = written === undefined ? undefined : parseAddress(written);
  return address === undefined
    ? undefined
    : { interface: name, address, words: words!.replaceAll(/ +/g, " "), text: text.trim() };
}

/** The output of a failed command may look like an empty table. */
export const LOOPBACK: Always<TableRow> = {
  what: "an address that every host has",
  expected: "127.0.0.1, and with IPv6 any address of that",
  isThere: (rows) => rows.some(({ address }) => address === "127.0.0.1"),
};

/** The addresses that a host has, with the prefix lengths that the section `networks` has for IPv4 addresses. */
export function windowsAddresses(facts: FactsFile, expected: HostExpectation) {
  const asksIpv6 = [...expected.interfaces, ...expected.virtualIps].some(({ address }) => isIpv6(address));
  const table = addressTable(facts, "addresses", {
    ...LOOPBACK,
    isThere: (rows) => LOOPBACK.isThere(rows) && (!asksIpv6 || rows.some(({ address }) => isIpv6(address))),
  });
  const networks = withNetworks(readSection(facts, "networks", "an address and its network", network), table, expected);
  const rows = table.rows.map(({ position, ...row }) => {
    const prefixLength = networks.rows.find(({ address }) => address === row.address)?.prefixLength;
    const use = isUsed(row, table.rows, expected) ? ("used" as const) : ("unused" as const);
    const address: HostAddress = {
      interface: row.interface,
      address: row.address,
      prefixLength,
      use,
      isFixed: false,
      shown: shownAddress(row.interface, row.address, prefixLength, use === "used" ? "" : `netsh: ${row.words}`),
    };
    return { ...address, position };
  });
  return { addresses: { ...table, rows } satisfies ReadSection<HostAddress>, networks };
}

/** An address in use has the same words before it as the interface's own address, which is static, lasts for ever, and is in use; see the control script. */
function isUsed(row: TableRow, all: readonly TableRow[], { interfaces, virtualIps }: HostExpectation): boolean {
  if (!virtualIps.some(({ address }) => address === row.address)) return true;
  const declared = interfaces.find(
    ({ name, address }) => name === row.interface && isIpv6(address) === isIpv6(row.address),
  );
  const own = all.find(({ address }) => address === declared?.address);
  return own === undefined || own.words === row.words;
}

/** An address with the prefix length of its network; undefined if netsh lists no network for it. */
interface NetworkRow {
  readonly address: Address;
  readonly prefixLength: number | undefined;
}

/** `10.120.0.11 10.120.0.0/24`, `10.120.0.10 -` */
function network(text: string): NetworkRow | undefined {
  const [, written, length] = /^([0-9.]+) (?:-|[0-9.]+\/(\d{1,2}))$/.exec(text) ?? [];
  const address = written === undefined ? undefined : parseAddress(written);
  if (address === undefined) return undefined;
  return { address, prefixLength: length === undefined ? undefined : Number(length) };
}

/** An address of the host for which no network was seen has not been compared completely. */
function withNetworks(
  read: ReadSection<NetworkRow>,
  table: ReadSection<TableRow>,
  { interfaces, virtualIps }: HostExpectation,
): ReadSection<NetworkRow> {
  if (!read.isWhole) return read;
  const own = new Set([...interfaces, ...virtualIps].map(({ address }) => address));
  const listed = table.rows.filter(({ address }) => own.has(address) && !isIpv6(address));
  const rowOf = (one: Address) => read.rows.find(({ address }) => address === one);
  const without = listed.filter(({ address }) => rowOf(address)?.prefixLength === undefined);
  const unparsed = without.map(
    ({ address }): Unparsed => ({
      code: "facts-incomplete",
      position: rowOf(address)?.position ?? read.position,
      message: `netsh lists the address ${address}, but no network of it`,
      found: "no word with a prefix length after the address",
      expected: "a network such as 10.0.0.0/24",
      fix: "see what netsh interface ipv4 show addresses prints on the system",
    }),
  );
  return { ...read, unparsed: [...read.unparsed, ...unparsed] };
}

/** The text before an interface's name, used instead of a file. */
export const PERSISTENT = "netsh store=persistent, ";

/** The addresses that Windows configures at boot. */
export function windowsPersistent(facts: FactsFile, { interfaces }: HostExpectation): ReadSection<PersistentMention> {
  const own = interfaces.map(({ address }) => address);
  const table = addressTable(facts, "persistent", {
    what: "an address that every host has",
    expected: "the host's own addresses, which must be static",
    isThere: (found) => own.every((one) => found.some(({ address }) => address === one)),
  });
  return persistentOf(table);
}

/** Netsh's table of what Windows configures at boot; each line belongs to its interface. */
export function persistentOf(table: ReadSection<TableRow>): ReadSection<PersistentMention> {
  const rows = table.rows.map(({ address, text, position, interface: name }, index) => ({
    file: `${PERSISTENT}${name}`,
    line: index + 1,
    text,
    addresses: [address],
    position,
  }));
  return { ...table, rows };
}
