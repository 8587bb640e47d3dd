import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { describe, expect, test } from "vitest";
import { HighAvailability, Host, Network, SipServerPair } from "../../../lib";
import { evaluate } from "../../../lib/checks/engine";
import { serversOf } from "../../../lib/model/pair";
import { rules } from "../../../lib/options";
import { windowsNlb } from "../../../lib/options/windows-nlb";
import { clusterMac, withDashes } from "../../../lib/options/windows-nlb/cluster-mac";
import { NLB_EXIT_CODES } from "../../../lib/options/windows-nlb/exit-codes";
import { nlbPairs, OPERATION_MODES, portRulesOf, windowsNlbDeclaration } from "../../../lib/options/windows-nlb/model";
import { nlbRunbook } from "../../../lib/options/windows-nlb/runbook";
import type { Declaration } from "../../../lib/synth/declaration";
import { plan } from "../../../lib/synth/plan";
import { resolve } from "../../../lib/synth/resolve";
import { textOf } from "../../../lib/text/file-text";
import { evaluateRule, HOLDS } from "../../rule-evaluation";
import { sampleEnvironment } from "../../sample-environment";
import { topologyOf } from "../../topology-of";
import { NLB, nlbDeclaration } from "./nlb-sample";

const nlbTopology = (changes: Readonly<Record<string, unknown>> = {}) => topologyOf(nlbDeclaration(changes));

const pairOf = (changes: Readonly<Record<string, unknown>> = {}) => nlbPairs(nlbTopology(changes))[0]!;

