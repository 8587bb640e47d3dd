import { type BatchText, batch } from "../../scripts/batch-text";
import { CLUSTER_QUESTION } from "../../scripts/windows/cluster-question";
import { powershellCommand } from "../../scripts/windows/powershell-command";

/** `call :look`, which sets STATE to what this host does for the virtual IP. */
export function lookFunction(): BatchText {
  return batch`
rem Asks Windows for the state of this node and of its port rules, in numbers: nlb.exe has only words, in the display language.
rem   NODE: 1005 stopped, 1006 converging, 1007 converged, 1008 converged as the default host, 1013 suspended; 0 if there is no such node
rem   STATE: enabled, disabled, mixed, missing (a port rule), stopped (this node), absent (no such node), renumbered (no such node, but
rem          this host serves a port) or unknown
rem   CONVERGED: yes if the cluster has converged
:look
set "NODE="
set "FOUND="
set "ENABLED="
set "DISABLED="
for /f "tokens=1-5" %%a in ('${powershellCommand(CLUSTER_QUESTION)} 2^>nul ^<nul') do if "%%a"=="state" (
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
if "%NODE%"=="0" goto no_such_node
set "STATE=stopped"
if "%NODE%"=="1005" goto :eof
if "%NODE%"=="1013" goto :eof
set "STATE=missing"
if not "%FOUND%"=="%RULES%" goto :eof
set "STATE=mixed"
if "%ENABLED%"=="%RULES%" set "STATE=enabled"
if "%DISABLED%"=="%RULES%" set "STATE=disabled"
goto :eof
rem The rules belong to this host, whatever its number in the cluster is by now.
:no_such_node
set "STATE=renumbered"
set "RENUMBERED=%HOST% is not node %HOST_PRIORITY% of a cluster %VIRTUAL_IP%, but serves ports of it: see nlb params, and build the cluster again"
if "%DISABLED%"=="%FOUND%" set "STATE=absent"
goto :eof`;
}
