import { describe, expect, test } from "vitest";
import { parseFacts } from "../../lib/drift/facts-file";
import { hostSurvey } from "../../lib/import/host-survey";
import { surveyText } from "./survey-of-model";

const TABLE = [
  "Addr Type  DAD State   Valid Life Pref. Life Address",
  "---------  ----------- ---------- ---------- ------------------------",
];
const LOOPBACK = [
  "Interface 1: Loopback Pseudo-Interface 1",
  ...TABLE,
  "Other      Preferred     infinite   infinite 127.0.0.1",
];
const row = (address: string) => `Manual     Preferred     infinite   infinite ${address}`;
const ADDRESSES = [
  ...LOOPBACK,
  "Schnittstelle 11: SIP (Voice)",
  ...TABLE,
  row("10.20.0.11"),
  row("10.20.0.10"),
  "Interface 11: SIP (Voice)",
  ...TABLE,
  row("2001:db8:20::11"),
  row("fe80::11%11"),
];
const PERSISTENT = ["Interface 11: SIP (Voice)", ...TABLE, row("10.20.0.11"), row("2001:db8:20::11")];
const NETWORKS = [
  'Konfiguration der Schnittstelle "SIP (Voice)"',
  "IP-Adresse:                           10.20.0.11",
  "Subnetzpräfix:                        10.20.0.0/24 (Maske 255.255.255.0)",
  "IP-Adresse:                           10.20.0.10",
  "Subnetzpräfix:                        10.20.0.0/24 (Maske 255.255.255.0)",
  "Standardgateway:                      10.20.0.1",
  "Schnittstellenmetrik:                 25",
];
// As Windows has printed it since Vista; older versions print the address of the interface itself instead of On-link.
const ROUTES = [
  "IPv4 Route Table",
  "Network Destination        Netmask          Gateway       Interface  Metric",
  "          0.0.0.0          0.0.0.0        10.20.0.1       10.20.0.11    281",
  "        10.20.0.0    255.255.255.0         On-link        10.20.0.11    281",
  "        10.20.0.0    255.255.255.0       10.20.0.11       10.20.0.11    281",
  "  255.255.255.255  255.255.255.255         On-link         127.0.0.1    331",
  " If Metric Network Destination      Gateway",
  " 11    281 ::/0                     2001:db8:20::1",
  " 11    281 2001:db8:20::/64         On-link",
  " 11    281 2001:db8:20::11/128      On-link",
  "Keine",
];

const survey = (parts: Partial<Parameters<typeof surveyText>[1]> = {}) => {
  const all = { addresses: ADDRESSES, persistent: PERSISTENT, networks: NETWORKS, routes: ROUTES, ...parts };
  return hostSurvey(parseFacts("sip-1.survey", surveyText("sip-1", { kernel: "Windows", ...all })).facts!);
};

