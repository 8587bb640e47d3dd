import { describe, expect, test } from "vitest";
import { clusterBuild } from "../../../lib/options/windows-nlb/cluster-build";
import { nlbLeaving, nlbPreparing, nlbRunbook } from "../../../lib/options/windows-nlb/runbook";
import { CLUSTER_QUESTION } from "../../../lib/scripts/windows/cluster-question";
import { parsePowerShell } from "../../scripts/powershell-grammar";
import { NLB_CMDLETS, NLB_PROPERTIES, NLB_VALUES, OTHER_CMDLETS } from "./nlb-cmdlets";
import { NLB, nlbSides } from "./nlb-sample";

const script = (changes: Readonly<Record<string, unknown>> = {}) => clusterBuild(nlbSides(changes).a);

/** What the build script says of itself: keys of tables and properties of the .NET framework beside those of NLB. */
const OTHER_PROPERTIES = [
  "Add",
  "Address",
  "Count",
  "Error",
  "Exception",
  "Interface",
  "Message",
  "NewLine",
  "Priority",
  "Split",
];

/** What the runbook has operators type into PowerShell. */
const { topology, pair } = nlbSides().a;
const { release, removal } = nlbLeaving(topology, pair);
const steps = [...nlbPreparing(pair), nlbRunbook(topology, pair), ...release, ...removal].join("\n");
const typed = [...steps.matchAll(/```powershell\n([\s\S]*?)```/g)].map(([, code]) => code!.trim()).join("\n");

describe.each([
  ["the build script", script()],
  ["what the runbook has operators type", typed],
  ["the question of the control script", CLUSTER_QUESTION.text],
])("%s", (_, text) => {
  test("is PowerShell", async () => {
    expect((await parsePowerShell(text)).problems).toEqual([]);
  });

  test("calls commands that there are, with parameters that they have", async () => {
    const { commands, functions } = await parsePowerShell(text);
    const known = { ...NLB_CMDLETS, ...OTHER_CMDLETS };
    const unknown = commands.flatMap(({ name, parameters }) => {
      if (functions.includes(name)) return [];
      const allowed = known[name];
      if (allowed === undefined) return [name];
      return parameters.filter((one) => !allowed.includes(one)).map((one) => `${name} -${one}`);
    });
    expect(commands.length).toBeGreaterThan(1);
    expect(unknown).toEqual([]);
  });

  test("reads properties that Microsoft's pages show", () => {
    const read = [...text.matchAll(/(?:\$[A-Za-z_]+(?:\[\d\])?|\))\.([A-Za-z]+)/g)].map(([, name]) => name!);
    const known = new Set([...NLB_PROPERTIES, ...OTHER_PROPERTIES]);
    expect([...new Set(read)].filter((name) => !known.has(name))).toEqual([]);
  });
});

describe("the build script", () => {
  test("has what is declared at its beginning", () => {
    const text = script({
      "pairs.inbound.sip": { tlsPort: 5061, transports: ["udp", "tls"] },
      [`${NLB}.hostPriorities`]: { primary: 4, backup: 3 },
      [`${NLB}.portRules`]: [{ startPort: 6000, endPort: 6100, protocol: "tcp" }],
    });
    expect(text).toContain(
      [
        "$VirtualIp = '10.120.0.10'",
        "$SubnetMask = '255.255.255.0'",
        "$ClusterName = 'sip.example.com'",
        "$OperationMode = 'Multicast'",
        "# What NLB makes of the virtual IP; the static entries of switches and routers name it.",
        "$ClusterMac = '03-bf-0a-78-00-0a'",
        "$Affinity = 'Single'",
        "# This host, then the other one.",
        "$Nodes = @(",
        "  @{ Name = 'sip-a'; Interface = 'Local Area Connection 2'; Address = '10.120.0.11'; Priority = 4 }",
        "  @{ Name = 'sip-b'; Interface = 'Local Area Connection 2'; Address = '10.120.0.12'; Priority = 3 }",
        ")",
        "$PortRules = @(",
        "  @{ StartPort = 5060; EndPort = 5060; Protocol = 'Both' }",
        "  @{ StartPort = 5061; EndPort = 5061; Protocol = 'Both' }",
        "  @{ StartPort = 6000; EndPort = 6100; Protocol = 'Tcp' }",
        ")",
      ].join("\r\n"),
    );
  });

  test("uses words that the cmdlets take", async () => {
    for (const operationMode of ["unicast", "multicast", "igmpMulticast"])
      for (const affinity of ["single", "network"]) {
        const text = script({ [`${NLB}.operationMode`]: operationMode, [`${NLB}.affinity`]: affinity });
        expect(NLB_VALUES.OperationMode).toContain(/\$OperationMode = '(\w+)'/.exec(text)![1]);
        expect(NLB_VALUES.Affinity).toContain(/\$Affinity = '(\w+)'/.exec(text)![1]);
        expect((await parsePowerShell(text)).problems).toEqual([]);
      }
    for (const [, mode] of script().matchAll(/-Mode (\w+)/g)) expect(NLB_VALUES.Mode).toContain(mode);
  });

  test("waits after every step that lets the cluster converge anew, and disables what it has added", () => {
    const steps = script().slice(script().indexOf("if ($null -eq $setting) {\r\n  New-NlbCluster"));
    for (const cmdlet of [
      "New-NlbCluster",
      "Set-NlbClusterNode",
      "Remove-NlbClusterPortRule",
      "Add-NlbClusterPortRule",
    ])
      for (const [, after] of steps.matchAll(new RegExp(`${cmdlet} [^\\r]*\\r\\n *(\\S+)`, "g")))
        expect([cmdlet, after]).toEqual([cmdlet, "Wait-Converged"]);
    expect(steps).toMatch(/Add-NlbClusterNode[^\r]*\r\n[^\r]*\r\n[^\r]*foreach[^\r]*\r\n *Disable-NlbClusterPortRule/);
  });
});
