import { batch } from "../../scripts/batch-text";
import { lockedFunction, REPORT } from "../../scripts/windows/report";

/**
 * What the commands do. Nothing ends the run half-way: a function that fails sets CODE and MESSAGE, its caller returns if CODE is set, and `:report`
 * reports both at the end, when the lock is free.
 */
export const COMMANDS = batch`
rem The run begins here.
set "COMMAND=%~1"
set "CODE="
set "MESSAGE="
set "NOTICED="
set "STATE=unknown"
set "RUN=0"
set "USED=no"
for %%c in (enable disable status boot) do if "%COMMAND%"=="%%c" if "%~2"=="" set "USED=yes"
if "%USED%"=="no" goto usage
call :now
set "STARTED=%NOW%"

if "%COMMAND%"=="status" goto status
call :need_fltmc
call :need_nlb
call :need_powershell
call :need_reg
call :need_administrator
if defined CODE goto report
if not "%COMMAND%"=="boot" goto lock
rem The cluster may come up later than the scheduled task. The script waits for it without the lock, which the Management Layer may need.
set "WAITED=0"
:wait_for_cluster
call :look
for %%s in (enabled disabled mixed missing) do if "%STATE%"=="%%s" goto lock
if %WAITED% geq 60 goto lock
call :pause
set /a "WAITED+=3"
goto wait_for_cluster
:lock
call :take_lock
goto report

:usage
setlocal EnableDelayedExpansion
>&2 echo usage: !NAME! enable ^| disable ^| status
exit /b 2

:status
set "CODE=3"
set "MESSAGE=disabled: the feature NLB is not installed on %HOST%"
if not exist "%SYSTEM%\nlb.exe" goto report
set "CODE="
call :need_powershell
if defined CODE goto report
call :look
goto status_%STATE%
:status_enabled
set "CODE=0"
set "MESSAGE=enabled: %HOST% serves the ports %PORTS% of %VIRTUAL_IP%"
if defined CONVERGED goto report
set "CODE=9"
set "MESSAGE=converging: the ports %PORTS% of %VIRTUAL_IP% are enabled on %HOST%, and its node is in the state %NODE%"
goto report
:status_disabled
set "CODE=3"
set "MESSAGE=disabled: %HOST% does not serve the ports %PORTS% of %VIRTUAL_IP%"
goto report
:status_stopped
set "CODE=3"
set "MESSAGE=disabled: cluster operations are stopped on %HOST%, state %NODE%"
goto report
:status_absent
set "CODE=3"
set "MESSAGE=disabled: %HOST% is not node %HOST_PRIORITY% of a cluster %VIRTUAL_IP%"
goto report
:status_renumbered
set "CODE=6"
set "MESSAGE=renumbered: %RENUMBERED%"
goto report
:status_missing
set "CODE=6"
set "MESSAGE=missing: %FOUND% of %RULES% port rules for the ports %PORTS% of %VIRTUAL_IP% are there"
goto report
:status_mixed
set "CODE=9"
set "MESSAGE=mixed: %ENABLED% of %RULES% port rules of %VIRTUAL_IP% are enabled on %HOST%, %DISABLED% are disabled"
goto report
:status_unknown
set "CODE=9"
set "MESSAGE=unknown: Windows does not say whether %HOST% serves the ports of %VIRTUAL_IP%"
goto report

${REPORT}

${lockedFunction(batch`%STATE%`)}

:main
call :read_mark
if "%COMMAND%"=="boot" if not "%ROLE%"=="none" goto has_role
rem A role tells the release at boot to stay out of the way.
if not "%COMMAND%"=="boot" set "ROLE=%COMMAND%"
call :write_mark
set "VERB=disable"
set "WANTED=disabled"
if "%COMMAND%"=="enable" set "VERB=enable"
if "%COMMAND%"=="enable" set "WANTED=enabled"
rem The change comes first, as every second counts, and is checked afterwards. Repeating it does no harm: what counts is the state.
set "WAITED=0"
:change
for %%r in (%PORTS%) do for /f "delims=-" %%p in ("%%r") do (
  set "PORT=%%p"
  call :change_rule
)
:verify
call :look
if "%STATE%"=="stopped" goto %VERB%_stopped
if "%STATE%"=="absent" goto %VERB%_absent
if "%STATE%"=="missing" goto %VERB%_missing
if "%STATE%"=="%WANTED%" if defined CONVERGED goto changed
if %WAITED% geq %CONVERGENCE_SECONDS% goto gave_up
call :pause
rem A look takes about two seconds.
set /a "WAITED+=3"
if "%STATE%"=="%WANTED%" goto verify
goto change

:changed
set "CODE=0"
set "MESSAGE=the ports %PORTS% of %VIRTUAL_IP% are %STATE% on %HOST%"
goto :eof

:gave_up
if "%STATE%"=="unknown" goto not_known
if "%STATE%"=="renumbered" goto renumbered
if not "%STATE%"=="%WANTED%" goto not_changed
rem A host that does not serve the ports may converge later.
if "%VERB%"=="disable" set "NOTICED=the cluster has not converged after %CONVERGENCE_SECONDS% s, state %NODE%"
if "%VERB%"=="disable" goto changed
set "CODE=9"
set "MESSAGE=the ports %PORTS% of %VIRTUAL_IP% are enabled on %HOST%, but the cluster has not converged after %CONVERGENCE_SECONDS% s, state %NODE%"
goto :eof
:not_known
set "CODE=9"
set "MESSAGE=Windows does not say whether the ports of %VIRTUAL_IP% are %WANTED%; nlb.exe says: %SAID%"
goto :eof
:not_changed
set "CODE=9"
set "MESSAGE=the ports %PORTS% of %VIRTUAL_IP% are %STATE% after nlb %VERB%, state %NODE%; nlb.exe says: %SAID%"
goto :eof

:renumbered
set "CODE=6"
set "MESSAGE=%RENUMBERED%"
goto :eof
:enable_stopped
set "CODE=6"
set "MESSAGE=cluster operations are stopped on %HOST%, state %NODE%: start them with nlb resume and nlb start, if nobody has stopped them on purpose"
goto :eof
:enable_absent
set "CODE=6"
set "MESSAGE=%HOST% is not node %HOST_PRIORITY% of a cluster %VIRTUAL_IP%: build it"
goto :eof
:disable_missing
:enable_missing
set "CODE=6"
set "MESSAGE=%FOUND% of %RULES% port rules for the ports %PORTS% of %VIRTUAL_IP% are there: build the cluster again"
goto :eof
:disable_stopped
set "CODE=0"
set "MESSAGE=%HOST% serves no ports, as cluster operations are stopped, state %NODE%; disable them again after a start"
goto :eof
:disable_absent
set "CODE=0"
set "MESSAGE=%HOST% serves no ports, as it is not node %HOST_PRIORITY% of a cluster %VIRTUAL_IP%"
goto :eof
:has_role
set "CODE=0"
set "MESSAGE=a role was assigned since the host has started, so the ports of %VIRTUAL_IP% stay as they are"
goto :eof`;