describe("a pair in a Windows NLB cluster", () => {
  test("has no findings", () => {
    expect(evaluate(rules, [nlbTopology()])).toMatchObject({ findings: [], acknowledged: [], notEvaluated: [] });
  });

  test("has a port rule for SIP, a separate one for TLS, and the declared ones", () => {
    const declared = { [`${NLB}.portRules`]: [{ startPort: 5070, endPort: 5079, protocol: "udp" }, { startPort: 80 }] };
    const sip = { port: 5080, tlsPort: 5081, transports: ["tcp", "tls"] };
    expect(portRulesOf(pairOf({ ...declared, "pairs.inbound.sip": sip }))).toEqual([
      { startPort: 5080, endPort: 5080, protocol: "both" },
      { startPort: 5081, endPort: 5081, protocol: "both" },
      { startPort: 5070, endPort: 5079, protocol: "udp" },
      { startPort: 80, endPort: 80, protocol: "both" },
    ]);
  });

  test("is the same from a program and from a file", () => {
    const { environment } = sampleEnvironment(new App());
    const cluster = new Network(environment, "cluster", { cidr: "10.130.0.0/24", dedicated: true });
    const host = (id: string, last: number) =>
      new Host(environment, id, {
        os: "windows",
        interfaces: {
          Management: { network: "voice", address: `10.120.0.${last}` },
          Cluster: { network: cluster, address: `10.130.0.${last}` },
        },
      });
    new SipServerPair(environment, "agents", {
      primary: { application: "SIP_In_P", host: host("win-a", 21) },
      backup: { application: "SIP_In_B", host: host("win-b", 22) },
      sip: { transports: ["udp"] },
      highAvailability: HighAvailability.windowsNlb({
        virtualIp: "10.130.0.10",
        network: cluster,
        operationMode: "multicast",
        clusterName: "sip.example.com",
        portRules: [{ startPort: 5070 }],
      }),
    });
    const { windowsNlb: settings } = { windowsNlb: pairOf({ [`${NLB}.portRules`]: [{ startPort: 5070 }] }) };
    expect(environment.topology.pairs.get("agents")!.highAvailability).toEqual({
      ...settings.highAvailability,
      virtualIp: "10.130.0.10",
      network: "cluster",
    });
    expect(environment.topology.networks.get("cluster")!.dedicated).toBe(true);
  });

  test.each([
    ["operationMode", "broadcast", "invalid-value", "unicast, multicast or igmpMulticast"],
    ["affinity", "none", "invalid-value", "single or network"],
    ["hostPriorities", { backup: 33 }, "invalid-number", "a whole number from 1 to 32"],
    ["hostPriorities", { primary: 0 }, "invalid-number", "a whole number from 1 to 32"],
    ["clusterName", "sip", "invalid-name", undefined],
    ["clusterName", "sip_east.example.com", "invalid-name", undefined],
    ["clusterName", `${"a".repeat(64)}.example.com`, "invalid-name", undefined],
    ["clusterName", "10.120.0.10", "invalid-name", undefined],
    ["clusterName", "sip.example.com.", "invalid-name", undefined],
    ["virtualIp", "10.120.0.256", "invalid-address", undefined],
    ["network", "vioce", "missing-reference", undefined],
    ["portRules", [{ startPort: 0 }], "invalid-number", "a whole number from 1 to 65535"],
    ["portRules", [{ port: 5070 }], "unknown-key", undefined],
    ["convergenceTimeout", "10", "invalid-duration", undefined],
  ])("refuses %s: %j at its place", (key, value, code, allowed) => {
    const { findings } = resolve(nlbDeclaration({ [`${NLB}.${key}`]: value }) as Declaration);
    expect(findings.map((one) => [one.code, one.path.slice(0, 5).join("."), one.allowed])).toContainEqual([
      code,
      `${NLB}.${key}`,
      allowed ?? expect.anything(),
    ]);
  });

  test("an invalid cluster name is reported with what a full Internet name is", () => {
    const { findings } = resolve(nlbDeclaration({ [`${NLB}.clusterName`]: "sip_east.example.com" }) as Declaration);
    expect(findings).toMatchObject([
      {
        code: "invalid-name",
        message: "not a full Internet name of a cluster",
        found: "sip_east.example.com",
        allowed: "labels of letters, digits and -, at most 63 characters each, separated by dots; at least two of them",
        fix: "write the name with its domain, e.g. sip.example.com",
      },
    ]);
  });

  test.each([
    ["10.121.0.10", "lies outside", "address-not-usable"],
    ["10.120.0.1", "is the gateway", "address-not-usable"],
    ["10.120.0.255", "is the broadcast address", "address-not-usable"],
    ["10.120.0.11", "is a host's", "address-not-unique"],
  ])("a virtual IP %s that %s is found", (virtualIp, _, code) => {
    const { found } = evaluateRule(code, nlbDeclaration({ [`${NLB}.virtualIp`]: virtualIp }));
    expect(found).toMatchObject([{ path: `${NLB}.virtualIp`, found: virtualIp }]);
  });

  test("follows the rules for every option whose scripts follow the roles", () => {
    const found = (code: string, changes: Readonly<Record<string, unknown>>) =>
      evaluateRule(code, nlbDeclaration(changes)).found.map(({ path, message }) => [path, message]);
    expect(found("pair-on-one-host", { "pairs.inbound.backup.host": "sip-a" })).toEqual([
      ["pairs.inbound.backup.host", "primary and backup of pair inbound are both on host sip-a"],
    ]);
    expect(
      found("sip-interface", {
        "networks.other": { cidr: "10.99.0.0/24" },
        "hosts.sip-b.interfaces.Local Area Connection 2": { network: "other", address: "10.99.0.12" },
      }),
    ).toEqual([
      [
        "hosts.sip-b.interfaces",
        "host sip-b of pair inbound has no interface on network voice, where the virtual IP is",
      ],
    ]);
    expect(found("alarm-rearm", { [`${NLB}.cancelTimeout`]: "1m" })).toEqual([
      [
        `${NLB}.cancelTimeout`,
        "an alarm stays active for 1m; a switchover within that time would not move the ports of the virtual IP",
      ],
    ]);
    expect(found("event-ids", { [`${NLB}.events`]: { becameBackup: 5150 } })).toEqual([
      [`${NLB}.events`, "becamePrimary and becameBackup are the same event"],
    ]);
    expect(found("whole-seconds", { [`${NLB}.convergenceTimeout`]: "1500ms" })).toEqual([
      [`${NLB}.convergenceTimeout`, "convergenceTimeout is not a whole number of seconds"],
    ]);
    expect(evaluateRule("lock-timeout", nlbDeclaration())).toEqual(HOLDS);
    expect(found("lock-timeout", { [`${NLB}.convergenceTimeout`]: "20s" })).toEqual([
      [`${NLB}.lockTimeout`, "a run gives up after 30s, but the run before it may take 42s with these settings"],
    ]);
  });

  test("recovers in the time of detection, script and allowances, with which the objective is compared", () => {
    expect(evaluateRule("recovery-time", nlbDeclaration({ "pairs.inbound.recoveryTimeObjective": "32100ms" }))).toEqual(
      HOLDS,
    );
    const { found } = evaluateRule("recovery-time", nlbDeclaration({ "pairs.inbound.recoveryTimeObjective": "32s" }));
    expect(found).toMatchObject([
      {
        path: "pairs.inbound.recoveryTimeObjective",
        message:
          "recovery from the loss of a host takes up to 32.1s: detection 18s (2 x addpTimeout 9s + disconnectSwitchoverTimeout 0s), control script 13s (with convergenceTimeout 10s), allowances for decision and start of the script 1.1s",
      },
    ]);
  });
});

