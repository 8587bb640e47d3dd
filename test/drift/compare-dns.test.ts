import { describe, expect, test } from "vitest";
import { compareDns } from "../../lib/drift/compare-dns";
import { environmentDrift } from "../../lib/drift/environment-drift";
import { parseFacts } from "../../lib/drift/facts-file";
import type { ServedRecord } from "../../lib/model/dns-record";
import { dnsRecordsOf } from "../../lib/options";
import { POOL, sipProxyTopology } from "../options/sip-proxy/sip-proxy-sample";
import { sampleDeclaration } from "../sample-declaration";
import { topologyOf } from "../topology-of";
import { dnsFacts } from "./dns-facts-of-model";

const RECORDS: readonly ServedRecord[] = [
  {
    name: "_sip._udp.sip.example.com.",
    zone: "sip.example.com",
    type: "SRV",
    ttl: 60,
    data: ["10 10 5060 proxy-1.sip.example.com.", "10 10 5060 proxy-2.sip.example.com."],
    nameServers: ["ns1.example.com", "ns2.example.com"],
    zoneSerial: 1,
    construct: "pairs.inbound",
  },
  {
    name: "proxy-2.sip.example.com.",
    zone: "sip.example.com",
    type: "AAAA",
    ttl: 60,
    data: ["2001:db8::52"],
    nameServers: [],
    zoneSerial: 1,
    construct: "pairs.inbound",
  },
];

const TEXT = dnsFacts("test", RECORDS);
const [FIRST, SECOND, THIRD] = TEXT.match(/^== .*\n(?: .*\n)*-- 0$/gm) as [string, string, string];

/** The report on the facts with an edit: each finding with its line. */
function told(edit: (text: string) => string = (text) => text): string[] {
  const text = edit(TEXT);
  const { facts } = parseFacts("dns.facts", text);
  return compareDns("test", RECORDS, facts!).map(
    ({ state, code, path, message, found, expected, position }) =>
      `${position!.line} ${state} ${code} ${path}: ${message}: ${found} / ${expected}`,
  );
}

/** An edit of the answer of one name server, or of the resolver. */
const inside = (section: string, before: string | RegExp, after: string) => (text: string) => {
  const edited = section.replace(before, after);
  expect(edited).not.toBe(section);
  return text.replace(section, () => edited);
};

const SERVED = "10 10 5060 proxy-1.sip.example.com.; 10 10 5060 proxy-2.sip.example.com.";
const AT_SECOND = "_sip._udp.sip.example.com. SRV at ns2.example.com";
const [HEAD, LENGTH] = [4, FIRST.split("\n").length];

describe("DNS records are as declared", () => {
  test("if each name server has them, in any order, in either case, and in any spelling of an address", () => {
    expect(told()).toEqual([]);
    expect(told(inside(SECOND, /proxy-1\.sip/, "Proxy-1.SIP"))).toEqual([]);
    expect(told(inside(SECOND, " _sip._udp.sip", " _SIP._udp.Sip"))).toEqual([]);
    expect(told(inside(SECOND, "10 10 5060", "10   10 5060"))).toEqual([]);
    expect(told(inside(THIRD, "2001:db8::52", "2001:DB8:0:0::52"))).toEqual([]);
  });

  test("even if records of another name or type stand beside them", () => {
    const beside =
      " sip.example.com.\t60\tIN\tNS\tns1.example.com.\n _sip._tcp.sip.example.com.\t60\tIN\tSRV\t1 1 1 a.\n";
    expect(told(inside(SECOND, /-- 0$/, `${beside}-- 0`))).toEqual([]);
  });
});

