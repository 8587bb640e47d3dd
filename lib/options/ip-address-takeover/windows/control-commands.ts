import type { AddressFamily } from "../../../model/address";
import { type BatchText, batch } from "../../../scripts/batch-text";
import { lockedFunction, REPORT } from "../../../scripts/windows/report";

const LEAVES_UNTOLD = batch`
if "%COMMAND%"=="take-back" call :is_told
if defined TOLD goto :eof`;

const IS_TOLD = batch`
rem TOLD: whether the take-back before ended with the same message. The watchdog retries a failed take-back at each look, maybe for hours, and the
rem repetitions would bury what matters.
:is_told
for /f "tokens=1,2*" %%a in ('%%SYSTEM%%\reg.exe query "%%VOLATILE_KEY%%" /v "%%MARK%%.said" 2^>nul') do if "%%a"=="%MARK%.said" if "%%c"=="%CODE% %MESSAGE%" set "TOLD=%AGAIN%"
"%SYSTEM%\reg.exe" add "%VOLATILE_KEY%" /v "%MARK%.said" /t REG_SZ /d "%CODE% %MESSAGE%" /f >nul 2>nul
goto :eof`;

/**
 * What the commands do. Nothing ends the run half-way: a function that fails sets CODE and MESSAGE, its caller returns if CODE is set, and `:report`
 * reports both at the end, when the lock is free.
 */