describe("the Management Layer", () => {
  const objects = windowsNlb.configuration(nlbTopology(), pairOf());

  test("starts the control script by an application for each action and host", () => {
    expect(
      objects.applications!.map(({ name, serverInfo, commandLine, commandLineArguments }) =>
        [name, serverInfo!.host, commandLine, commandLineArguments].join(" "),
      ),
    ).toEqual([
      "SIP_In_P_NLB_ENABLE sip-a C:\\Genesys\\sip-ha\\inbound-nlb.cmd enable",
      "SIP_In_P_NLB_DISABLE sip-a C:\\Genesys\\sip-ha\\inbound-nlb.cmd disable",
      "SIP_In_B_NLB_ENABLE sip-b C:\\Genesys\\sip-ha\\inbound-nlb.cmd enable",
      "SIP_In_B_NLB_DISABLE sip-b C:\\Genesys\\sip-ha\\inbound-nlb.cmd disable",
    ]);
  });

  test("disables on the peer and enables on the server that has become primary, and disables on one that is ordered back", () => {
    expect(
      objects.alarmConditions!.map(({ name, alarmDetectEvent, reactionScripts }) => [
        name,
        alarmDetectEvent.logEventID,
        reactionScripts!.map((reaction) => reaction.name),
      ]),
    ).toEqual([
      ["SIP_In_P_BECAME_PRIMARY", 5150, ["SIP_In_B_NLB_DISABLE_REACTION", "SIP_In_P_NLB_ENABLE_REACTION"]],
      ["SIP_In_P_BECAME_BACKUP", 5151, ["SIP_In_P_NLB_DISABLE_REACTION"]],
      ["SIP_In_B_BECAME_PRIMARY", 5150, ["SIP_In_P_NLB_DISABLE_REACTION", "SIP_In_B_NLB_ENABLE_REACTION"]],
      ["SIP_In_B_BECAME_BACKUP", 5151, ["SIP_In_B_NLB_DISABLE_REACTION"]],
    ]);
  });

  test("has both servers use the virtual IP", () => {
    const topology = nlbTopology();
    const [pair] = nlbPairs(topology);
    for (const server of serversOf(pair!))
      expect(windowsNlb.serverOptions(topology, pair!, server)).toContainEqual({
        section: "TServer",
        option: "sip-address",
        value: "10.120.0.10",
        because: "both servers go by the virtual IP in SIP messages",
      });
  });
});

test("what comes from memory is unverified, also in the list of files", () => {
  const evidence = (mode: string) =>
    Object.fromEntries(
      plan(nlbTopology({ [`${NLB}.operationMode`]: mode }))
        .artifacts.filter(({ path }) => /nlb-(?:build|cisco-ios)|inbound-nlb\.cmd/.test(path))
        .map(({ path, evidence: known }) => [path, known]),
    );
  expect(evidence("multicast")).toEqual({
    "hosts/sip-a/inbound-nlb.cmd": "unverified",
    "hosts/sip-a/inbound-nlb-build.ps1": "inferred",
    "hosts/sip-b/inbound-nlb.cmd": "unverified",
    "network/inbound-nlb-cisco-ios.txt": "analogous",
  });
  expect(evidence("igmpMulticast")).toMatchObject({
    "hosts/sip-a/inbound-nlb.cmd": "unverified",
    "hosts/sip-a/inbound-nlb-build.ps1": "inferred",
    "network/inbound-nlb-cisco-ios.txt": "analogous",
  });
});

