import { type Address, isIpv6, parseAddress } from "../model/address";
import type { FactsFile } from "./facts-file";
import { type Always, type ReadSection, readSection, withAlways } from "./section-reader";

/** A line of the configuration of a network at boot. */
export interface PersistentMention {
  /** A file, or the command that lists what the system stores elsewhere. */
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly addresses: readonly Address[];
}

/** What to do about a line of a file that configures the network. */
export function removeLine({ file }: PersistentMention): string {
  return `remove it from ${file}; if the line only mentions the address, put that in a comment line of its own`;
}

/** An extended regular expression for lines that may have one of the addresses; empty if there is none. The reader checks the lines exactly. */
export function mention(addresses: readonly Address[]): string {
  return addresses
    .map((address) =>
      // IPv6 addresses have many spellings; the last group differs least.
      isIpv6(address) ? `:0*${address.slice(address.lastIndexOf(":") + 1)}` : address.replaceAll(".", "\\."),
    )
    .join("|");
}

/**
 * Understands the section `persistent` of a collector for a shell: lines belong to the file that was named last.
 *
 * @param namesOf which of these files gives names to addresses, as /etc/hosts does, instead of configuring them
 * @param always what the section contains on every such system; none if a host may have no such file
 */
export function persistentMentions(
  facts: FactsFile,
  namesOf: (file: string) => boolean = () => false,
  always?: Always<object>,
) {
  let file = "";
  const hidden: string[] = [];
  const all = readSection(facts, "persistent", "file, line or hidden, and what it is", (text) => {
    const [, word, rest] = /^(file|line|hidden) (.+)$/.exec(text) ?? [];
    if (word === "file") file = rest!;
    else if (word === "hidden") hidden.push(rest!);
    else if (word === "line" && file !== "") {
      const [, line, written] = /^(\d+):(.*)$/.exec(rest!) ?? [];
      return line === undefined ? undefined : { file, line: Number(line), text: written!.trim() };
    } else return undefined;
    return {};
  });
  const read = always === undefined ? all : withAlways("persistent", all, always);
  const lines = read.rows.filter((row) => "file" in row) as ReadSection<Omit<PersistentMention, "addresses">>["rows"];
  const names = new Map(
    lines.filter((one) => namesOf(one.file)).flatMap(({ text }) => namesIn(text).map((name) => [name, text] as const)),
  );
  const rows = lines
    .filter((one) => !namesOf(one.file))
    .map((one) => ({ ...one, addresses: addressesIn(one.text, names) }));
  return { persistent: { ...read, rows } satisfies ReadSection<PersistentMention>, hidden };
}

/** `10.120.0.10 sip-vip sip-vip.example.com # comment`, without the address. */
function namesIn(text: string): string[] {
  const [, ...names] = text.replace(/#.*/, "").trim().split(/\s+/);
  return names;
}

/** The addresses of a line of configuration, however they are quoted, or by their names; none in a comment. */
export function addressesIn(text: string, names: ReadonlyMap<string, string> = new Map()): Address[] {
  if (/^\s*[#;]/.test(text)) return [];
  const named = text.split(/[\s,/;]+/).flatMap((word) => names.get(word) ?? []);
  return [text, ...named]
    .flatMap((one) => one.split(/[^0-9A-Fa-f.:]+/))
    .map((word) => parseAddress(word.replace(/^:(?=\d+\.)/, "")))
    .filter((address) => address !== undefined);
}
