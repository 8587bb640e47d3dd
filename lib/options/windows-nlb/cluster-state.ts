import { type BatchText, batch } from "../../scripts/batch-text";
import { powershell } from "../../scripts/powershell-text";
import { powershellCommand } from "../../scripts/windows/powershell-command";

/**
 * What Windows says of this node and of the pair's port rules, in one line of numbers. The provider lists the nodes that it knows, this host's first; a node
 * has the name `cluster:priority`. 1 is a rule that is enabled, 2 one that is disabled (fact `nlb-state`).
 */
export const QUESTION = powershell`
try {
$node = Get-WmiObject -Namespace root\MicrosoftNLB -Class MicrosoftNLB_Node -ErrorAction Stop |
Where-Object { $_.Name -eq ($env:VIRTUAL_IP + ':' + $env:HOST_PRIORITY) } | Select-Object -First 1;
$ports = $env:PORTS -split ' ';
$rules = @(Get-WmiObject -Namespace root\MicrosoftNLB -Class MicrosoftNLB_PortRuleEx -ErrorAction Stop |
Where-Object { $_.VirtualIpAddress -eq $env:VIRTUAL_IP -and $ports -contains $_.StartPort });
$code = 0;
if ($node) { $code = $node.StatusCode };
$enabled = @($rules | Where-Object { $_.PortState -eq 1 }).Count;
$disabled = @($rules | Where-Object { $_.PortState -eq 2 }).Count;
'state ' + $code + ' ' + $rules.Count + ' ' + $enabled + ' ' + $disabled
} catch { 'failed' }`;

/** `call :look`, after which STATE says what this host does for the virtual IP. */
export function lookFunction(): BatchText {
  return batch`
rem Asks Windows for the state of this node and of its port rules, in numbers: nlb.exe has but words, those of the display language.
rem   NODE: 1005 stopped, 1006 converging, 1007 converged, 1008 converged as the default host, 1013 suspended; 0 where there is no such node
rem   STATE: enabled, disabled, mixed, missing (a port rule), stopped (this node), absent (no such node) or unknown
rem   CONVERGED: yes, where the cluster has
:look
set "NODE="
set "FOUND="
set "ENABLED="
set "DISABLED="
for /f "tokens=1-5" %%a in ('${powershellCommand(QUESTION)} 2^>nul ^<nul') do if "%%a"=="state" (
  set "NODE=%%b"
  set "FOUND=%%c"
  set "ENABLED=%%d"
  set "DISABLED=%%e"
)
set "CONVERGED="
if "%NODE%"=="1007" set "CONVERGED=yes"
if "%NODE%"=="1008" set "CONVERGED=yes"
set "STATE=unknown"
if not defined DISABLED goto :eof
set "STATE=absent"
if "%NODE%"=="0" goto :eof
set "STATE=stopped"
if "%NODE%"=="1005" goto :eof
if "%NODE%"=="1013" goto :eof
set "STATE=missing"
if not "%FOUND%"=="%RULES%" goto :eof
set "STATE=mixed"
if "%ENABLED%"=="%RULES%" set "STATE=enabled"
if "%DISABLED%"=="%RULES%" set "STATE=disabled"
goto :eof`;
}
