import { describe, expect, test } from "vitest";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { applicationOf, type ChangedSite, importAfter, pairsOf, takeoverOf } from "./hand-made-site";
import { surveyText } from "./survey-of-model";

const TABLE = [
  "Addr Type  DAD State  Valid Life Pref. Life Address",
  "---------  ----------- ---------- ---------- -----",
];
const table = (name: string, addresses: readonly string[]) => [
  `Interface 7: ${name}`,
  ...TABLE,
  ...addresses.map((address) => `Manual  Preferred  infinite  infinite ${address}`),
];

/** What each host of the site reports: its last byte, whether it has the virtual IP, further sections. */
function windowsSurvey(
  host: string,
  last: number,
  voice: readonly string[],
  more: Partial<Parameters<typeof surveyText>[1]> = {},
): string {
  const own = [`10.10.0.${last}`, `10.20.0.${last}`];
  return surveyText(host, {
    kernel: "Windows",
    addresses: [
      ...table("Loopback Pseudo-Interface 1", ["127.0.0.1"]),
      ...table("Management", [own[0]!]),
      ...table("SIP (Voice)", [own[1]!, ...voice]),
    ],
    persistent: [...table("Management", [own[0]!]), ...table("SIP (Voice)", [own[1]!])],
    networks: [...own, ...voice].map((one) => `${one} ${one}/24`),
    routes: ["  0.0.0.0  0.0.0.0  10.20.0.1  10.20.0.11  281"],
    agents: ["LocalSystem"],
    clusters: ["none"],
    ...more,
  });
}

/** A batch file with variables and netsh, as one may be written after the vendor's guide; its text and the variable's name are written from memory. */
const BATCH = [
  "started C:\\Genesys\\ha\\vip_up.bat",
  "line 3:set VirtualIPAddress=10.20.0.10",
  'line 7:netsh interface ip add address "SIP (Voice)" %VirtualIPAddress% 255.255.255.0',
];

/** The site with Windows hosts, whose servers do not name the virtual IP. */
function importOnWindows(scripts: readonly string[], more: Parameters<typeof windowsSurvey>[3] = {}): ChangedSite {
  return importAfter((file, surveys) => {
    for (const host of file.hosts.slice(1)) host.osInfo = { type: "windowsserver2016" };
    for (const name of ["SIP_1", "SIP_2"]) delete applicationOf(file, name).options.TServer!["sip-address"];
    for (const one of file.applications)
      if (one.name.includes("VIP")) {
        const name = one.name.endsWith("UP") ? "vip_up.bat" : "vip_down.bat";
        Object.assign(one, { commandLine: `C:\\Genesys\\ha\\${name}`, workDirectory: "C:\\Genesys\\ha" });
      }
    surveys["sip-1"] = windowsSurvey("sip-1", 11, ["10.20.0.10"], { scripts, ...more });
    surveys["sip-2"] = windowsSurvey("sip-2", 12, [], { scripts, ...more });
  });
}

const CLUSTER = [
  "cluster 10.20.0.10 1 0 sip.example.com",
  "node 10.20.0.10:1",
  "rule 10.20.0.10 5060 5060 3 1",
  "rule 10.20.0.10 6000 6010 2 1",
];