describe("a difference on one name server is reported for that server, with the line:", () => {
  test.each<[string, (text: string) => string, string[]]>([
    [
      "another record, at its own line",
      inside(SECOND, "proxy-1", "proxy-9"),
      [
        `${HEAD + LENGTH + 9} drift dns-record-differs pairs.inbound: ${AT_SECOND}: other records: 10 10 5060 proxy-2.sip.example.com.; 10 10 5060 proxy-9.sip.example.com. / ${SERVED}`,
      ],
    ],
    [
      "a record fewer, at the first that is there",
      inside(SECOND, /.*proxy-1.*\n/, ""),
      [
        `${HEAD + LENGTH + 8} drift dns-record-differs pairs.inbound: ${AT_SECOND}: other records: 10 10 5060 proxy-2.sip.example.com. / ${SERVED}`,
      ],
    ],
    [
      "none, as there is no such name",
      (text) =>
        inside(
          SECOND.replaceAll(/.*\tSRV\t.*\n/g, ""),
          "NOERROR",
          "NXDOMAIN",
        )(inside(SECOND, /(?:.*\tSRV\t.*\n)+/, "")(text)),
      [
        `${HEAD + LENGTH + 3} drift dns-record-gone pairs.inbound: ${AT_SECOND}: there is no such record: NXDOMAIN / ${SERVED}`,
      ],
    ],
    [
      "none, though there is the name",
      inside(SECOND, /(?:.*\tSRV\t.*\n)+/, ""),
      [
        `${HEAD + LENGTH + 3} drift dns-record-gone pairs.inbound: ${AT_SECOND}: there is no such record: NOERROR / ${SERVED}`,
      ],
    ],
    [
      "a lower TTL of one record on a server that has the zone itself",
      inside(SECOND, /60(?=.*proxy-1)/, "59"),
      [`${HEAD + LENGTH + 9} drift dns-ttl-differs pairs.inbound: ${AT_SECOND}: another TTL: 59 s / 60 s`],
    ],
    [
      "of other records with another TTL, both",
      (text) =>
        inside(
          SECOND.replace(/60(?=.*proxy-1)/, "3600"),
          "proxy-1",
          "proxy-9",
        )(inside(SECOND, /60(?=.*proxy-1)/, "3600")(text)),
      [
        `${HEAD + LENGTH + 9} drift dns-record-differs pairs.inbound: ${AT_SECOND}: other records: 10 10 5060 proxy-2.sip.example.com.; 10 10 5060 proxy-9.sip.example.com. / ${SERVED}`,
        `${HEAD + LENGTH + 9} drift dns-ttl-differs pairs.inbound: ${AT_SECOND}: another TTL: 3600 s / 60 s`,
      ],
    ],
  ])("%s", (_, edit, expected) => {
    expect(told(edit)).toEqual(expected);
  });

  test("and of a resolver without a server's name", () => {
    expect(told(inside(THIRD, "2001:db8::52", "2001:db8::99"))).toEqual([
      `${HEAD + 2 * LENGTH + 8} drift dns-record-differs pairs.inbound: proxy-2.sip.example.com. AAAA: other records: 2001:db8::99 / 2001:db8::52`,
    ]);
  });
});

test("a server that has cached an answer may have a lower TTL left, but no higher one", () => {
  const kept = THIRD.replace("qr aa rd", "qr rd ra");
  const left = (ttl: number) => (text: string) => inside(THIRD, THIRD, kept.replace("\t60\t", `\t${ttl}\t`))(text);
  expect(told(left(60))).toEqual([]);
  expect(told(left(1))).toEqual([]);
  expect(told(left(61))).toEqual([
    `${HEAD + 2 * LENGTH + 8} drift dns-ttl-differs pairs.inbound: proxy-2.sip.example.com. AAAA: another TTL: 61 s / 60 s`,
  ]);
});

