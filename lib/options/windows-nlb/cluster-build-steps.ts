import { blocks, powershell } from "../../scripts/powershell-text";

/** Functions of the build script. Of what cmdlets return only properties that Microsoft's examples show are read. */
const FUNCTIONS = powershell`
function Write-Step([string]$Text) {
  Write-Output ('nlb: ' + $Text)
}

function Stop-Build([int]$Code, [string]$Problem, [string]$Fix) {
  [Console]::Error.WriteLine('nlb: ' + $Problem)
  [Console]::Error.WriteLine('  fix: ' + $Fix)
  exit $Code
}

# Names of computers are compared without their domain.
function Test-SameHost([string]$One, [string]$Other) {
  return $One.Split('.')[0] -eq $Other.Split('.')[0]
}

# What Windows has of this cluster on this host, or nothing.
function Get-Setting {
  Get-WmiObject -Namespace root\MicrosoftNLB -Class MicrosoftNLB_ClusterSetting -ErrorAction SilentlyContinue |
    Where-Object { $_.ClusterIPAddress -eq $VirtualIp } |
    Select-Object -First 1
}

function Get-Node([string]$Name) {
  Get-NlbClusterNode -InterfaceName $Interface |
    Where-Object { Test-SameHost $_.Name $Name } |
    Select-Object -First 1
}

# Nothing else may be changed until all nodes have converged.
function Wait-Converged {
  for ($round = 0; $round -lt 60; $round++) {
    Start-Sleep -Seconds 2
    $waiting = @(Get-NlbClusterNode -InterfaceName $Interface | Where-Object { [string]$_.State -notlike 'Converged*' })
    if ($waiting.Count -eq 0) {
      return
    }
  }
  Stop-Build 9 'the cluster has not converged after two minutes' 'see the events of NLB in the system log of both hosts, then run this again'
}

function Test-SameRule($Rule, $Wanted) {
  return ([string]$Rule.VirtualIPAddress -eq $VirtualIp) -and
    ($Rule.StartPort -eq $Wanted.StartPort) -and
    ($Rule.EndPort -eq $Wanted.EndPort) -and
    ([string]$Rule.Protocol -eq $Wanted.Protocol) -and
    ([string]$Rule.FilteringMode -eq 'Multiple') -and
    ([string]$Rule.Affinity -eq $Affinity)
}`;

/** What would make the build fail, or harm, all at once. */
const PREFLIGHT = powershell`
$failures = New-Object System.Collections.ArrayList

function Add-Failure([string]$Problem, [string]$Fix) {
  [void]$failures.Add($Problem + [Environment]::NewLine + '  fix: ' + $Fix)
}

if (-not (Test-SameHost ([System.Net.Dns]::GetHostName()) $Nodes[0].Name)) {
  Add-Failure ('this is ' + [System.Net.Dns]::GetHostName()) ('run it on ' + $Nodes[0].Name)
}
if (-not (Get-Module -ListAvailable -Name NetworkLoadBalancingClusters)) {
  Add-Failure 'the feature NLB and its cmdlets are not installed here' 'run Install-WindowsFeature NLB -IncludeManagementTools on both hosts'
}
else {
  Import-Module NetworkLoadBalancingClusters
  foreach ($node in $Nodes) {
    $adapter = $null
    try {
      $adapter = Get-NlbClusterNodeNetworkInterface -HostName $node.Name -InterfaceName $node.Interface | Select-Object -First 1
    }
    catch {
      Write-Step ($node.Name + ': ' + $_.Exception.Message)
    }
    if ($null -eq $adapter) {
      Add-Failure ('nothing is known of the interface ' + $node.Interface + ' of ' + $node.Name) 'make sure that the name resolves, that NLB is installed there, and that this account is an administrator there'
      continue
    }
    if ($adapter.DhcpEnabled) {
      Add-Failure ('the interface ' + $node.Interface + ' of ' + $node.Name + ' has an address of DHCP, which NLB does not take') ('make ' + $node.Address + ' static')
    }
    if (@($adapter.InterfaceIP | ForEach-Object { [string]$_ }) -notcontains $node.Address) {
      Add-Failure ('the interface ' + $node.Interface + ' of ' + $node.Name + ' does not have ' + $node.Address) 'configure it, or correct the environment'
    }
    if ($adapter.NlbBound -and [string]$adapter.ClusterPrimaryIP -ne $VirtualIp) {
      Add-Failure ('the interface ' + $node.Interface + ' of ' + $node.Name + ' is in the cluster ' + $adapter.ClusterPrimaryIP) 'remove that cluster in a maintenance window, or use another interface'
    }
  }
}
$setting = Get-Setting
if ($null -eq $setting -and (Test-Connection -ComputerName $VirtualIp -Count 1 -Quiet)) {
  Add-Failure ($VirtualIp + ' answers already, and there is no cluster here that has it') 'find out who has it, e.g. with arp -a, or choose another virtual IP'
}
if ($null -ne $setting -and $failures.Count -eq 0) {
  if ($setting.ClusterName -ne $ClusterName) {
    Add-Failure ('the cluster is named ' + $setting.ClusterName + ', declared is ' + $ClusterName) 'rename it with Set-NlbCluster in a maintenance window, or correct the environment'
  }
  if ($setting.MulticastSupportEnabled -ne ($OperationMode -ne 'Unicast') -or $setting.IGMPSupport -ne ($OperationMode -eq 'IgmpMulticast')) {
    Add-Failure ('the cluster is in another operation mode than ' + $OperationMode) 'change switches and routers, then run Set-NlbCluster -OperationMode, in a maintenance window'
  }
  if (($setting.ClusterMACAddress -replace '[^0-9A-Fa-f]', '') -ne ($ClusterMac -replace '-', '')) {
    Add-Failure ('the cluster has the hardware address ' + $setting.ClusterMACAddress + ', computed was ' + $ClusterMac) 'correct the static entries of switches and routers, and report it: this generator has computed them'
  }
  foreach ($rule in @(Get-NlbClusterPortRule -InterfaceName $Interface)) {
    if (@($PortRules | Where-Object { Test-SameRule $rule $_ }).Count -eq 0 -and -not ($rule.StartPort -eq 0 -and $rule.EndPort -eq 65535)) {
      Add-Failure ('the cluster has a port rule ' + $rule.StartPort + ' to ' + $rule.EndPort + ' that is not declared so') 'remove it with Remove-NlbClusterPortRule in a maintenance window, or declare it'
    }
  }
}
foreach ($failure in $failures) {
  [Console]::Error.WriteLine('nlb: ' + $failure)
}
if ($failures.Count -gt 0) {
  exit 6
}
if ($Preflight) {
  Write-Step 'nothing stands in the way'
  exit 0
}`;