describe("a survey of Windows shows", () => {
  test("addresses with their prefix lengths, and which one Windows does not configure at boot, whatever the language", () => {
    const { addresses, os, unparsed } = survey();
    expect(os).toBe("windows");
    expect(unparsed).toEqual([]);
    const rows = addresses.rows.filter(({ interface: name }) => name !== "Loopback Pseudo-Interface 1");
    expect(rows.map((one) => [one.interface, one.address, one.prefixLength, one.isTemporary])).toEqual([
      ["SIP (Voice)", "10.20.0.11", 24, false],
      ["SIP (Voice)", "10.20.0.10", 24, true],
      ["SIP (Voice)", "2001:db8:20::11", 64, false],
    ]);
  });

  test("no address as added later if netsh does not say what is configured", () => {
    const { addresses, unparsed } = survey({ persistent: ["Element nicht gefunden."] });
    expect(addresses.rows.map(({ isTemporary }) => isTemporary)).not.toContain(true);
    expect(unparsed.map(({ code }) => code)).toEqual(["facts-not-understood"]);
  });

  test("addresses for which no network is listed, and leaves them out", () => {
    const { addresses, unparsed } = survey({ networks: [], routes: ["127.0.0.0 255.0.0.0 On-link 127.0.0.1 331"] });
    expect(addresses.rows).toEqual([]);
    expect(unparsed.map(({ code, message }) => [code, message.split(",")[0]])).toEqual([
      ["facts-incomplete", "no network of the address 10.20.0.11 is listed"],
      ["facts-incomplete", "no network of the address 10.20.0.10 is listed"],
      ["facts-incomplete", "no network of the address 2001:db8:20::11 is listed"],
    ]);
  });

  test("that a list of routes without a route could not be read", () => {
    const { unparsed } = survey({ routes: ["IPv4-Routentabelle", "Keine"] });
    expect(unparsed.at(-1)).toMatchObject({
      code: "facts-incomplete",
      message: "routes does not have any route, though every host has one",
    });
  });

  test("gateways of either family, and none if a network is the interface's own", () => {
    expect(survey().gateways.map(({ gateway }) => gateway)).toEqual(["10.20.0.1", "2001:db8:20::1"]);
  });

  test("the accounts of the Local Control Agent, an account of the host itself without the dot", () => {
    const { agents } = survey({ agents: [".\\genesys", "CORP\\svc-lca", "NT AUTHORITY\\LocalService"] });
    expect(agents.map(({ account }) => account)).toEqual(["genesys", "CORP\\svc-lca", "NT AUTHORITY\\LocalService"]);
  });

  test("a cluster with its own port rules, the rules for all its addresses, and this host's priority", () => {
    const { clusters, unparsed } = survey({
      clusters: [
        "cluster 10.20.0.10 1 1 sip.example.com",
        "node 10.20.0.10:2",
        "node 10.20.0.10:1",
        "rule 10.20.0.10 5060 5060 3 1",
        "rule 255.255.255.255 6000 6010 2 2",
        "rule 10.20.0.99 7000 7000 3 1",
      ],
    });
    expect(unparsed).toEqual([]);
    expect(clusters).toMatchObject([
      {
        virtualIp: "10.20.0.10",
        name: "sip.example.com",
        isMulticast: true,
        isIgmp: true,
        hostPriority: 2,
        rules: [
          { startPort: 5060, endPort: 5060, protocol: 3, affinity: 1 },
          { startPort: 6000, endPort: 6010, protocol: 2, affinity: 2 },
        ],
      },
    ]);
    expect(survey({ clusters: ["none"] }).clusters).toEqual([]);
  });

  test("the lines of a batch file that run, and no address from a comment", () => {
    const { scripts } = survey({
      scripts: [
        "started C:\\ha\\up.bat",
        'line 2:netsh interface ip add address "SIP (Voice)" 10.20.0.10 255.255.255.0',
        "line 3:rem 10.20.0.99",
        "line 4::: 10.20.0.99",
        "line 5:@REM 10.20.0.99",
      ],
    });
    expect(scripts[0]!.lines.map(({ addresses }) => addresses)).toEqual([["10.20.0.10", "255.255.255.0"], [], [], []]);
  });

  test.each<[string, string, Parameters<typeof survey>[0]]>([
    ["an address", "addresses", { addresses: [...ADDRESSES, "Es geht nicht."] }],
    ["a script", "scripts", { scripts: ["line four"] }],
    ["a cluster with words instead of both numbers", "clusters", { clusters: ["cluster 10.20.0.10 yes no x"] }],
    ["a cluster with a word instead of the second number", "clusters", { clusters: ["cluster 10.20.0.10 1 no x"] }],
    ["a cluster with a word instead of the first number", "clusters", { clusters: ["cluster 10.20.0.10 yes 0 x"] }],
    ["a rule that is cut off", "clusters", { clusters: ["rule 10.20.0.10 5060"] }],
    ["a rule with an affinity that is no number", "clusters", { clusters: ["rule 10.20.0.10 5060 5060 3 Single"] }],
    ["a line that is neither a cluster nor a rule", "clusters", { clusters: ["port 10.20.0.10 5060 5060 3 1"] }],
    ["a message instead of a cluster", "clusters", { clusters: ["Zugriff verweigert"] }],
  ])("that a line cannot be understood, of %s", (_, name, parts) => {
    expect(survey(parts).unparsed.map(({ code, message }) => [code, message])).toEqual([
      ["facts-not-understood", `a line of ${name} cannot be understood`],
    ]);
  });
});
