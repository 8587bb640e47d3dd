/**
 * The cmdlets of the module NetworkLoadBalancingClusters that the scripts and the runbook use, each with the parameters that its page names, except
 * the common parameters. Taken from docset/winserver2019-ps/networkloadbalancingclusters/<cmdlet>.md of https://github.com/MicrosoftDocs/windows-powershell-docs
 */
export const NLB_CMDLETS: Readonly<Record<string, readonly string[]>> = {
  "Add-NlbClusterNode": ["HostName", "InterfaceName", "InputObject", "NewNodeName", "NewNodeInterface", "Force"],
  "Add-NlbClusterPortRule": [
    "HostName",
    "InterfaceName",
    "InputObject",
    "IP",
    "Protocol",
    "StartPort",
    "EndPort",
    "Mode",
    "Affinity",
    "Timeout",
  ],
  "Disable-NlbClusterPortRule": [
    "Drain",
    "Timeout",
    "ClusterWide",
    "HostName",
    "InterfaceName",
    "IP",
    "Port",
    "InputObject",
  ],
  "Get-NlbClusterNode": ["HostName", "InterfaceName", "NodeName", "InputObject"],
  "Get-NlbClusterNodeNetworkInterface": ["HostName", "InterfaceName", "InputObject"],
  "Get-NlbClusterPortRule": ["HostName", "InterfaceName", "IP", "Port", "NodeName", "InputObject"],
  "New-NlbCluster": [
    "HostName",
    "InterfaceName",
    "ClusterName",
    "ClusterPrimaryIP",
    "SubnetMask",
    "DedicatedIP",
    "DedicatedIPSubnetMask",
    "Force",
    "OperationMode",
  ],
  "Remove-NlbCluster": ["PassThru", "HostName", "InterfaceName", "Force", "InputObject"],
  "Remove-NlbClusterPortRule": ["PassThru", "HostName", "InterfaceName", "IP", "Port", "Force", "InputObject"],
  "Set-NlbClusterNode": [
    "HostName",
    "InterfaceName",
    "InputObject",
    "Reload",
    "HostPriority",
    "InitialHostState",
    "RetainSuspended",
    "Force",
  ],
};

/** Values that those pages allow for a parameter. */
export const NLB_VALUES = {
  OperationMode: ["Unicast", "Multicast", "IgmpMulticast"],
  Protocol: ["Both", "Tcp", "Udp"],
  Mode: ["Multiple", "Single", "Disabled"],
  Affinity: ["Single", "None", "Network"],
} as const;

/** Commands of PowerShell itself and of Windows, with the parameters that the scripts use. */
export const OTHER_CMDLETS: Readonly<Record<string, readonly string[]>> = {
  "ForEach-Object": [],
  "Get-Module": ["ListAvailable", "Name"],
  "Get-WmiObject": ["Namespace", "Class", "ErrorAction"],
  "Import-Module": [],
  "Install-WindowsFeature": ["IncludeManagementTools"],
  "New-Item": ["ItemType", "Path", "Force"],
  "New-Object": [],
  "Out-Null": [],
  "Remove-Item": [],
  "Select-Object": ["First"],
  "Set-StrictMode": ["Version"],
  "Start-Sleep": ["Seconds"],
  "Test-Connection": ["ComputerName", "Count", "Quiet"],
  "Test-Path": [],
  "Where-Object": [],
  "Write-Output": [],
};

/** Properties of NLB objects that the scripts read, as Microsoft's pages show them: for cmdlets in their examples, for classes in their definitions. */
export const NLB_PROPERTIES = [
  // Get-NlbClusterNode | Format-List
  "Name",
  "State",
  "HostPriority",
  // Get-NlbClusterNodeNetworkInterface
  "NlbBound",
  "DhcpEnabled",
  "InterfaceIP",
  "ClusterPrimaryIP",
  // Get-NlbClusterPortRule | Format-List
  "VirtualIPAddress",
  "StartPort",
  "EndPort",
  "Affinity",
  "FilteringMode",
  "Protocol",
  // MicrosoftNLB_Node, MicrosoftNLB_PortRuleEx, MicrosoftNLB_ClusterSetting
  "StatusCode",
  "VirtualIpAddress",
  "PortState",
  "ClusterName",
  "ClusterIPAddress",
  "ClusterMACAddress",
  "MulticastSupportEnabled",
  "IGMPSupport",
];