export function commands(family: AddressFamily): BatchText {
  return batch`
rem The run begins here.
set "COMMAND=%~1"
set "CODE="
set "MESSAGE="
set "NOTICED="
set "BEFORE=unknown"
set "STATE=unknown"
set "RUN=0"
set "USED=no"
for %%c in (up down status announce boot) do if "%COMMAND%"=="%%c" if "%~2"=="" set "USED=yes"
for %%c in (take-back release) do if "%COMMAND%"=="%%c" if not "%~2"=="" if "%~3"=="" set "USED=yes"
if "%COMMAND% %~3"=="take-back again" if not "%~2"=="" if "%~4"=="" set "USED=yes"
if "%USED%"=="no" goto usage
set "SINCE=%~2"
set "AGAIN=%~3"
set "TOLD="
call :now
set "STARTED=%NOW%"

if "%COMMAND%"=="status" goto status
call :need_fltmc
call :need_netsh
rem Releasing must work even if announcing cannot.
if "%COMMAND%"=="down" goto has_tools
if "%COMMAND%"=="boot" goto has_tools
if "%COMMAND%"=="release" goto has_tools
${family === "ipv4" ? batch`call :need_arp` : undefined}
call :need_find
call :need_ping
call :need_reg
:has_tools
call :need_administrator
if defined CODE goto report
if "%VIRTUAL_IP%"=="%HOST_ADDRESS%" goto own_address
if not "%COMMAND%"=="boot" goto lock
rem The interface may come up later than the scheduled task.
set "WAITED=0"
:wait_for_interface
call :look
if defined LINK goto lock
if %WAITED% geq 60 goto lock
call :pause
set /a "WAITED+=1"
goto wait_for_interface
:lock
call :take_lock
goto report

:usage
setlocal EnableDelayedExpansion
>&2 echo usage: !NAME! up ^| down ^| status ^| announce
exit /b 2

:own_address
set "CODE=6"
set "MESSAGE=%VIRTUAL_IP% is the host's own address, which never moves"
goto report

:status
call :need_netsh
if defined CODE goto report
call :read_state
goto status_%STATE%
:status_up
set "CODE=0"
set "MESSAGE=up: %VIRTUAL_IP% is on %INTERFACE% of %HOST%"
goto report
:status_down
set "CODE=3"
set "MESSAGE=down: %VIRTUAL_IP% is not on %HOST%"
goto report
:status_pending
set "CODE=9"
set "MESSAGE=pending: %VIRTUAL_IP% is on %INTERFACE% of %HOST%, but not in use: another host has it, or Windows has yet to find that no other host has it"
goto report
:status_misplaced
set "CODE=6"
set "MESSAGE=misplaced: %HOST% has %PLACE%, which should be %VIRTUAL_IP%/%PREFIX_LENGTH% on %INTERFACE%"
goto report
:status_unknown
set "CODE=9"
set "MESSAGE=unknown: netsh does not say where %VIRTUAL_IP% is"
goto report

${REPORT}

${lockedFunction(batch`%BEFORE% -> %STATE%`, LEAVES_UNTOLD)}

${IS_TOLD}

:main
call :read_mark
call :read_state
set "BEFORE=%STATE%"
if "%COMMAND%"=="boot" if not "%ROLE%"=="none" goto has_role
for %%c in (take-back release) do if "%COMMAND%"=="%%c" if not "%RUN%"=="%SINCE%" goto has_run
rem A run that nobody has decided leaves no role if the state is unknown: then nobody knows what there is to do.
for %%c in (announce take-back release) do if "%COMMAND%"=="%%c" if "%STATE%"=="unknown" goto unknown_before
if "%COMMAND%"=="announce" if not "%STATE%"=="up" goto nothing_to_announce
rem An announcement decides nothing, so the watchdog must still find the number of the run before it.
if "%COMMAND%"=="announce" goto announce_again
rem A new number tells the watchdog that somebody has decided since, and a role tells the release at boot to stay out of the way.
if "%COMMAND%"=="up" set "ROLE=up"
if "%COMMAND%"=="down" set "ROLE=down"
rem If a down has not done its work, its role stays: the watchdog then releases instead of that down, and must not take back what it releases.
if "%COMMAND%"=="release" if not "%ROLE%"=="down" set "ROLE=released"
call :write_mark
if "%STATE%"=="unknown" goto unknown_before
if "%COMMAND%"=="down" goto release
if "%COMMAND%"=="boot" goto release
if "%COMMAND%"=="release" goto release

call :check_host
if defined CODE goto :eof
set "ROUNDS=1"
set "DID=was up already"
if "%STATE%"=="up" goto is_up
if "%STATE%"=="misplaced" goto misplaced_before
set "DID=is up"
rem An address that a killed run has left is not in use, or not yet: it is added again.
if "%STATE%"=="pending" call :remove_address
call :take
if defined CODE goto not_taken
rem netsh has just shown that it is in use.
set "STATE=up"
:is_up
rem Not earlier, as nobody has decided a take-back: if it fails, the virtual IP is no more wanted here than before.
if "%COMMAND%"=="take-back" set "ROLE=up"
if "%COMMAND%"=="take-back" call :write_mark
call :announce
set "CODE=0"
set "MESSAGE=%VIRTUAL_IP% %DID% on %INTERFACE% of %HOST%"
goto :eof

:not_taken
call :read_state
goto :eof

:announce_again
set "ROUNDS=%ANNOUNCEMENTS%"
call :announce
set "CODE=0"
set "MESSAGE=announcing %VIRTUAL_IP% on %INTERFACE%"
goto :eof
:nothing_to_announce
set "CODE=3"
set "MESSAGE=%VIRTUAL_IP% is not up on %HOST%, so there is nothing to announce"
goto :eof

:release
if "%COMMAND%"=="boot" call :remove_configured_address
if "%STATE%"=="down" goto was_down
set "HAD_OWN_ADDRESS=%OWN_ROW%"
call :remove_address
call :read_state
if "%STATE%"=="unknown" goto unknown_after
if "%STATE%"=="misplaced" goto misplaced_after
if not "%STATE%"=="down" goto not_removed
if defined HAD_OWN_ADDRESS if not defined OWN_ROW goto own_address_gone
set "CODE=0"
set "MESSAGE=%VIRTUAL_IP% is released by %HOST%"
goto :eof
:was_down
set "CODE=0"
set "MESSAGE=%VIRTUAL_IP% was not on %HOST%"
goto :eof

:has_role
set "CODE=0"
set "MESSAGE=a role was assigned since the host has started, so %VIRTUAL_IP% stays as it is"
goto :eof
:has_run
set "CODE=3"
set "MESSAGE=this script was run since, so %VIRTUAL_IP% stays as it is"
goto :eof
:unknown_before
set "CODE=9"
set "MESSAGE=netsh does not say where %VIRTUAL_IP% is"
goto :eof
:unknown_after
set "CODE=9"
set "MESSAGE=netsh does not say where %VIRTUAL_IP% is after the change: %SAID%"
goto :eof
:misplaced_before
set "CODE=6"
set "MESSAGE=%HOST% has %PLACE% already, which should be %VIRTUAL_IP%/%PREFIX_LENGTH% on %INTERFACE%: remove it"
goto :eof
:misplaced_after
set "CODE=6"
set "MESSAGE=%HOST% has %PLACE%, which this script does not manage: remove it"
goto :eof
:not_removed
set "CODE=9"
set "MESSAGE=%VIRTUAL_IP% is still on %INTERFACE%: %SAID%"
goto :eof
:own_address_gone
set "CODE=9"
set "MESSAGE=the host's own address %HOST_ADDRESS% is no longer on %INTERFACE%: add it again"
goto :eof`;
}
