import { describe, expect, test } from "vitest";
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

test("answers of name servers are read once, however many pools are looked up in them", () => {
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

describe("what answers show of a pool", () => {
  /** From the sample's pool with these keys, as name servers answer that have its records. */
  const told = (changes: Readonly<Record<string, unknown>> = {}, addressFqdn?: string) => {
    const topology = sipProxyTopology(changes);
    const { facts } = parseFacts("dns.facts", dnsFacts(topology.environment, dnsRecordsOf(topology)));
    const { settings, known } = poolAnswers(facts, "SIP.example.com", addressFqdn, ["Proxy-1", "proxy-2"]);
    expect(known).toBe(true);
    return Object.fromEntries(
      Object.entries(settings).flatMap(([key, one]) => (one === undefined ? [] : [[key, one.value]])),
    );
  };

  test("includes its transports, its port and how long its records are kept", () => {
    expect(told()).toEqual({ transports: ["tcp", "udp"], recordTtl: "60s", port: 5060 });
  });

  test("includes its name servers, its own zone, its second name, and the order of its transports by NAPTR", () => {
    const changes = {
      [`${POOL}.nameServers`]: ["ns1.example.com", "ns2.example.com"],
      [`${POOL}.zone`]: "example.com",
      [`${POOL}.recordTtl`]: "1h",
      [`${POOL}.addressFqdn`]: "trunks.example.com",
      [`${POOL}.transports`]: ["tls", "udp", "tcp"],
      [`${POOL}.naptr`]: true,
      [`${POOL}.tlsPort`]: 5081,
    };
    expect(told(changes, "Trunks.example.com")).toEqual({
      zone: "example.com",
      transports: ["tls", "udp", "tcp"],
      recordTtl: "3600s",
      nameServers: ["ns1.example.com", "ns2.example.com"],
      naptr: true,
      addressTtl: "30s",
      port: 5060,
      tlsPort: 5081,
    });
  });

  test("is nothing for another pool, or without answers", () => {
    const { facts } = parseFacts("dns.facts", dnsFacts("staging", dnsRecordsOf(sipProxyTopology())));
    const nothing = { settings: {}, known: false };
    expect(poolAnswers(facts, "p.example.com", undefined, ["proxy-1"])).toEqual(nothing);
    expect(poolAnswers(facts, undefined, undefined, ["proxy-1"])).toEqual(nothing);
    expect(poolAnswers(undefined, "sip.example.com", undefined, ["proxy-1"])).toEqual(nothing);
  });
});
