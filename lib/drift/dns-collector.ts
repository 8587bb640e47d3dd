import type { ServedRecord } from "../model/dns-record";
import { blocks, lines, sh } from "../scripts/shell-text";
import type { FileText } from "../text/file-text";
import { collectorProgram } from "./collector-program";

/** The name of an environment's DNS records among its facts. */
export const DNS = "dns";

/** A question to a name server; if none is given, to the resolver of the asking system. */
export interface DnsQuestion {
  readonly record: ServedRecord;
  readonly server: string | undefined;
  /** The section of the facts that has the answer. */
  readonly section: string;
}

/** Each record, asked of each of its name servers. */
export function dnsQuestions(records: readonly ServedRecord[]): DnsQuestion[] {
  return records.flatMap((record) => {
    const servers = record.nameServers.length === 0 ? [undefined] : record.nameServers;
    return servers.map((server) => ({
      record,
      server,
      section: ["dig", record.type, record.name, ...(server === undefined ? [] : [`@${server}`])].join(":"),
    }));
  });
}

/** The program that asks the name servers with dig, from any system that reaches them. */
export function dnsCollector(environment: string, records: readonly ServedRecord[]): FileText {
  const questions = dnsQuestions(records);
  return collectorProgram({
    environment,
    of: DNS,
    what: "the DNS records",
    own: sh`
# Section, type, name, name server.
each_question() {
  ${lines(...questions.map(({ section, record, server }) => sh`"$1" ${section} ${record.type} ${record.name} ${server === undefined ? "" : `@${server}`}`))}
}`,
    kind: "dns",
    functions: blocks(sh`
# A server that does not answer is given up after 2 tries of 3 seconds.
ask() {
  section "$1" dig +time=3 +tries=2 +nocmd +noall +comments +answer "$2" "$3" \${4:+"$4"}
}`),
    sections: sh`
each_question ask`,
  });
}
