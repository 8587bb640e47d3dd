import { describe, expect, test } from "vitest";
import { parseFacts } from "../../lib/drift/facts-file";
import { hostExpectations } from "../../lib/drift/host-expectation";
import { unparsedOf } from "../../lib/drift/host-facts";
import { windowsFacts } from "../../lib/drift/windows-facts";
import { plan } from "../../lib/synth/plan";
import { nlbDeclaration } from "../options/windows-nlb/nlb-sample";
import { sampleDeclaration, windowsPair } from "../sample-declaration";
import { topologyOf } from "../topology-of";

const topology = topologyOf(sampleDeclaration(structuredClone(windowsPair())));
const [expected] = hostExpectations(topology, plan(topology).artifacts);
const cluster = topologyOf(nlbDeclaration());
const [node] = hostExpectations(cluster, plan(cluster).artifacts);

const read = (section: string, lines: readonly string[], of = expected!) =>
  windowsFacts(
    parseFacts(
      "a.facts",
      [
        "sip-ha-facts 1\r\npackage 0.1.0\r\nenvironment staging\r\nof hosts.sip-a",
        `== ${section}`,
        ...lines.map((line) => ` ${line}`),
        "-- 0\r\nend 1\r\n",
      ].join("\r\n"),
    ).facts!,
    of,
  );

const strange = (facts: ReturnType<typeof read>) =>
  unparsedOf(facts).filter(({ code }) => code !== "facts-section-missing");

const LOOPBACK = [
  "Interface 1: Loopback Pseudo-Interface 1",
  "Addr Type  DAD State   Valid Life Pref. Life Address",
  "---------  ----------- ---------- ---------- ------------------------",
  "Other      Preferred     infinite   infinite 127.0.0.1",
];

describe("netsh's table of addresses is understood", () => {
  test("in English (a documented sample), with several addresses, links and temporary ones", () => {
    // Windows 10, as W. Odom's CCNA 200-301, volume 1, example 28-6, prints it.
    const facts = read("addresses", [
      ...LOOPBACK,
      "",
      "Interface 7: Wi-Fi",
      "",
      "Addr Type  DAD State   Valid Life Pref. Life Address",
      "---------  ----------- ---------- ---------- ------------------------",
      "Temporary  Preferred  6d23h57m58s   23h49m3s 2001:db8:1111:1:c1cd:7a44:45a5:58f1",
      "Public     Preferred     infinite   infinite 2001:db8:1111:1:f1f5:5cbb:f395:6c51",
      "Other      Deprecated    infinite   infinite fe80::1%7",
    ]);
    expect(strange(facts)).toEqual([]);
    expect(facts.addresses.rows.map(({ interface: name, address }) => `${address} on ${name}`)).toEqual([
      "127.0.0.1 on Loopback Pseudo-Interface 1",
      "2001:db8:1111:1:c1cd:7a44:45a5:58f1 on Wi-Fi",
      "2001:db8:1111:1:f1f5:5cbb:f395:6c51 on Wi-Fi",
      "fe80::1 on Wi-Fi",
    ]);
  });

  // The words of the second table were seen on a French Windows, those of the third are made up; none need be known.
  const LANGUAGES = [
    [
      "English",
      "Interface 11: ",
      "Manual     Preferred     infinite   infinite",
      "Manual     Duplicate     infinite   infinite",
    ],
    [
      "French",
      "Interface 11 : ",
      "Manuel     Pr\uFFFDf\uFFFDr\uFFFD       infinite   infinite",
      "Manuel     Tentative     infinite   infinite",
    ],
    [
      "two words for each",
      "Die Schnittstelle 11: ",
      "Von Hand   Gern gesehen ohne Ende  ohne Ende",
      "Von Hand   Zwei Mal     ohne Ende  ohne Ende",
    ],
    [
      "bytes of another code page",
      "\uFFFD\uFFFD\uFFFDC 11: ",
      "\uFFFD\uFFFD    \uFFFD\uFFFDD\uFFFD  \uFFFD\uFFFD\uFFFD   \uFFFD\uFFFD\uFFFD",
      "\uFFFD\uFFFD    \uFFFDd\uFFFD  \uFFFD\uFFFD\uFFFD   \uFFFD\uFFFD\uFFFD",
    ],
  ] as const;
  test.each(LANGUAGES)(
    "whatever the language, %s: the virtual IP is used if the words before it equal those before the host's own address",
    (_, header, used, other) => {
      const table = (words: string) => [
        ...LOOPBACK,
        `${header}Local Area Connection 2`,
        "Adresstyp  DAD-Status  G\uFFFDltigkeit Bevorzugt  Adresse",
        "---------  ----------- ---------- ---------- ------------------------",
        `${used} 10.120.0.11`,
        `${words} 10.120.0.10`,
      ];
      const uses = [used, other].map((words) => {
        const facts = read("addresses", table(words));
        expect(strange(facts)).toEqual([]);
        return facts.addresses.rows.map(({ use }) => use);
      });
      expect(uses).toEqual([
        ["used", "used", "used"],
        ["used", "used", "unused"],
      ]);
    },
  );

  test.each([
    ["a failure", ["The RPC server is unavailable."]],
    ["a table that breaks off in its head", [...LOOPBACK, "Interface 7: Wi-Fi", "Addr Type  DAD State", "Other thing"]],
    ["a line of something else among the addresses", [...LOOPBACK, "Falscher Parameter."]],
  ])("what is no such table is reported: %s", (_, lines) => {
    const facts = read("addresses", lines);
    expect(strange(facts).map(({ code }) => code)).toEqual(["facts-not-understood"]);
    expect(facts.addresses.isWhole).toBe(false);
  });

  test("a table without the addresses that every host has does not count as complete", () => {
    expect(strange(read("addresses", LOOPBACK.slice(0, 3))).map(({ code }) => code)).toEqual(["facts-incomplete"]);
    expect(strange(read("persistent", LOOPBACK)).map(({ code }) => code)).toEqual(["facts-incomplete"]);
  });
});

