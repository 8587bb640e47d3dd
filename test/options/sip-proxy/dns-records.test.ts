import { describe, expect, it } from "vitest";
import {
  environmentRecords,
  poolRecords,
  recordNames,
  servedRecords,
} from "../../../lib/options/sip-proxy/dns-records";
import { POOL, sampleProxiedPair, secondPool, sipProxyTopology } from "./sip-proxy-sample";

const lines = (changes: Readonly<Record<string, unknown>> = {}) => {
  const topology = sipProxyTopology(changes);
  return poolRecords(topology, sampleProxiedPair(topology)).flatMap(({ name, type, ttl, data }) =>
    data.map((one) => `${name} ${ttl} ${type} ${one}`),
  );
};

describe("the DNS records of a pool", () => {
  it("are an SRV record for each transport and proxy, alike in all numbers, and the address of each target", () => {
    expect(lines()).toEqual([
      "_sip._udp.sip.example.com. 60 SRV 10 10 5060 proxy-1.sip.example.com.",
      "_sip._udp.sip.example.com. 60 SRV 10 10 5060 proxy-2.sip.example.com.",
      "_sip._tcp.sip.example.com. 60 SRV 10 10 5060 proxy-1.sip.example.com.",
      "_sip._tcp.sip.example.com. 60 SRV 10 10 5060 proxy-2.sip.example.com.",
      "proxy-1.sip.example.com. 60 A 10.120.0.51",
      "proxy-2.sip.example.com. 60 A 10.130.0.52",
    ]);
  });

  it("are alike in whatever order the proxies are declared", () => {
    const proxies = [
      { application: "SIP_Proxy_2", host: "proxy-2" },
      { application: "SIP_Proxy_1", host: "proxy-1" },
    ];
    const addresses = {
      [`${POOL}.zone`]: "example.com",
      [`${POOL}.addressFqdn`]: "trunks.example.com",
      "hosts.proxy-2.interfaces.eth0": { network: "voice", address: "10.120.0.52" },
    };
    expect(lines({ ...addresses, [`${POOL}.proxies`]: proxies }).toSorted()).toEqual(lines(addresses).toSorted());
    expect(lines({ ...addresses, [`${POOL}.proxies`]: proxies }).slice(-2)).toEqual([
      "trunks.example.com. 30 A 10.120.0.51",
      "trunks.example.com. 30 A 10.120.0.52",
    ]);
  });

  it("have the known names without the addresses", () => {
    const changes = {
      [`${POOL}.zone`]: "example.com",
      [`${POOL}.naptr`]: true,
      [`${POOL}.addressFqdn`]: "trunks.example.com",
      [`${POOL}.transports`]: ["tls", "tcp"],
    };
    for (const some of [{}, changes]) {
      const topology = sipProxyTopology(some);
      const pair = sampleProxiedPair(topology);
      const names = new Set(poolRecords(topology, pair).map(({ name }) => name.slice(0, -1)));
      expect(recordNames(pair)).toEqual([...names]);
    }
  });

  it("are those of the name servers of every pool that has them, and of the pair if that is one", () => {
    const shared = secondPool({
      zone: "example.com",
      nameServers: ["ns2.example.org", "ns1.example.org"],
      proxies: [{ application: "SIP_Proxy_3", host: "proxy-1" }],
    });
    const both = { [`${POOL}.zone`]: "example.com", [`${POOL}.nameServers`]: ["ns3.example.org", "ns1.example.org"] };
    const records = servedRecords(sipProxyTopology({ ...shared, ...both }));
    const [first, second] = [
      ["ns1.example.org", "ns3.example.org"],
      ["ns1.example.org", "ns2.example.org"],
    ];
    expect(records.map(({ name, construct, nameServers }) => [name, construct, nameServers])).toEqual([
      ["_sip._tcp.out.example.com.", "pairs.outbound", second],
      ["_sip._tcp.sip.example.com.", "pairs.inbound", first],
      ["_sip._udp.sip.example.com.", "pairs.inbound", first],
      ["proxy-1.example.com.", "staging", ["ns1.example.org", "ns2.example.org", "ns3.example.org"]],
      ["proxy-2.example.com.", "pairs.inbound", first],
    ]);
  });

  it("prefer the first of the transports if NAPTR is declared, and give TLS its own port", () => {
    const changes = {
      [`${POOL}.transports`]: ["tls", "udp", "tls"],
      [`${POOL}.naptr`]: true,
      [`${POOL}.tlsPort`]: 5081,
    };
    expect(lines(changes).slice(0, 6)).toEqual([
      'sip.example.com. 60 NAPTR 10 10 "s" "SIPS+D2T" "" _sips._tcp.sip.example.com.',
      'sip.example.com. 60 NAPTR 20 10 "s" "SIP+D2U" "" _sip._udp.sip.example.com.',
      "_sips._tcp.sip.example.com. 60 SRV 10 10 5081 proxy-1.sip.example.com.",
      "_sips._tcp.sip.example.com. 60 SRV 10 10 5081 proxy-2.sip.example.com.",
      "_sip._udp.sip.example.com. 60 SRV 10 10 5060 proxy-1.sip.example.com.",
      "_sip._udp.sip.example.com. 60 SRV 10 10 5060 proxy-2.sip.example.com.",
    ]);
  });

  it("have a second name if the servers use TLS with the proxies, which SIP Server looks up", () => {
    const changes = { [`${POOL}.transports`]: ["tls", "tcp"], [`${POOL}.naptr`]: true };
    expect(lines(changes).filter((line) => !line.includes(" A "))).toEqual([
      'sip.example.com. 60 NAPTR 10 10 "s" "SIPS+D2T" "" _sips._tcp.sip.example.com.',
      'sip.example.com. 60 NAPTR 20 10 "s" "SIP+D2T" "" _sip._tcp.sip.example.com.',
      "_sips._tcp.sip.example.com. 60 SRV 10 10 5061 proxy-1.sip.example.com.",
      "_sips._tcp.sip.example.com. 60 SRV 10 10 5061 proxy-2.sip.example.com.",
      "_sips._tls.sip.example.com. 60 SRV 10 10 5061 proxy-1.sip.example.com.",
      "_sips._tls.sip.example.com. 60 SRV 10 10 5061 proxy-2.sip.example.com.",
      "_sip._tcp.sip.example.com. 60 SRV 10 10 5060 proxy-1.sip.example.com.",
      "_sip._tcp.sip.example.com. 60 SRV 10 10 5060 proxy-2.sip.example.com.",
    ]);
    const topology = sipProxyTopology(changes);
    expect(recordNames(sampleProxiedPair(topology))).toContain("_sips._tls.sip.example.com");
  });

  it("have a second name with all addresses, each version separately, and a TTL of its own", () => {
    const changes = {
      [`${POOL}.zone`]: "example.com",
      [`${POOL}.recordTtl`]: "1h",
      [`${POOL}.addressFqdn`]: "trunks.example.com",
      "networks.voice-6": { cidr: "2001:db8::/64" },
      "hosts.proxy-2.interfaces.eth0": { network: "voice-6", address: "2001:db8::52" },
    };
    expect(lines(changes).slice(4)).toEqual([
      "proxy-1.example.com. 3600 A 10.120.0.51",
      "proxy-2.example.com. 3600 AAAA 2001:db8::52",
      "trunks.example.com. 30 A 10.120.0.51",
      "trunks.example.com. 30 AAAA 2001:db8::52",
    ]);
  });

  it("of two pools are merged if a host serves both in one zone: each record once, with the shorter TTL", () => {
    const shared = secondPool({
      zone: "example.com",
      recordTtl: "10s",
      proxies: [{ application: "SIP_Proxy_3", host: "proxy-1" }],
    });
    const records = environmentRecords(sipProxyTopology({ ...shared, [`${POOL}.zone`]: "example.com" }));
    expect(records.map(({ name, type, ttl, data }) => [name, type, ttl, data.length])).toEqual([
      ["_sip._tcp.out.example.com.", "SRV", 10, 1],
      ["_sip._tcp.sip.example.com.", "SRV", 60, 2],
      ["_sip._udp.sip.example.com.", "SRV", 60, 2],
      ["proxy-1.example.com.", "A", 10, 1],
      ["proxy-2.example.com.", "A", 60, 1],
    ]);
  });
});
