import { powershell } from "../powershell-text";

/**
 * What Windows says of the clusters of Network Load Balancing that this host is in. One line for each cluster: its address, whether it uses multicast and
 * IGMP, its name. One line for each node, with the name `cluster:priority`, this host's node first. One line for each port rule with its first and last port,
 * protocol and affinity. If the feature is not installed, there is no such namespace.
 */
export const CLUSTERS_QUESTION = powershell`
try {
Get-WmiObject -Namespace root\MicrosoftNLB -Class MicrosoftNLB_ClusterSetting -ErrorAction Stop | ForEach-Object {
'cluster ' + $_.ClusterIPAddress + ' ' + [int]$_.MulticastSupportEnabled + ' ' + [int]$_.IGMPSupport + ' ' + $_.ClusterName };
Get-WmiObject -Namespace root\MicrosoftNLB -Class MicrosoftNLB_Node | ForEach-Object { 'node ' + $_.Name };
Get-WmiObject -Namespace root\MicrosoftNLB -Class MicrosoftNLB_PortRuleEx | ForEach-Object {
'rule ' + $_.VirtualIpAddress + ' ' + $_.StartPort + ' ' + $_.EndPort + ' ' + $_.Protocol + ' ' + $_.Affinity }
} catch { 'none' }`;

/** The accounts of services that start the Local Control Agent, one line for each account. */
export const AGENT_QUESTION = powershell`
try {
Get-WmiObject -Class Win32_Service -ErrorAction Stop | Where-Object { $_.PathName -like '*lca.exe*' } | ForEach-Object { 'account ' + $_.StartName }
} catch { 'failed' }`;

/** The kind of the file that the variable FILE names: text with one byte for each character or in UTF-8, `utf-16` with its mark, or `binary`. */
export const ENCODING_QUESTION = powershell`
try {
$bytes = [IO.File]::ReadAllBytes($env:FILE);
if ($bytes[0] -eq 255 -and $bytes[1] -eq 254 -or $bytes[0] -eq 254 -and $bytes[1] -eq 255) { 'utf-16' }
elseif ([Array]::IndexOf($bytes, [byte]0) -ge 0) { 'binary' } else { 'text' }
} catch { 'failed' }`;

/** The lines of the file that the variable FILE names, which is in UTF-16 with its mark. */
export const UTF16_LINES = powershell`
[IO.File]::ReadAllLines($env:FILE) | ForEach-Object { [Console]::Out.WriteLine($_) }`;