test("the virtual IP is judged by the words of its own interface, whatever another interface has, and is shown with its own", () => {
  const head = LOOPBACK.slice(1, 3);
  const facts = (words: string) =>
    read("addresses", [
      ...LOOPBACK,
      "Interface 10: Local Area Connection",
      ...head,
      "Manual     Tentative     infinite   infinite 10.110.0.11",
      "Interface 11: Local Area Connection 2",
      ...head,
      "Manual     Preferred     infinite   infinite 10.120.0.11",
      `Manual     ${words}     infinite   infinite 10.120.0.10`,
    ]).addresses.rows.map(({ use, shown }) => `${use}: ${shown}`);
  const others = [
    "used: 127.0.0.1 on Loopback Pseudo-Interface 1",
    "used: 10.110.0.11 on Local Area Connection",
    "used: 10.120.0.11 on Local Area Connection 2",
  ];
  expect(facts("Preferred")).toEqual([...others, "used: 10.120.0.10 on Local Area Connection 2"]);
  expect(facts("Duplicate")).toEqual([
    ...others,
    "unused: 10.120.0.10 on Local Area Connection 2, netsh: Manual Duplicate infinite infinite",
  ]);
});

test("hashes are understood as older and newer versions of certutil write them, and nothing else counts as a hash", () => {
  const hash = "9018a17307ad50eb9bf32a805d0917d621499363ef87b0b477332ed9f9d7dcc1";
  const spaced = hash.replaceAll(/(..)(?=.)/g, "$1 ");
  const facts = read("files", [
    `file ${hash} C:\\Genesys\\a.cmd`,
    `file ${spaced.toUpperCase()} C:\\Genesys\\b c.cmd`,
    "file CertUtil: -hashfile-Befehl ist fehlgeschlagen: 0x80070020 C:\\Genesys\\d.cmd",
    "missing C:\\Genesys\\e.cmd",
  ]);
  expect(facts.files.rows.map(({ kind, path, sha256 }) => [kind, path, sha256])).toEqual([
    ["file", "C:\\Genesys\\a.cmd", hash],
    ["file", "C:\\Genesys\\b c.cmd", hash],
    ["missing", "C:\\Genesys\\e.cmd", undefined],
  ]);
  expect(strange(facts)).toHaveLength(1);
});

