import { powershell } from "../powershell-text";

/**
 * What Windows says of a node and of port rules, in one line of numbers: the node's status, how many rules there are, how many of them are enabled and how
 * many disabled. It reads the variables VIRTUAL_IP, HOST_PRIORITY and PORTS, the ports of each rule: `5060 6000-6100`. The provider lists the nodes that it
 * knows, this host's node first; a node has the name `cluster:priority`. 1 is an enabled rule, 2 a disabled rule (fact `nlb-state`).
 */
export const CLUSTER_QUESTION = powershell`
try {
$node = Get-WmiObject -Namespace root\MicrosoftNLB -Class MicrosoftNLB_Node -ErrorAction Stop |
Where-Object { $_.Name -eq ($env:VIRTUAL_IP + ':' + $env:HOST_PRIORITY) } | Select-Object -First 1;
$wanted = $env:PORTS -split ' ';
$rules = @(Get-WmiObject -Namespace root\MicrosoftNLB -Class MicrosoftNLB_PortRuleEx -ErrorAction Stop |
Where-Object { $_.VirtualIpAddress -eq $env:VIRTUAL_IP -and
(($_.StartPort -eq $_.EndPort -and $wanted -contains $_.StartPort) -or $wanted -contains ([string]$_.StartPort + '-' + $_.EndPort)) });
$code = 0;
if ($node) { $code = $node.StatusCode };
$enabled = @($rules | Where-Object { $_.PortState -eq 1 }).Count;
$disabled = @($rules | Where-Object { $_.PortState -eq 2 }).Count;
'state ' + $code + ' ' + $rules.Count + ' ' + $enabled + ' ' + $disabled
} catch { 'failed' }`;
