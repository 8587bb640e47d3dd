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
  "Enable",
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

test("the question of the control script takes a rule for the pair's where both its ports are", () => {
  expect(CLUSTER_QUESTION.text).toContain(
    "(($_.StartPort -eq $_.EndPort -and $wanted -contains $_.StartPort) -or $wanted -contains ([string]$_.StartPort + '-' + $_.EndPort))",
  );
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
        "  @{ Name = 'sip-a'; Interface = 'Local Area Connection 2'; Address = '10.120.0.11'; Priority = 4; Enable = 'C:\\Genesys\\sip-ha\\inbound-nlb.cmd enable' }",
        "  @{ Name = 'sip-b'; Interface = 'Local Area Connection 2'; Address = '10.120.0.12'; Priority = 3; Enable = 'C:\\Genesys\\sip-ha\\inbound-nlb.cmd enable' }",
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

  test("says of itself what it changes, and that the ports are disabled after a change alone", () => {
    expect(script()).toContain(
      [
        "# A cluster with another name, operation mode or port rule than declared it leaves as it is: it says so and ends. What is missing it makes; the rule for all",
        "# ports it removes; host priorities it sets. After each change it disables the pair's ports on both hosts; where it changes nothing, they stay as they are.",
      ].join("\r\n"),
    );
  });

  test("completes every change by one function", () => {
    const changes = ["New-NlbCluster", "Set-NlbClusterNode", "Remove-NlbClusterPortRule", "Add-NlbClusterPortRule"];
    for (const cmdlet of [...changes, "Add-NlbClusterNode"]) {
      const calls = [...script().matchAll(new RegExp(`^ *${cmdlet} [^\\r]*\\r\\n *(\\S+)`, "gm"))];
      expect(calls.map(([, after]) => [cmdlet, after])).toEqual([[cmdlet, "Complete-Change"]]);
    }
  });

  test("after a change waits for the cluster, then disables every declared port that has a rule, on every node, and fails only after that", () => {
    expect(functionOf("Complete-Change").join("\n")).toMatch(
      /changes\.Add\(\$Text\)[\s\S]*Start-Sleep[\s\S]*\n {2}Disable-Ports\n {2}if \(\$waiting\.Count -gt 0\) \{\n {4}Stop-Build 9 [\s\S]*\n {2}Write-Step \$Text$/,
    );
    expect(functionOf("Disable-Ports")).toEqual([
      "  $present = @(Get-PresentRules)",
      "  foreach ($node in $Nodes) {",
      "    if ($null -ne (Get-Node $node.Name)) {",
      "      foreach ($rule in $present) {",
      "        Disable-NlbClusterPortRule -HostName $node.Name -InterfaceName $node.Interface -IP $VirtualIp -Port $rule.StartPort | Out-Null",
      "      }",
      "    }",
      "  }",
    ]);
    expect(script().match(/Disable-Ports/g)).toHaveLength(2);
  });

  test("ends with where the disabled ports are enabled again, unless nothing was changed", () => {
    expect(script().split("\r\n").slice(-5)).toEqual([
      "if ($changes.Count -gt 0) {",
      "  Write-Step ('its ports are disabled on both hosts; on the one whose server is primary, enable them: ' + $Nodes[0].Enable + ' on ' + $Nodes[0].Name + ', or ' + $Nodes[1].Enable + ' on ' + $Nodes[1].Name)",
      "}",
      "exit 0",
      "",
    ]);
  });

  test("exchanges host priorities by a free one, and sets those of both nodes alike", () => {
    expect(functionOf("Set-DeclaredPriority")).toEqual([
      "  if ((Get-Node $Node.Name).HostPriority -eq $Node.Priority) {",
      "    return",
      "  }",
      "  foreach ($other in $Nodes) {",
      "    $there = Get-Node $other.Name",
      "    if ($other.Name -ne $Node.Name -and $null -ne $there -and $there.HostPriority -eq $Node.Priority) {",
      "      $taken = @(Get-NlbClusterNode -InterfaceName $Interface | ForEach-Object { $_.HostPriority }) + @($Nodes | ForEach-Object { $_.Priority })",
      "      $free = 1",
      "      while ($taken -contains $free) {",
      "        $free++",
      "      }",
      "      Set-Priority $other $free",
      "    }",
      "  }",
      "  Set-Priority $Node $Node.Priority",
    ]);
    expect(script().match(/^Set-DeclaredPriority .*(?=\r)/gm)).toEqual([
      "Set-DeclaredPriority $Nodes[0]",
      "Set-DeclaredPriority $Nodes[1]",
    ]);
    expect(script().match(/^ *Set-Priority .*(?=\r)/gm)).toHaveLength(2);
  });

  test("before a change of priorities says what will be changed, and does not call it a failure", () => {
    const text = script();
    const [preflight] = /\nif \(\$Preflight\) \{[\s\S]*?\n\}/.exec(text)!;
    expect(preflight).toContain(
      "Write-Step ($node.Name + ' has the host priority ' + $there.HostPriority + ', and will get ' + $node.Priority + '; this leaves the ports disabled on both hosts')",
    );
    expect(text.indexOf(preflight)).toBeGreaterThan(text.indexOf("exit 6"));
  });

  test("compares the hardware address in the declared mode alone, from which it follows", () => {
    expect(script()).toMatch(
      /if \(\$setting\.MulticastSupportEnabled [^\r]*\r\n[^\r]*another operation mode[^\r]*\r\n {2}\}\r\n {2}elseif \(\(\$setting\.ClusterMACAddress /,
    );
  });

  test("names commands as remedies that there are, whole: with the interface, and the rule", () => {
    const remedies = [...script().matchAll(/run ((?:Remove|Set|Add)-Nlb\w+[^\r]*)/g)].map(([, text]) => text!);
    expect(remedies).toEqual([
      "Remove-NlbCluster -InterfaceName ''' + $Interface + ''', then this again; or correct the environment'",
      "Remove-NlbClusterPortRule -InterfaceName ''' + $Interface + ''' -IP ' + $rule.VirtualIPAddress + ' -Port ' + $rule.StartPort + ', wait until the cluster has converged, and disable the ports on both hosts; or declare the rule')",
    ]);
    for (const remedy of remedies) {
      const [cmdlet] = remedy.split(" ");
      const parameters = [...remedy.matchAll(/ -([A-Za-z]+) /g)].map(([, name]) => name!);
      expect(NLB_CMDLETS[cmdlet!]).toEqual(expect.arrayContaining(parameters));
    }
  });
});

/** The lines of a function of the script. */
function functionOf(name: string): readonly string[] {
  const [, body] = new RegExp(`^function ${name}\\b[^\\r]*\\{\\r\\n([\\s\\S]*?)\\r\\n\\}\\r\\n`, "m").exec(script())!;
  return body!.split("\r\n");
}
