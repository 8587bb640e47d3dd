import { describe, expect, it } from "vitest";
import { dnsArtifacts, zonesOf } from "../../../lib/options/sip-proxy/artifacts";
import { renderZone } from "../../../lib/options/sip-proxy/zone-file";
import { textOf } from "../../../lib/text/file-text";
import { POOL, secondPool, sipProxyTopology } from "./sip-proxy-sample";

const zones = (changes: Readonly<Record<string, unknown>> = {}) => zonesOf(sipProxyTopology(changes)).map(renderZone);

describe("a zone file", () => {
  it("is for the pool's own name, with localhost as the name server, if nothing is declared", () => {
    expect(zones()).toEqual([
      `; Zone sip.example.com, the SIP Proxies of pair inbound. Written by sip-server-ha; do not edit.
; A zone of its own, which takes no other record's place: load it on the name servers that endpoints ask, or delegate it to others.
; Secondary servers take over a change only if the serial number is higher than before: zoneSerial.
; No nameServers are declared, so localhost stands in their place. That is right if each name server loads this file.
$ORIGIN sip.example.com.
$TTL 60
sip.example.com. IN SOA localhost. hostmaster.sip.example.com. 1 3600 600 604800 60
sip.example.com. IN NS localhost.
_sip._tcp.sip.example.com. 60 IN SRV 10 10 5060 proxy-1.sip.example.com.
_sip._tcp.sip.example.com. 60 IN SRV 10 10 5060 proxy-2.sip.example.com.
_sip._udp.sip.example.com. 60 IN SRV 10 10 5060 proxy-1.sip.example.com.
_sip._udp.sip.example.com. 60 IN SRV 10 10 5060 proxy-2.sip.example.com.
proxy-1.sip.example.com. 60 IN A 10.120.0.51
proxy-2.sip.example.com. 60 IN A 10.130.0.52
`,
    ]);
  });

  it("warns if its zone may exist, and has all pools of that zone with their name servers and the higher serial number", () => {
    const ofZone = (serial: number, server: string) => ({
      zone: "example.com",
      zoneSerial: serial,
      nameServers: [server, "ns1.example.org"],
    });
    const [text, ...more] = zones({
      ...secondPool(ofZone(7, "ns2.example.org")),
      [`${POOL}.zone`]: "example.com",
      [`${POOL}.zoneSerial`]: 5,
      [`${POOL}.nameServers`]: ["ns1.example.org"],
    });
    expect(more).toEqual([]);
    expect(text!.split("\n").slice(0, 8)).toEqual([
      "; Zone example.com, the SIP Proxies of pair inbound and pair outbound. Written by sip-server-ha; do not edit.",
      "; If this zone exists already, add the records below NS to it: loaded in its place, this file would remove whatever else it has.",
      "; Secondary servers take over a change only if the serial number is higher than before: zoneSerial.",
      "$ORIGIN example.com.",
      "$TTL 60",
      "example.com. IN SOA ns1.example.org. hostmaster.example.com. 7 3600 600 604800 60",
      "example.com. IN NS ns1.example.org.",
      "example.com. IN NS ns2.example.org.",
    ]);
  });

  it("exists once for each zone, beside one list with the records of all of them", () => {
    const artifacts = dnsArtifacts(sipProxyTopology(secondPool()));
    expect(artifacts.map(({ path, construct, evidence, target }) => [path, construct, evidence, target])).toEqual([
      ["dns/out.example.com.zone", "pairs.outbound", "inferred", undefined],
      ["dns/sip.example.com.zone", "pairs.inbound", "inferred", undefined],
      ["dns/records.json", "staging", "inferred", undefined],
    ]);
    const { records } = JSON.parse(textOf(artifacts[2]!.content)) as { records: { zone: string; data: string[] }[] };
    const inZones = artifacts.slice(0, 2).flatMap(({ content }) => textOf(content).match(/ IN (?:SRV|A) /g));
    expect(records.flatMap(({ data }) => data)).toHaveLength(inZones.length);
    expect([...new Set(records.map(({ zone }) => zone))].sort()).toEqual(["out.example.com", "sip.example.com"]);
  });
});