describe("a site on Windows that somebody has made by hand", () => {
  test("has its interfaces, its gateway, and the virtual IP of the batch files", () => {
    const { declaration, text, notes } = importOnWindows(BATCH);
    expect(resolve(declaration as Declaration).findings).toEqual([]);
    expect(takeoverOf(declaration)).toEqual({
      virtualIp: "10.20.0.10",
      network: "net-10-20-0-0-24",
      cancelTimeout: "5s",
    });
    expect(text).toMatch(/virtualIp: 10\.20\.0\.10 # sip-1\.survey:\d+, in scripts of both hosts; held by sip-1/);
    expect((declaration as { hosts: object }).hosts).toMatchObject({
      "sip-1": {
        os: "windows",
        interfaces: {
          Management: { network: "net-10-10-0-0-24", address: "10.10.0.11" },
          "SIP (Voice)": { network: "net-10-20-0-0-24", address: "10.20.0.11" },
        },
        managementInterface: "Management",
        localControlAgent: { account: "LocalSystem" },
      },
    });
    expect((declaration as { networks: object }).networks).toMatchObject({
      "net-10-20-0-0-24": { gateway: "10.20.0.1" },
    });
    expect(notes.filter(({ kind }) => kind === "unparsed")).toEqual([]);
  });

  test("has the virtual IP even if the batch files name the hosts' own addresses", () => {
    const pings = ["10.20.0.11", "10.20.0.12", "10.10.0.12"].map((one, index) => `line ${8 + index}:ping -n 1 ${one}`);
    const { declaration, told } = importOnWindows([...BATCH, ...pings]);
    expect(takeoverOf(declaration)).toMatchObject({ virtualIp: "10.20.0.10" });
    expect(told("virtual-ip-unclear")).toEqual([]);
  });

  test("is read if its batch files are in a code page, and lines that lose letters are reported", () => {
    const line = "line 9:netsh interface ip show address \uFFFDber >nul";
    const { declaration, told } = importOnWindows([...BATCH, line]);
    expect(takeoverOf(declaration)).toMatchObject({ virtualIp: "10.20.0.10" });
    expect(told("script-not-utf-8").map(({ kind, of, message, found }) => [kind, of, message, found])).toEqual(
      ["sip-1", "sip-2"].map((host) => [
        "stays",
        `host ${host}`,
        "C:\\Genesys\\ha\\vip_up.bat is in a code page of its host (Windows-1252 and others), not in UTF-8: it was read without its letters beyond ASCII",
        "line 9",
      ]),
    );
  });

  test("has the virtual IP that a host holds and does not configure at boot, if no script names it", () => {
    const { declaration, text } = importOnWindows([]);
    expect(takeoverOf(declaration)).toMatchObject({ virtualIp: "10.20.0.10" });
    expect(text).toMatch(
      /virtualIp: 10\.20\.0\.10 # sip-1\.survey:\d+, an address that its host does not have at boot; held by sip-1/,
    );
  });

  test("has neither of two added addresses as virtual IP, as nothing tells them apart", () => {
    const { declaration, told } = importAfter((file, surveys) => {
      for (const host of file.hosts.slice(1)) host.osInfo = { type: "windowsserver2016" };
      for (const name of ["SIP_1", "SIP_2"]) delete applicationOf(file, name).options.TServer!["sip-address"];
      surveys["sip-1"] = windowsSurvey("sip-1", 11, ["10.20.0.10", "10.20.0.20"]);
      surveys["sip-2"] = windowsSurvey("sip-2", 12, []);
    });
    expect(pairsOf(declaration)).toEqual({});
    expect(told("virtual-ip-unclear").map(({ found }) => found!.replaceAll(/:\d+/g, ":n"))).toEqual([
      "10.20.0.10, an address that its host does not have at boot (sip-1.survey:n), held by sip-1; 10.20.0.20, an address that its host does not have at boot (sip-1.survey:n), held by sip-1",
    ]);
    expect(told("option-not-recognised")).toEqual([]);
  });

  test("is a cluster if Windows says so, with everything that Windows says of it", () => {
    const { declaration, told, text } = importOnWindows([], { clusters: CLUSTER });
    expect(pairsOf(declaration).SIP!.highAvailability).toEqual({
      windowsNlb: {
        virtualIp: "10.20.0.10",
        network: "net-10-20-0-0-24",
        operationMode: "multicast",
        clusterName: "sip.example.com",
        hostPriorities: { primary: 1, backup: 1 },
        affinity: "single",
        portRules: [{ startPort: 6000, endPort: 6010, protocol: "udp" }],
        cancelTimeout: "5s",
      },
    });
    expect(told("cluster-unknown")).toEqual([]);
    expect(text).not.toContain("have to be added: see the properties of the cluster");
    expect(told("port-rule-left-out")).toEqual([]);
  });

  test("is a cluster with each rule that is not for the SIP port, including one for a single port", () => {
    const rules = ["rule 10.20.0.10 7000 7000 1 1", "rule 10.20.0.10 5060 5070 3 1"];
    const { declaration } = importOnWindows([], { clusters: [...CLUSTER, ...rules] });
    expect(pairsOf(declaration).SIP!.highAvailability).toMatchObject({
      windowsNlb: {
        portRules: [
          { startPort: 6000, endPort: 6010, protocol: "udp" },
          { startPort: 7000, endPort: 7000, protocol: "tcp" },
          { startPort: 5060, endPort: 5070, protocol: "both" },
        ],
      },
    });
  });

  test.each([
    "wlbs.exe disable 5060",
    '"C:\\Windows\\System32\\nlb.exe" enable 5060',
    "powershell -Command Enable-NlbClusterPortRule -Port 5060",
  ])("is a cluster if its batch files run %s, even if Windows does not describe the cluster", (command) => {
    const { declaration, told, text } = importOnWindows(
      ["started C:\\Genesys\\ha\\vip_up.bat", "line 2:set VIP=10.20.0.10", `line 3:${command}`],
      { clusters: [] },
    );
    expect(text).toContain("# operationMode and clusterName are not known and have to be added");
    expect(pairsOf(declaration).SIP!.highAvailability).toMatchObject({ windowsNlb: { virtualIp: "10.20.0.10" } });
    expect(told("cluster-unknown")).toHaveLength(1);
    expect(told("hand-made-program")).toHaveLength(2);
  });

  test("is imported with a note on port rules that the file cannot express", () => {
    const { told } = importOnWindows([], { clusters: [CLUSTER[0]!, "rule 255.255.255.255 0 65535 3 0"] });
    expect(told("port-rule-left-out").map(({ of, found }) => [of, found])).toEqual([
      ["pair SIP", "0-65535, affinity 0"],
    ]);
  });

  test("leaves out an interface whose name no batch file can hold, and a Local Control Agent's account that it cannot use, and says so", () => {
    const { told } = importAfter((file, surveys) => {
      for (const host of file.hosts.slice(1)) host.osInfo = { type: "windowsserver2016" };
      surveys["sip-1"] = windowsSurvey("sip-1", 11, [], { agents: ["NT AUTHORITY\\Local Service"] }).replaceAll(
        "SIP (Voice)",
        "R\uFFFDseau 100%",
      );
    });
    expect(told("interface-left-out").map(({ of, found }) => [of, found])).toEqual([["host sip-1", "10.20.0.11"]]);
    expect(told("agent-account-unknown").map(({ of, found, message }) => [of, found, message])).toContainEqual([
      "host sip-1",
      "NT AUTHORITY\\Local Service",
      "the account that its Local Control Agent runs as is not known; the file leaves it at LocalSystem",
    ]);
  });
});