describe("docs/windows-nlb.md", () => {
  const docs = readFileSync(join(__dirname, "../../../docs/windows-nlb.md"), "utf8");

  test("describes every exit code", () => {
    expect([...docs.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code))).toEqual([...NLB_EXIT_CODES.keys()]);
  });

  test("describes every setting", () => {
    for (const key of Object.keys(windowsNlbDeclaration.entries)) expect(docs).toContain(`\`${key}\``);
  });

  test("has the hardware addresses of its example", () => {
    for (const mode of OPERATION_MODES) expect(docs).toContain(`\`${withDashes(clusterMac("10.40.0.10", mode))}\``);
  });
});

test.each([
  ["unicast", true],
  ["multicast", false],
])("the runbook in the mode %s describes forwarding, which Microsoft requires only in unicast mode", (mode, isTold) => {
  const topology = nlbTopology({ [`${NLB}.operationMode`]: mode });
  expect(nlbRunbook(topology, nlbPairs(topology)[0]!).includes(" forwarding=enabled")).toBe(isTold);
});

test("the runbook has the feature added before the first apply, because the installer requires it", () => {
  const runbook = textOf(plan(nlbTopology()).artifacts.find(({ path }) => path === "runbook.md")!.content);
  const at = ["Install-WindowsFeature NLB", "terraform apply plan", "### Build the cluster"].map((text) =>
    runbook.indexOf(text),
  );
  expect(at.every((one, index) => one > (at[index - 1] ?? 0))).toBe(true);
  expect(runbook).toContain(
    'for each pair, first do what its chapter has under "Moving to another option" before the apply',
  );
});

describe("the runbook", () => {
  const chapter = (changes: Readonly<Record<string, unknown>> = {}) => {
    const topology = nlbTopology(changes);
    return nlbRunbook(topology, nlbPairs(topology)[0]!);
  };

  test("says how to run preflight and build if unsigned script files are not allowed", () => {
    const unsigned = `powershell -NoProfile -Command "& ([scriptblock]::Create((Get-Content -Raw 'C:\\Genesys\\sip-ha\\inbound-nlb-build.ps1')))`;
    expect(
      chapter()
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line.startsWith("powershell ")),
    ).toEqual([
      "powershell -NoProfile -ExecutionPolicy Bypass -File C:\\Genesys\\sip-ha\\inbound-nlb-build.ps1 -Preflight",
      `${unsigned} -Preflight"`,
      "powershell -NoProfile -ExecutionPolicy Bypass -File C:\\Genesys\\sip-ha\\inbound-nlb-build.ps1",
      `${unsigned}"`,
    ]);
  });

  test("says that the build script leaves the ports disabled if it changes something", () => {
    expect(chapter()).toContain(
      "If it changes anything, the ports are disabled on both hosts afterwards, even if the cluster was in service. You can run the script again: it leaves alone what is as declared, and if that is everything, the ports stay as they are. After an interruption it disables the ports first.",
    );
  });

  test.each([
    [
      "unicast",
      "Have the entries made that the files for switches and routers list for the hardware address that was printed. In this mode there are none for Cisco IOS.",
    ],
    ["multicast", "Have the static entries of switches and routers made with the hardware address that was printed."],
    [
      "igmpMulticast",
      "Have the static ARP entry of the router made with the hardware address that was printed; the switches learn their ports by IGMP snooping.",
    ],
  ])("in the mode %s asks the network for what the files of that mode have", (mode, asked) => {
    const text = chapter({ [`${NLB}.operationMode`]: mode });
    expect(text).toContain(`${asked} From another network, the virtual IP must answer a ping.`);
    expect(text).toContain(
      "The entries that the files in `network/` have for the switches and routers in use are made",
    );
    expect(text).not.toContain("the static entries are made");
  });

  test("shows ranges of ports like the control script", () => {
    expect(chapter({ [`${NLB}.portRules`]: [{ startPort: 5080, endPort: 5090 }] })).toContain(
      "inbound-nlb: enabled: sip-a serves the ports 5060 5080-5090 of 10.120.0.10",
    );
  });
});

test("the runbook has the steps away from NLB, and what is not verified", () => {
  const runbook = textOf(plan(nlbTopology()).artifacts.find(({ path }) => path === "runbook.md")!.content);
  expect(runbook).toContain("## 3. Pair inbound: Windows NLB Cluster");
  expect(runbook).toContain("Remove-NlbCluster -InterfaceName 'Local Area Connection 2'");
  expect(runbook).toContain("A port rule that was disabled may be enabled again after a reboot");
});
