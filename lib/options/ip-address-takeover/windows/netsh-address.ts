import type { AddressFamily } from "../../../model/address";
import { type BatchText, batch } from "../../../scripts/batch-text";
import { ADDRESS_TABLE } from "../../../scripts/windows/netsh";
import { FAMILY_TEXTS } from "./family-text";

/** `call :read_state`, which sets STATE to where the virtual IP is. */
export function readStateFunction(family: AddressFamily): BatchText {
  const text = FAMILY_TEXTS[family];
  return batch`
rem STATE: where the virtual IP is: up, pending (there, but not in use), down, misplaced (then PLACE says where) or unknown.
:read_state
set "PLACE="
set "ANSWERED="
set "STATE=down"
call :look
if defined VIRTUAL_ROW goto is_there
${text.sayWhole}
for /f "tokens=5-9" %%a in ('%%SYSTEM%%\netsh.exe interface ${ADDRESS_TABLE[family]} "level=normal" 2^>nul') do (
  for %%w in ("%%a" "%%b" "%%c" "%%d" "%%e") do (
    ${text.whole}
    if "%%~w"=="%VIRTUAL_IP%" set "STATE=misplaced"
  )
)
set "PLACE=%VIRTUAL_IP% on another interface"
if not defined ANSWERED set "STATE=unknown"
goto :eof
:is_there
set "STATE=pending"
if "%VIRTUAL_ROW%"=="%OWN_ROW%" set "STATE=up"
${text.readNetwork}
goto :eof`;
}

/** `check_host`, and the functions that put the address on the interface and take it off. All run after `look`. */
export function addressFunctions(family: AddressFamily): BatchText {
  const text = FAMILY_TEXTS[family];
  return batch`
${text.sayStatic}
:check_host
if not defined LINK goto no_interface
if not defined OWN_ROW goto no_own_address
call :look_closer
if defined LENT goto lent_address
if defined NO_CARRIER set "NOTICED=%INTERFACE% has no carrier; is the cable in?"
goto :eof
:no_interface
set "CODE=6"
${text.noInterface}
goto :eof
:no_own_address
set "CODE=6"
set "MESSAGE=the host's own address %HOST_ADDRESS% is not on %INTERFACE%"
goto :eof
:lent_address
set "CODE=6"
${text.lent}
goto :eof

rem store=active: a reboot forgets it. skipassource=true: what the host itself sends leaves with its own address. SAID: what netsh has printed.
:add_address
set "SAID="
for /f "tokens=*" %%l in ('%%SYSTEM%%\netsh.exe interface ${text.add} "store=active" "skipassource=true" 2^>^&1') do if not defined SAID set "SAID=%%l"
goto quiet

rem Takes the virtual IP off the interface, and nothing else.
:remove_address
set "SAID="
for /f "tokens=*" %%l in ('%%SYSTEM%%\netsh.exe interface ${text.delete} "store=active" 2^>^&1') do if not defined SAID set "SAID=%%l"
goto quiet

rem The same for an address that somebody has added to the network configuration, from which it would come back at each boot.
:remove_configured_address
set "SAID="
for /f "tokens=*" %%l in ('%%SYSTEM%%\netsh.exe interface ${text.delete} "store=persistent" 2^>^&1') do if not defined SAID set "SAID=%%l"
:quiet
if defined SAID set "SAID=%SAID:"='%"
goto :eof

rem Before Windows uses the address, it asks the network for some seconds whether another host has it. USABLE: Windows uses it by now. Any other
rem change of the row means that another host has it. Each look takes about a tenth of a second; the last looks are a second apart.
:wait_until_usable
set "USABLE="
set "FIRST_ROW="
set "LOOKS=0"
:look_again
call :look
if not defined VIRTUAL_ROW goto not_added
${text.compareKinds}
if "%VIRTUAL_ROW%"=="%OWN_ROW%" set "USABLE=yes"
if defined USABLE goto :eof
if not defined FIRST_ROW set "FIRST_ROW=%VIRTUAL_ROW%"
if not "%VIRTUAL_ROW%"=="%FIRST_ROW%" goto :eof
set /a "LOOKS+=1"
if %LOOKS% geq 25 goto looked_enough
if %LOOKS% geq 20 call :pause
goto look_again
rem The time that has passed by then counts as waiting, so that a run ends in time.
:looked_enough
set /a "WAITED+=7000"
goto :eof
:not_added
set "CODE=9"
set "MESSAGE=%VIRTUAL_IP% is not on %INTERFACE% after adding it: %SAID%"
goto :eof
${text.otherKind}`;
}
