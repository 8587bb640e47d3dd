import { blocks, powershell } from "../../scripts/powershell-text";

/** Functions of the build script. They read only those properties of the cmdlets' results that Microsoft's examples show. */
const FUNCTIONS = powershell`
function Write-Step([string]$Text) {
  Write-Output ('nlb: ' + $Text)
}

function Stop-Build([int]$Code, [string]$Problem, [string]$Fix) {
  [Console]::Error.WriteLine('nlb: ' + $Problem)
  [Console]::Error.WriteLine('  fix: ' + $Fix)
  exit $Code
}

# Compares names of computers without their domain.
function Test-SameHost([string]$One, [string]$Other) {
  return $One.Split('.')[0] -eq $Other.Split('.')[0]
}

# The setting of this cluster in Windows on this host, or nothing.
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

function Test-SameRule($Rule, $Wanted) {
  return ([string]$Rule.VirtualIPAddress -eq $VirtualIp) -and
    ($Rule.StartPort -eq $Wanted.StartPort) -and
    ($Rule.EndPort -eq $Wanted.EndPort) -and
    ([string]$Rule.Protocol -eq $Wanted.Protocol) -and
    ([string]$Rule.FilteringMode -eq 'Multiple') -and
    ([string]$Rule.Affinity -eq $Affinity)
}

function Test-AllPorts($Rule) {
  return $Rule.StartPort -eq 0 -and $Rule.EndPort -eq 65535
}

# The declared rules that the cluster has, in the declared form.
function Get-PresentRules {
  $rules = @(Get-NlbClusterPortRule -InterfaceName $Interface)
  foreach ($wanted in $PortRules) {
    if (@($rules | Where-Object { Test-SameRule $_ $wanted }).Count -gt 0) {
      $wanted
    }
  }
}

# The declared rules that the cluster lacks, in the declared form.
function Get-MissingRules {
  $present = @(Get-PresentRules | ForEach-Object { $_.StartPort })
  $PortRules | Where-Object { $present -notcontains $_.StartPort }
}

# Ends the run if a node fails, but only after the other nodes had their turn.
function Disable-Ports {
  $failed = ''
  foreach ($node in $Nodes) {
    try {
      if ($null -ne (Get-Node $node.Name)) {
        foreach ($rule in @(Get-PresentRules)) {
          Disable-NlbClusterPortRule -HostName $node.Name -InterfaceName $node.Interface -IP $VirtualIp -Port $rule.StartPort | Out-Null
        }
      }
    }
    catch {
      $failed += '; ' + $node.Name + ': ' + $_.Exception.Message
    }
  }
  if ($failed) {
    Stop-Build 9 ('ports may be enabled that should not be' + $failed) 'correct that, then run this again, which disables them'
  }
}

# Begins each change. The mark exists until the build is complete, so the run after a build that did not finish knows of its changes.
function Start-Change {
  New-Item -ItemType File -Path $Mark -Force | Out-Null
}

# Ends each change. Nothing else may be changed until all nodes have converged. The change has reloaded NLB, which may have enabled any rule on any node.
function Complete-Change([string]$Text) {
  $converged = $false
  for ($round = 0; $round -lt 60 -and -not $converged; $round++) {
    Start-Sleep -Seconds 2
    try {
      $converged = @(Get-NlbClusterNode -InterfaceName $Interface | Where-Object { [string]$_.State -notlike 'Converged*' }).Count -eq 0
    }
    catch {
      # NLB may not answer while it reloads.
    }
  }
  Disable-Ports
  if (-not $converged) {
    Stop-Build 9 'the cluster has not converged after two minutes' 'read the events of NLB in the system log of both hosts, then run this again'
  }
  Write-Step $Text
}

function Set-Priority($Node, [int]$Priority) {
  Start-Change
  Set-NlbClusterNode -HostName $Node.Name -InterfaceName $Node.Interface -HostPriority $Priority -Force | Out-Null
  Complete-Change ($Node.Name + ' has the host priority ' + $Priority)
}

# Priorities are unique at all times: if the other node has the wanted priority, it first gets a free one.
function Set-DeclaredPriority($Node) {
  if ((Get-Node $Node.Name).HostPriority -eq $Node.Priority) {
    return
  }
  foreach ($other in $Nodes) {
    $there = Get-Node $other.Name
    if ($other.Name -ne $Node.Name -and $null -ne $there -and $there.HostPriority -eq $Node.Priority) {
      $taken = @(Get-NlbClusterNode -InterfaceName $Interface | ForEach-Object { $_.HostPriority }) + @($Nodes | ForEach-Object { $_.Priority })
      $free = 1
      while ($taken -contains $free) {
        $free++
      }
      Set-Priority $other $free
    }
  }
  Set-Priority $Node $Node.Priority
}`;

