import { powershell } from "../powershell-text";

/**
 * What Windows says of the clusters of Network Load Balancing that this host is in, a line each: the cluster's address, whether it is one of multicast and of
 * IGMP, its name; the node, which has the name `cluster:priority`, this host's first; each port rule with its first and last port, protocol and affinity. Where
 * the feature is not installed there is no such namespace.
 */
export const CLUSTERS_QUESTION = powershell`
try {
Get-WmiObject -Namespace root\MicrosoftNLB -Class MicrosoftNLB_ClusterSetting -ErrorAction Stop | ForEach-Object {
'cluster ' + $_.ClusterIPAddress + ' ' + [int]$_.MulticastSupportEnabled + ' ' + [int]$_.IGMPSupport + ' ' + $_.ClusterName };
Get-WmiObject -Namespace root\MicrosoftNLB -Class MicrosoftNLB_Node | ForEach-Object { 'node ' + $_.Name };
Get-WmiObject -Namespace root\MicrosoftNLB -Class MicrosoftNLB_PortRuleEx | ForEach-Object {
'rule ' + $_.VirtualIpAddress + ' ' + $_.StartPort + ' ' + $_.EndPort + ' ' + $_.Protocol + ' ' + $_.Affinity }
} catch { 'none' }`;

/** The accounts of services that start the Local Control Agent, a line each. */
export const AGENT_QUESTION = powershell`
try {
Get-WmiObject -Class Win32_Service -ErrorAction Stop | Where-Object { $_.PathName -like '*lca.exe*' } | ForEach-Object { 'account ' + $_.StartName }
} catch { 'failed' }`;

/** What a file is, the variable FILE: text of one byte a character or of UTF-8, `utf-16` with its mark, or `binary`. */
export const ENCODING_QUESTION = powershell`
try {
$bytes = [IO.File]::ReadAllBytes($env:FILE);
if ($bytes[0] -eq 255 -and $bytes[1] -eq 254 -or $bytes[0] -eq 254 -and $bytes[1] -eq 255) { 'utf-16' }
elseif ([Array]::IndexOf($bytes, [byte]0) -ge 0) { 'binary' } else { 'text' }
} catch { 'failed' }`;

/** The lines of a file in UTF-16 with its mark, the variable FILE. */
export const UTF16_LINES = powershell`
[IO.File]::ReadAllLines($env:FILE) | ForEach-Object { [Console]::Out.WriteLine($_) }`;
