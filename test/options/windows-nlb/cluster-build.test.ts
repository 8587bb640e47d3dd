import { describe, expect, test } from "vitest";
import { clusterBuild } from "../../../lib/options/windows-nlb/cluster-build";
import { nlbLeaving, nlbPreparing, nlbRunbook } from "../../../lib/options/windows-nlb/runbook";
import { CLUSTER_QUESTION } from "../../../lib/scripts/windows/cluster-question";
import { parsePowerShell } from "../../scripts/powershell-grammar";
import { NLB_CMDLETS, NLB_PROPERTIES, NLB_VALUES, OTHER_CMDLETS } from "./nlb-cmdlets";
import { NLB, nlbSides } from "./nlb-sample";

const script = (changes: Readonly<Record<string, unknown>> = {}) => clusterBuild(nlbSides(changes).a);

/** What the build script names itself: keys of tables and properties of the .NET framework beside those of NLB. */
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

  test("calls existing commands, with parameters that they have", async () => {
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

test("the question of the control script takes a rule as the pair's if both its ports match", () => {
  expect(CLUSTER_QUESTION.text).toContain(
    "(($_.StartPort -eq $_.EndPort -and $wanted -contains $_.StartPort) -or $wanted -contains ([string]$_.StartPort + '-' + $_.EndPort))",
  );
});

describe("the build script", () => {
  test("has the declared values at its beginning", () => {
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
        "# NLB derives it from the virtual IP; the static entries of switches and routers name it.",
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

  test("uses words that the cmdlets accept", async () => {
    for (const operationMode of ["unicast", "multicast", "igmpMulticast"])
      for (const affinity of ["single", "network"]) {
        const text = script({ [`${NLB}.operationMode`]: operationMode, [`${NLB}.affinity`]: affinity });
        expect(NLB_VALUES.OperationMode).toContain(/\$OperationMode = '(\w+)'/.exec(text)![1]);
        expect(NLB_VALUES.Affinity).toContain(/\$Affinity = '(\w+)'/.exec(text)![1]);
        expect((await parsePowerShell(text)).problems).toEqual([]);
      }
    for (const [, mode] of script().matchAll(/-Mode (\w+)/g)) expect(NLB_VALUES.Mode).toContain(mode);
  });

  test("says what it changes, and that it disables the ports only after a change", () => {
    expect(script()).toContain(
      [
        "# If a cluster has another name, operation mode or port rule than declared, the script says so and ends, and leaves the cluster as it is. Otherwise it makes what",
        "# is missing, removes the rule for all ports and sets the host priorities. After each change it disables the pair's ports on both hosts. If it changes nothing,",
        "# the ports stay as they are, unless an earlier run did not finish.",
      ].join("\r\n"),
    );
  });

  test("begins and completes every change by one function", () => {
    const changes = ["New-NlbCluster", "Set-NlbClusterNode", "Remove-NlbClusterPortRule", "Add-NlbClusterPortRule"];
    for (const cmdlet of [...changes, "Add-NlbClusterNode"]) {
      const calls = [...script().matchAll(new RegExp(`(\\S+)\\r\\n *${cmdlet} [^\\r]*\\r\\n *(\\S+)`, "g"))];
      expect(calls.map(([, before, after]) => [before, cmdlet, after])).toEqual([
        ["Start-Change", cmdlet, "Complete-Change"],
      ]);
    }
  });

  test("after a change waits for the cluster, which may not answer, then disables the ports, and only then fails", () => {
    expect(functionOf("Complete-Change")).toEqual([
      "  $converged = $false",
      "  for ($round = 0; $round -lt 60 -and -not $converged; $round++) {",
      "    Start-Sleep -Seconds 2",
      "    try {",
      "      $converged = @(Get-NlbClusterNode -InterfaceName $Interface | Where-Object { [string]$_.State -notlike 'Converged*' }).Count -eq 0",
      "    }",
      "    catch {",
      "      # NLB may not answer while it reloads.",
      "    }",
      "  }",
      "  Disable-Ports",
      "  if (-not $converged) {",
      "    Stop-Build 9 'the cluster has not converged after two minutes' 'read the events of NLB in the system log of both hosts, then run this again'",
      "  }",
      "  Write-Step $Text",
    ]);
  });

  test("disables every declared port that has a rule, on every node, even if another node fails", () => {
    expect(functionOf("Disable-Ports")).toEqual([
      "  $failed = ''",
      "  foreach ($node in $Nodes) {",
      "    try {",
      "      if ($null -ne (Get-Node $node.Name)) {",
      "        foreach ($rule in @(Get-PresentRules)) {",
      "          Disable-NlbClusterPortRule -HostName $node.Name -InterfaceName $node.Interface -IP $VirtualIp -Port $rule.StartPort | Out-Null",
      "        }",
      "      }",
      "    }",
      "    catch {",
      "      $failed += '; ' + $node.Name + ': ' + $_.Exception.Message",
      "    }",
      "  }",
      "  if ($failed) {",
      "    Stop-Build 9 ('ports may be enabled that should not be' + $failed) 'correct that, then run this again, which disables them'",
      "  }",
    ]);
  });

  test("after an unfinished run disables the ports, even if it finds nothing to change", () => {
    const text = script();
    expect(text).toContain("$Mark = 'C:\\ProgramData\\sip-ha\\inbound-nlb-build.unfinished'\r\n");
    expect(functionOf("Start-Change")).toEqual(["  New-Item -ItemType File -Path $Mark -Force | Out-Null"]);
    expect(text).toContain("\r\n}\r\nelseif (Test-Path $Mark) {\r\n  Disable-Ports\r\n}\r\n$setting = Get-Setting\r\n");
    expect(text.match(/Disable-Ports/g)).toHaveLength(3);
  });

  test("ends with where to enable the disabled ports again, unless nothing was changed", () => {
    expect(script().split("\r\n").slice(-6)).toEqual([
      "if (Test-Path $Mark) {",
      "  Write-Step ('its ports are disabled on both hosts; on the host whose server is primary, enable them: ' + $Nodes[0].Enable + ' on ' + $Nodes[0].Name + ', or ' + $Nodes[1].Enable + ' on ' + $Nodes[1].Name)",
      "  Remove-Item $Mark",
      "}",
      "exit 0",
      "",
    ]);
    expect(script().match(/Remove-Item/g)).toHaveLength(1);
  });

  test("exchanges host priorities through a free one, and sets those of both nodes alike", () => {
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

  test("before a change says what will be changed, and that the ports are disabled then, and does not call it a failure", () => {
    const text = script();
    const [preflight] = /\nif \(\$Preflight\) \{[\s\S]*?\n\}/.exec(text)!;
    expect(preflight.match(/(?<=Write-Step \().*(?=\))/g)).toEqual([
      "'an earlier run did not finish, and will be continued' + $disables",
      "'the port rule ' + $rule.StartPort + ' to ' + $rule.EndPort + ' is missing, and will be added' + $disables",
      "$node.Name + ' is not in the cluster, and will be added' + $disables",
      "$node.Name + ' has the host priority ' + $there.HostPriority + ', and will get ' + $node.Priority + $disables",
    ]);
    expect(preflight).toContain("$disables = '; this leaves the ports disabled on both hosts'");
    expect(text.indexOf(preflight)).toBeGreaterThan(text.indexOf("exit 6"));
    expect(functionOf("Get-MissingRules")).toEqual([
      "  $present = @(Get-PresentRules | ForEach-Object { $_.StartPort })",
      "  $PortRules | Where-Object { $present -notcontains $_.StartPort }",
    ]);
  });

  test("compares the hardware address only in the declared mode, from which it follows", () => {
    expect(script()).toMatch(
      /if \(\$setting\.MulticastSupportEnabled [^\r]*\r\n[^\r]*operation mode other than[^\r]*\r\n {2}\}\r\n {2}elseif \(\(\$setting\.ClusterMACAddress /,
    );
  });

  test("names existing commands as remedies, in full: with the interface, and the rule", () => {
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