/** Everything that would make the build fail, or do harm, all at once. */
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
      Add-Failure ('no answer about the interface ' + $node.Interface + ' of ' + $node.Name) 'make sure that the name resolves, that NLB is installed there, and that this account is an administrator there'
      continue
    }
    if ($adapter.DhcpEnabled) {
      Add-Failure ('the interface ' + $node.Interface + ' of ' + $node.Name + ' has an address of DHCP, which NLB does not accept') ('make ' + $node.Address + ' static')
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
  Add-Failure ($VirtualIp + ' answers already, but no cluster here has it') 'find out who has it, e.g. with arp -a, or choose another virtual IP'
}
if ($null -ne $setting -and $failures.Count -eq 0) {
  $rebuild = 'in a maintenance window, run Remove-NlbCluster -InterfaceName ''' + $Interface + ''', then this again; or correct the environment'
  if ($setting.ClusterName -ne $ClusterName) {
    Add-Failure ('the cluster is named ' + $setting.ClusterName + ', but the declared name is ' + $ClusterName) $rebuild
  }
  # The hardware address depends on the mode, and is no evidence if the mode is another one.
  if ($setting.MulticastSupportEnabled -ne ($OperationMode -ne 'Unicast') -or $setting.IGMPSupport -ne ($OperationMode -eq 'IgmpMulticast')) {
    Add-Failure ('the cluster is in an operation mode other than ' + $OperationMode) ($rebuild + '. Switches and routers must be set for the mode')
  }
  elseif (($setting.ClusterMACAddress -replace '[^0-9A-Fa-f]', '') -ne ($ClusterMac -replace '-', '')) {
    Add-Failure ('the cluster has the hardware address ' + $setting.ClusterMACAddress + ', but the computed one is ' + $ClusterMac) 'correct the static entries of switches and routers, and report it: this generator has computed them'
  }
  foreach ($rule in @(Get-NlbClusterPortRule -InterfaceName $Interface)) {
    if (@($PortRules | Where-Object { Test-SameRule $rule $_ }).Count -eq 0 -and -not (Test-AllPorts $rule)) {
      Add-Failure ('the cluster has a port rule ' + $rule.StartPort + ' to ' + $rule.EndPort + ' of ' + $rule.VirtualIPAddress + ' that is not declared in this form') ('in a maintenance window, run Remove-NlbClusterPortRule -InterfaceName ''' + $Interface + ''' -IP ' + $rule.VirtualIPAddress + ' -Port ' + $rule.StartPort + ', wait until the cluster has converged, and disable the ports on both hosts; or declare the rule')
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
  if ($null -ne $setting) {
    $disables = '; this leaves the ports disabled on both hosts'
    if (Test-Path $Mark) {
      Write-Step ('an earlier run did not finish, and will be continued' + $disables)
    }
    foreach ($rule in @(Get-MissingRules)) {
      Write-Step ('the port rule ' + $rule.StartPort + ' to ' + $rule.EndPort + ' is missing, and will be added' + $disables)
    }
    foreach ($node in $Nodes) {
      $there = Get-Node $node.Name
      if ($null -eq $there) {
        Write-Step ($node.Name + ' is not in the cluster, and will be added' + $disables)
      }
      elseif ($there.HostPriority -ne $node.Priority) {
        Write-Step ($node.Name + ' has the host priority ' + $there.HostPriority + ', and will get ' + $node.Priority + $disables)
      }
    }
  }
  Write-Step 'nothing stands in the way'
  exit 0
}`;

/** The steps; each step leaves alone what is there already. */
const STEPS = powershell`
if ($null -eq $setting) {
  Start-Change
  New-NlbCluster -InterfaceName $Interface -ClusterName $ClusterName -ClusterPrimaryIP $VirtualIp -SubnetMask $SubnetMask -DedicatedIP $Nodes[0].Address -DedicatedIPSubnetMask $SubnetMask -OperationMode $OperationMode | Out-Null
  Complete-Change ('made the cluster ' + $VirtualIp)
}
elseif (Test-Path $Mark) {
  Disable-Ports
}
$setting = Get-Setting
if ($null -eq $setting -or ($setting.ClusterMACAddress -replace '[^0-9A-Fa-f]', '') -ne ($ClusterMac -replace '-', '')) {
  Stop-Build 9 ('the cluster has a hardware address other than ' + $ClusterMac) 'see Get-WmiObject -Namespace root\MicrosoftNLB -Class MicrosoftNLB_ClusterSetting, and do not configure switches with the computed one'
}

# This host first: the other host would be refused if it joined with a priority that is taken.
Set-DeclaredPriority $Nodes[0]

# A new cluster has one rule for all ports, which would overlap ours.
foreach ($rule in @(Get-NlbClusterPortRule -InterfaceName $Interface | Where-Object { Test-AllPorts $_ })) {
  Start-Change
  Remove-NlbClusterPortRule -InputObject $rule -Force
  Complete-Change 'removed the rule for all ports'
}
foreach ($wanted in @(Get-MissingRules)) {
  Start-Change
  Add-NlbClusterPortRule -InterfaceName $Interface -IP $VirtualIp -Protocol $wanted.Protocol -StartPort $wanted.StartPort -EndPort $wanted.EndPort -Mode Multiple -Affinity $Affinity | Out-Null
  Complete-Change ('added the port rule ' + $wanted.StartPort + ' to ' + $wanted.EndPort + ', disabled')
}

if ($null -eq (Get-Node $Nodes[1].Name)) {
  Start-Change
  Add-NlbClusterNode -InterfaceName $Interface -NewNodeName $Nodes[1].Name -NewNodeInterface $Nodes[1].Interface | Out-Null
  Complete-Change ('added ' + $Nodes[1].Name)
}
Set-DeclaredPriority $Nodes[1]

foreach ($node in @(Get-NlbClusterNode -InterfaceName $Interface)) {
  Write-Step ($node.Name + ', host priority ' + $node.HostPriority + ': ' + $node.State)
}
Write-Step ('the cluster ' + $VirtualIp + ' is as declared; its hardware address is ' + $setting.ClusterMACAddress)
if (Test-Path $Mark) {
  Write-Step ('its ports are disabled on both hosts; on the host whose server is primary, enable them: ' + $Nodes[0].Enable + ' on ' + $Nodes[0].Name + ', or ' + $Nodes[1].Enable + ' on ' + $Nodes[1].Name)
  Remove-Item $Mark
}
exit 0`;

/** Everything after the settings. */
export const BUILD = blocks(FUNCTIONS, PREFLIGHT, STEPS);