describe("an answer that says nothing about a record is no drift, and is reported:", () => {
  test.each<[string, (text: string) => string, string[]]>([
    [
      "a refusal",
      inside(SECOND, "NOERROR", "REFUSED"),
      [
        `${HEAD + LENGTH + 3} unparsed dns-no-answer pairs.inbound: ns2.example.com does not say whether there is _sip._udp.sip.example.com. SRV: REFUSED / NOERROR or NXDOMAIN`,
      ],
    ],
    [
      "no status, of a resolver",
      inside(THIRD, /.*HEADER.*\n/, ""),
      [
        `${HEAD + 2 * LENGTH + 1} unparsed dns-no-answer pairs.inbound: the resolver does not say whether there is proxy-2.sip.example.com. AAAA: no line with a status / NOERROR or NXDOMAIN`,
      ],
    ],
    [
      "a line that dig does not print",
      inside(SECOND, "\tIN\tSRV\t10 10 5060 proxy-1", "\tSRV\t10 10 5060 proxy-1"),
      [
        `${HEAD + LENGTH + 9} unparsed facts-not-understood pairs.inbound: a line of dig:SRV:_sip._udp.sip.example.com.:@ns2.example.com cannot be understood: "_sip._udp.sip.example.com.\\t60\\tSRV\\t10 10 5060 proxy-1.... / a line that dig prints`,
      ],
    ],
    [
      "a question that was not asked",
      (text) => text.replace(`${SECOND}\n`, "").replace("end 3", "end 2"),
      [
        "1 missing not-collected pairs.inbound: ns2.example.com was not asked for dig:SRV:_sip._udp.sip.example.com.:@ns2.example.com: undefined / undefined",
      ],
    ],
    [
      "nobody asked",
      (text) => text.replace(`${THIRD}\n`, "").replace("end 3", "end 2"),
      [
        "1 missing not-collected pairs.inbound: the resolver was not asked for dig:AAAA:proxy-2.sip.example.com.: undefined / undefined",
      ],
    ],
    ["a truncated file, which is reported for the file", (text) => text.slice(0, text.indexOf(SECOND)), []],
  ])("%s", (_, edit, expected) => {
    expect(told(edit)).toEqual(expected);
  });
});

describe("among the facts of an environment,", () => {
  const proxied = sipProxyTopology();
  const text = dnsFacts("staging", dnsRecordsOf(proxied));
  const at = (time: string) => text.replace("\n==", `\ntime 2026-01-31T0${time}:00:00Z\n==`);
  const wrong = (facts: string) => facts.replaceAll("proxy-2", "proxy-9");
  const dnsOf = (topology: typeof proxied, ...texts: string[]) =>
    environmentDrift(
      { topology, files: [] },
      {
        facts: texts.map((one, index) => parseFacts(`${index}.facts`, one).facts!),
      },
    ).findings.flatMap(({ code, path, position }) =>
      path.startsWith("hosts.") ? [] : [`${position?.file} ${code} ${path}`],
    );

  test("those of DNS are compared, and reported as missing if there are none", () => {
    expect(dnsOf(proxied, text)).toEqual([]);
    expect(dnsOf(proxied, wrong(text))).toContain("0.facts dns-record-differs pairs.inbound");
    expect(dnsOf(proxied)).toEqual(["undefined facts-missing dns"]);
  });

  test("the later facts are compared, whatever their order", () => {
    expect(dnsOf(proxied, at("2"), wrong(at("1")))).toEqual(["1.facts facts-twice dns"]);
    expect(dnsOf(proxied, wrong(at("1")), at("2"))).toEqual(["0.facts facts-twice dns"]);
  });

  test("those of DNS are of something unknown if no record is declared", () => {
    expect(dnsOf(topologyOf(sampleDeclaration({})), text)).toEqual(["0.facts facts-of-unknown dns"]);
  });
});

test("if servers speak TLS to their SIP Proxies, the records that they ask for are compared, and reported if missing", () => {
  const topology = sipProxyTopology({ [`${POOL}.transports`]: ["tls"] });
  const records = dnsRecordsOf(topology);
  const drift = (some: readonly ServedRecord[]) => {
    const { facts } = parseFacts("dns.facts", dnsFacts(topology.environment, some));
    return compareDns(topology.environment, records, facts!).map(({ code, message }) => `${code} ${message}`);
  };
  expect(drift(records)).toEqual([]);
  expect(drift(records.filter(({ name }) => !name.startsWith("_sips._tls.")))).toEqual([
    expect.stringContaining("_sips._tls.sip.example.com."),
  ]);
});
