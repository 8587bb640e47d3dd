import { expect, test } from "vitest";
import { type FactsFile, parseFacts } from "../../lib/drift/facts-file";
import { poolAnswers, poolRecords } from "../../lib/import/pool-answers";
import { dnsRecordsOf } from "../../lib/options";
import { dnsFacts } from "../drift/dns-facts-of-model";
import { POOL, sipProxyTopology } from "../options/sip-proxy/sip-proxy-sample";
import { exampleTopology } from "../report/report-sample";

test("both names of the records for TLS stand for one transport", () => {
  const topology = sipProxyTopology({ [`${POOL}.transports`]: ["tls"], [`${POOL}.tlsPort`]: 5081 });
  const records = dnsRecordsOf(topology);
  expect(records.map(({ name }) => name)).toContain("_sips._tls.sip.example.com.");
  const ofServers = records.filter(({ name }) => !name.startsWith("_sips._tcp."));
  for (const some of [records, ofServers]) {
    const { facts } = parseFacts("dns.facts", dnsFacts(topology.environment, some));
    const { settings } = poolAnswers(facts, "sip.example.com", undefined, ["proxy-1", "proxy-2"]);
    expect(settings).toMatchObject({ transports: { value: ["tls"] }, tlsPort: { value: 5081 } });
  }
});

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
