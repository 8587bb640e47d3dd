import { expect, test } from "vitest";
import { type FactsFile, parseFacts } from "../../lib/drift/facts-file";
import { poolRecords } from "../../lib/import/pool-answers";
import { dnsRecordsOf } from "../../lib/options";
import { dnsFacts } from "../drift/dns-facts-of-model";
import { exampleTopology } from "../report/report-sample";

test("answers of name servers are read once, however many pools are looked for among them", () => {
  const topology = exampleTopology("sip-proxy.yaml");
  const records = dnsRecordsOf(topology);
  const { facts } = parseFacts("dns.facts", dnsFacts(topology.environment, records));
  let reads = 0;
  const counted = new Proxy(facts!, {
    get: (target, key: keyof FactsFile) => {
      if (key === "sections") reads += 1;
      return target[key];
    },
  });
  const service = records.find(({ type }) => type === "SRV")!;
  const found = poolRecords(counted, service.name.replace(/\.$/, ""));
  expect(found).toContainEqual(expect.objectContaining({ type: "SRV", ttl: service.ttl }));
  const readsOfOne = reads;
  expect(poolRecords(counted, "other.example.com")).toEqual([]);
  expect(reads).toBe(readsOfOne);
});
