import { dnsQuestions } from "../../lib/drift/dns-collector";
import type { ServedRecord } from "../../lib/model/dns-record";

/** What the collector of DNS records prints if every name server answers as the model says, in dig's format. */
export function dnsFacts(environment: string, records: readonly ServedRecord[]): string {
  const questions = dnsQuestions(records);
  return [
    `sip-ha-facts 1\npackage 0.1.0\nenvironment ${environment}\nof dns`,
    ...questions.flatMap(({ section, record: { name, type, ttl, data } }) => [
      `== ${section}`,
      " ;; Got answer:",
      " ;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 12345",
      ` ;; flags: qr aa rd; QUERY: 1, ANSWER: ${data.length}, AUTHORITY: 0, ADDITIONAL: 1`,
      " ;; WARNING: recursion requested but not available",
      " ",
      " ;; ANSWER SECTION:",
      // Name servers rotate records.
      ...[...data].reverse().map((one) => ` ${name}\t${ttl}\tIN\t${type}\t${one}`),
      "-- 0",
    ]),
    `end ${questions.length}`,
    "",
  ].join("\n");
}