/** The steps, each of which leaves alone what is there. */
const STEPS = powershell`
if ($null -eq $setting) {
  New-NlbCluster -InterfaceName $Interface -ClusterName $ClusterName -ClusterPrimaryIP $VirtualIp -SubnetMask $SubnetMask -DedicatedIP $Nodes[0].Address -DedicatedIPSubnetMask $SubnetMask -OperationMode $OperationMode | Out-Null
  Wait-Converged
  Write-Step ('made the cluster ' + $VirtualIp)
}
$setting = Get-Setting
if ($null -eq $setting -or ($setting.ClusterMACAddress -replace '[^0-9A-Fa-f]', '') -ne ($ClusterMac -replace '-', '')) {
  Stop-Build 9 ('the cluster has another hardware address than ' + $ClusterMac) 'see Get-WmiObject -Namespace root\MicrosoftNLB -Class MicrosoftNLB_ClusterSetting, and do not configure switches with the computed one'
}

# Of this host before the other one joins, which would be refused with a priority that is taken.
if ((Get-Node $Nodes[0].Name).HostPriority -ne $Nodes[0].Priority) {
  Set-NlbClusterNode -InterfaceName $Interface -HostPriority $Nodes[0].Priority -Force | Out-Null
  Wait-Converged
  Write-Step ($Nodes[0].Name + ' has the host priority ' + $Nodes[0].Priority)
}

# A new cluster has one rule for all ports, which would overlap ours.
foreach ($rule in @(Get-NlbClusterPortRule -InterfaceName $Interface | Where-Object { $_.StartPort -eq 0 -and $_.EndPort -eq 65535 })) {
  Remove-NlbClusterPortRule -InputObject $rule -Force
  Wait-Converged
  Write-Step 'removed the rule for all ports'
}
foreach ($wanted in $PortRules) {
  $same = @(Get-NlbClusterPortRule -InterfaceName $Interface | Where-Object { Test-SameRule $_ $wanted })
  if ($same.Count -eq 0) {
    Add-NlbClusterPortRule -InterfaceName $Interface -IP $VirtualIp -Protocol $wanted.Protocol -StartPort $wanted.StartPort -EndPort $wanted.EndPort -Mode Multiple -Affinity $Affinity | Out-Null
    Wait-Converged
    foreach ($node in $Nodes) {
      if ($null -ne (Get-Node $node.Name)) {
        Disable-NlbClusterPortRule -HostName $node.Name -InterfaceName $node.Interface -IP $VirtualIp -Port $wanted.StartPort | Out-Null
      }
    }
    Write-Step ('added the port rule ' + $wanted.StartPort + ' to ' + $wanted.EndPort + ', disabled')
  }
}

$other = $Nodes[1]
if ($null -eq (Get-Node $other.Name)) {
  Add-NlbClusterNode -InterfaceName $Interface -NewNodeName $other.Name -NewNodeInterface $other.Interface | Out-Null
  # It has joined with its rules enabled.
  foreach ($wanted in $PortRules) {
    Disable-NlbClusterPortRule -HostName $other.Name -InterfaceName $other.Interface -IP $VirtualIp -Port $wanted.StartPort | Out-Null
  }
  Wait-Converged
  Write-Step ('added ' + $other.Name)
}
if ((Get-Node $other.Name).HostPriority -ne $other.Priority) {
  Set-NlbClusterNode -HostName $other.Name -InterfaceName $other.Interface -HostPriority $other.Priority -Force | Out-Null
  Wait-Converged
  foreach ($wanted in $PortRules) {
    Disable-NlbClusterPortRule -HostName $other.Name -InterfaceName $other.Interface -IP $VirtualIp -Port $wanted.StartPort | Out-Null
  }
  Write-Step ($other.Name + ' has the host priority ' + $other.Priority)
}

foreach ($node in @(Get-NlbClusterNode -InterfaceName $Interface)) {
  Write-Step ($node.Name + ', host priority ' + $node.HostPriority + ': ' + $node.State)
}
Write-Step ('the cluster ' + $VirtualIp + ' is as declared; its hardware address is ' + $setting.ClusterMACAddress)
exit 0`;

/** All that follows the settings. */
export const BUILD = blocks(FUNCTIONS, PREFLIGHT, STEPS);
