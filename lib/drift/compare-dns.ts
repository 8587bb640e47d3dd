import { parseAddress } from "../model/address";
import type { DnsRecord, ServedRecord } from "../model/dns-record";
import { show } from "../text/wording";
import { type DnsQuestion, dnsQuestions } from "./dns-collector";
import type { DriftFinding } from "./drift-finding";
import type { FactsFile, Unparsed } from "./facts-file";
import { readSection } from "./section-reader";

/** A line of the output of dig. */
export type DigLine =
  | { readonly kind: "other" }
  | { readonly kind: "status"; readonly status: string }
  | { readonly kind: "flags"; readonly isAuthoritative: boolean }
  | {
      readonly kind: "record";
      readonly name: string;
      readonly type: string;
      readonly ttl: number;
      readonly data: string;
    };

/** The differences of the DNS records, as each of their name servers answers. */
export function compareDns(environment: string, records: readonly ServedRecord[], facts: FactsFile): DriftFinding[] {
  return dnsQuestions(records).flatMap((question) =>
    compareAnswer(question, facts).map((one) => ({ environment, path: question.record.construct, ...one })),
  );
}

function compareAnswer({ record, server, section }: DnsQuestion, facts: FactsFile) {
  const read = readSection(facts, section, "a line that dig prints", digLine);
  const unparsed = (one: Unparsed) => ({ state: "unparsed" as const, ...one });
  if (read.unparsed.length > 0) return read.unparsed.map(unparsed);
  // A file that was cut off is reported separately.
  if (!read.isWhole) return facts.isWhole ? lost(facts, section, server) : [];
  const status = read.rows.find((row) => row.kind === "status");
  if (status?.status !== "NOERROR" && status?.status !== "NXDOMAIN")
    return [unparsed(noAnswer(record, server, status?.status, status?.position ?? read.position))];
  const isAuthoritative = read.rows.some((row) => row.kind === "flags" && row.isAuthoritative);
  const answers = read.rows.filter(
    (row) => row.kind === "record" && row.type === record.type && row.name.toLowerCase() === record.name.toLowerCase(),
  ) as (Extract<DigLine, { kind: "record" }> & { readonly position: DriftFinding["position"] })[];
  const drift = (
    code: string,
    message: string,
    found: string,
    expected: string,
    position: DriftFinding["position"],
  ) => ({
    state: "drift" as const,
    code,
    position,
    message: `${record.name} ${record.type}${server === undefined ? "" : ` at ${server}`}: ${message}`,
    found,
    expected,
    fix: "load the zone file, or records.json, into the name server again; a secondary name server takes over a zone only with a higher zoneSerial",
  });
  const [found, wanted] = [answers.map(({ data }) => data), record.data].map((all) =>
    all.map((data) => normal(record.type, data)).sort(),
  ) as [string[], string[]];
  if (found.length === 0)
    return [drift("dns-record-gone", "there is no such record", status.status, wanted.join("; "), status.position)];
  const strange = answers.find(({ data }) => !wanted.includes(normal(record.type, data))) ?? answers[0]!;
  const told =
    found.join("; ") === wanted.join("; ")
      ? []
      : [drift("dns-record-differs", "other records", found.join("; "), wanted.join("; "), strange.position)];
  // A server with a cached answer says how long it will keep the answer from now on.
  const other = answers.find(({ ttl }) => (isAuthoritative ? ttl !== record.ttl : ttl > record.ttl));
  if (other === undefined) return told;
  return [...told, drift("dns-ttl-differs", "another TTL", `${other.ttl} s`, `${record.ttl} s`, other.position)];
}

export function digLine(text: string): DigLine | undefined {
  const [, status] = /^;; ->>HEADER<<- opcode: QUERY, status: (\w+), id: \d+$/.exec(text) ?? [];
  if (status !== undefined) return { kind: "status", status };
  const [, flags] = /^;; flags: ([a-z ]*);/.exec(text) ?? [];
  if (flags !== undefined) return { kind: "flags", isAuthoritative: flags.split(" ").includes("aa") };
  if (text === "" || text.startsWith(";")) return { kind: "other" };
  const [, name, ttl, type, data] = /^(\S+\.)\s+(\d+)\s+IN\s+([A-Z0-9]+)\s+(\S.*)$/.exec(text) ?? [];
  return data === undefined ? undefined : { kind: "record", name: name!, ttl: Number(ttl), type: type!, data };
}

/** DNS names are the same in upper and lower case; addresses have several spellings. */
function normal(type: DnsRecord["type"], data: string): string {
  if (type === "A" || type === "AAAA") return parseAddress(data.trim()) ?? data;
  return data.trim().replaceAll(/\s+/g, " ").toLowerCase();
}

function lost(facts: FactsFile, section: string, server: string | undefined) {
  return [
    {
      state: "missing" as const,
      code: "not-collected",
      position: facts.position,
      message: `${server ?? "the resolver"} was not asked for ${section}`,
      fix: "write the collectors again with sip-ha facts from the files that this output was synthesized from, and collect with those",
    },
  ];
}

function noAnswer(
  { name, type }: DnsRecord,
  server: string | undefined,
  status: string | undefined,
  position: Unparsed["position"],
): Unparsed {
  return {
    code: "dns-no-answer",
    position,
    message: `${server ?? "the resolver"} does not say whether there is ${name} ${type}`,
    found: status === undefined ? "no line with a status" : show(status),
    expected: "NOERROR or NXDOMAIN",
    fix: "look for the reason in the name server's log; it may not have the zone, or not answer this system",
  };
}