test("files are read on whatever drive the scripts are installed", () => {
  const hash = "9018a17307ad50eb9bf32a805d0917d621499363ef87b0b477332ed9f9d7dcc1";
  const facts = read("files", [
    `file ${hash} D:\\Genesys\\sip-ha\\a.cmd`,
    `missing d:\\Genesys\\b.cmd`,
    `hidden E:\\c.cmd`,
    `missing /opt/d`,
  ]);
  expect(facts.files.rows.map(({ kind, path, sha256 }) => [kind, path, sha256])).toEqual([
    ["file", "D:\\Genesys\\sip-ha\\a.cmd", hash],
    ["missing", "d:\\Genesys\\b.cmd", undefined],
    ["hidden", "E:\\c.cmd", undefined],
  ]);
  expect(strange(facts)).toHaveLength(1);
});

test("tasks are understood by the numbers of their states", () => {
  // TASK_STATE of [MS-TSCH] 2.3.13: 1 disabled, 2 queued, 3 ready, 4 running.
  const facts = read("units", [
    "task True 4 sip-ha\\a",
    "task False 1 sip-ha\\b",
    "absent sip-ha\\c",
    "hidden sip-ha\\d",
    "task unknown unknown sip-ha\\e",
  ]);
  expect(facts.units.rows.map(({ name, start, active, isActive }) => [name, start, active, isActive])).toEqual([
    ["sip-ha\\a", "enabled", "running", true],
    ["sip-ha\\b", "disabled", "disabled", false],
    ["sip-ha\\c", "disabled", undefined, false],
    ["sip-ha\\d", "hidden", undefined, false],
  ]);
  expect(strange(facts)).toHaveLength(1);
});

test("an address for which netsh lists no network is reported if the host has it", () => {
  const lines = ["10.110.0.11 10.110.0.0/24", "10.120.0.11 -", "10.120.0.10 -"];
  expect(strange(read("networks", lines))).toEqual([]);
  const both = parseFacts(
    "a.facts",
    `sip-ha-facts 1\npackage 0.1.0\nenvironment staging\nof hosts.sip-a\n== addresses\n${[...LOOPBACK, "Manual     Preferred     infinite   infinite 10.120.0.11"].map((line) => ` ${line}\n`).join("")}-- 0\n== networks\n${lines.map((line) => ` ${line}\n`).join("")}-- 0\nend 2\n`,
  ).facts!;
  expect(strange(windowsFacts(both, expected!)).map(({ code, message }) => `${code}: ${message}`)).toEqual([
    "facts-incomplete: netsh lists the address 10.120.0.11, but no network of it",
  ]);
});

test("port rules are numbers, and are read only on nodes of a cluster", () => {
  expect(read("port-rules", ["10.120.0.10 5060 1008 1 1 0", "10.120.0.10 5061 failed"], node!).portRules).toMatchObject(
    {
      isWhole: false,
      rows: [{ virtualIp: "10.120.0.10", ports: "5060", node: 1008, rules: 1, enabled: 1, disabled: 0 }],
    },
  );
  expect(read("files", []).portRules).toBeUndefined();
});

test("a table without any IPv6 address does not count as complete if the host must have one", () => {
  const own = { ...expected!.interfaces[0]!, address: "2001:db8:120::11", prefixLength: 64 };
  const facts = read("addresses", LOOPBACK, { ...expected!, interfaces: [own] });
  expect(strange(facts).map(({ code }) => code)).toEqual(["facts-incomplete"]);
  expect(facts.addresses.isWhole).toBe(false);
  const any = ["Other      Preferred     infinite   infinite fe80::1%7"];
  expect(read("addresses", [...LOOPBACK, ...any], { ...expected!, interfaces: [own] }).addresses.isWhole).toBe(true);
  expect(read("addresses", [...LOOPBACK.slice(0, 3), ...any]).addresses.isWhole).toBe(false);
});
