import type { AddressFamily } from "../../model/address";
import { type BatchText, batch } from "../batch-text";
import { FOLDER_QUESTION } from "./folder-question";
import { powershellCommand } from "./powershell-command";

/** `call :preflight`: it reports every reason why an installation would fail or do harm, all at once, each with what to do about it. */
export function preflight(families: readonly AddressFamily[]): BatchText {
  const hasIpv6 = families.includes("ipv6");
  return batch`
:preflight
set "FAILURES=0"
set "FIRST_CODE=0"
call :need_fltmc
call :need_administrator
if "%CODE%"=="4" call :fail_administrator
set "CODE="
set "EACH=check_tool"
call :each_tool
call :check_link
set "EACH=check_source"
call :each_file
set "EACH=check_target"
call :each_file
call :check_folder
rem Without netsh the script cannot check interfaces.
if exist "%SYSTEM%\netsh.exe" set "EACH=check_interface"
if exist "%SYSTEM%\netsh.exe" call :each_interface
set "EACH=check_virtual_ip"
if "%FAILURES%"=="0" call :each_virtual_ip
set "CODE=%FIRST_CODE%"
set "MESSAGE=nothing stands in the way"
if not "%FAILURES%"=="0" set "MESSAGE=things in the way: %FAILURES%"
goto :eof

rem Reports one thing that stands in the way: FAIL_CODE, PROBLEM, WHAT, FIX.
:fail
set /a "FAILURES+=1"
if "%FIRST_CODE%"=="0" set "FIRST_CODE=%FAIL_CODE%"
setlocal EnableDelayedExpansion
>&2 echo !HOST!: !PROBLEM!: !WHAT!
>&2 echo   fix: !FIX!
endlocal
goto :eof

:fail_administrator
set "FAIL_CODE=4"
set "PROBLEM=not-administrator"
set "WHAT=this account is not an administrator"
set "FIX=let the connection use an administrator's account"
goto fail

:check_tool
if exist "%SYSTEM%\%TOOL%.exe" goto :eof
set "FAIL_CODE=5"
set "PROBLEM=missing-tool"
set "WHAT=%TOOL%.exe is not installed"
set "FIX=repair Windows: it belongs to %SYSTEM%"
if "%TOOL%"=="nlb" set "FIX=add the feature NLB: Install-WindowsFeature NLB -IncludeManagementTools"
goto fail

rem A link would redirect what is written there, and the rights that are set, to another folder.
:check_link
call :refuse_link
if not "%CODE%"=="6" goto :eof
set "CODE="
set "FAIL_CODE=6"
set "PROBLEM=link"
set "WHAT=%DATA_DIRECTORY% is a link"
set "FIX=find out who has made it, and remove it"
goto fail
:refuse_link
if defined CODE goto :eof
"%SYSTEM%\fsutil.exe" reparsepoint query "%DATA_DIRECTORY%" >nul 2>nul
if errorlevel 1 goto :eof
set "CODE=6"
set "MESSAGE=%DATA_DIRECTORY% is a link: find out who has made it, and remove it"
goto :eof

:check_target
if not exist "%TARGET%\\" goto :eof
set "FAIL_CODE=6"
set "PROBLEM=folder"
set "WHAT=%TARGET% is a folder, but a file is to go there"
set "FIX=see what is in it, and move it away"
goto fail

:check_source
if exist "%SOURCE%%FILE%" goto :eof
set "FAIL_CODE=6"
set "PROBLEM=missing-file"
set "WHAT=%FILE% is not beside this script"
set "FIX=copy the whole folder again"
goto fail

rem UNSAFE: a folder that others than administrators may change, so that they could replace what the system's account runs; or nothing. It is the folder of
rem the scripts, if they may write to it, or a folder above, if they may rename it. UNSAFE_FILE: a script there, or a record of what is installed, that they
rem own or may write to; or nothing. ANSWERED: yes if PowerShell could answer.
:find_unsafe
set "UNSAFE="
set "UNSAFE_FILE="
set "ANSWERED="
for /f "tokens=1*" %%a in ('${powershellCommand(FOLDER_QUESTION)} 2^>nul ^<nul') do (
  set "ANSWERED=yes"
  if "%%a"=="folder" set "UNSAFE=%%b"
  if "%%a"=="file" set "UNSAFE_FILE=%%b"
  if "%%a"=="failed" set "ANSWERED="
)
goto :eof
rem Called before the script runs, removes or trusts anything that somebody may have left here: any user may make a folder that is not there yet.
:refuse_unsafe_file
if defined CODE goto :eof
call :find_unsafe
if not defined UNSAFE_FILE goto :eof
set "CODE=6"
set "MESSAGE=%UNSAFE_FILE% may be from others than administrators: find out who has made it, and remove it"
goto :eof
:check_folder
call :find_unsafe
if not defined ANSWERED goto folder_unknown
if defined UNSAFE_FILE call :fail_unsafe_file
if not defined UNSAFE goto :eof
set "FAIL_CODE=6"
set "PROBLEM=unsafe-folder"
set "WHAT=others than administrators may change %UNSAFE%, and so replace what the system's account runs from %INSTALL_DIRECTORY%"
set "FIX=make administrators its owner and let nobody else write, delete or own it: see icacls %UNSAFE%; or choose another installDirectory"
goto fail
:fail_unsafe_file
set "FAIL_CODE=6"
set "PROBLEM=unsafe-file"
set "WHAT=%UNSAFE_FILE% may be from others than administrators"
set "FIX=find out who has made it, and remove it"
goto fail
:folder_unknown
setlocal EnableDelayedExpansion
echo !HOST!: unsafe-folder: PowerShell does not say who may change !INSTALL_DIRECTORY!
echo   needed: nobody but administrators may write there or rename a folder above: see icacls !INSTALL_DIRECTORY!
endlocal
goto :eof

:check_interface
set "VIRTUAL_IP="
call :look
if not defined LINK goto fail_interface
if not defined OWN_ROW goto fail_address
call :look_closer
if defined NO_CARRIER call :fail_carrier
if defined LENT goto fail_lent
goto :eof
:fail_interface
set "FAIL_CODE=6"
set "PROBLEM=missing-interface"
${hasIpv6 ? NO_INTERFACE_IPV6 : NO_INTERFACE}
goto fail
:fail_carrier
set "FAIL_CODE=6"
set "PROBLEM=interface-down"
set "WHAT=the interface %INTERFACE% is not connected"
set "FIX=plug its cable in, or enable it"
goto fail
:fail_address
set "FAIL_CODE=6"
set "PROBLEM=missing-address"
set "WHAT=the address %HOST_ADDRESS% is not on %INTERFACE%"
set "FIX=configure it as the host's own address"
goto fail
:fail_lent
set "FAIL_CODE=6"
set "PROBLEM=lent-address"
${hasIpv6 ? LENT_IPV6 : LENT}
set "FIX=make it static"
goto fail

rem The peer may hold the virtual IP, and so may this host. Any other host is a stranger that uses the same address.
:check_virtual_ip
set "HOST_ADDRESS="
call :look
if defined VIRTUAL_ROW goto :eof
set "ASKED=%PEER_ADDRESS%"
call :ask
set "PEER=%HOLDER%"
set "ASKED=%VIRTUAL_IP%"
call :ask
if not defined HOLDER goto :eof
if "%HOLDER%"=="%PEER%" goto :eof
if not defined PEER set "PEER=silent"
set "FAIL_CODE=7"
set "PROBLEM=stranger"
set "WHAT=%VIRTUAL_IP% is in use by %HOLDER%; the peer %PEER_ADDRESS% is %PEER%"
set "FIX=find out who it is, or choose another virtual IP"
goto fail`;
}

const NO_INTERFACE = batch`
set "WHAT=there is no interface %INTERFACE%"
set "FIX=correct the name, or configure it"`;

const NO_INTERFACE_IPV6 = batch`
set "WHAT=there is no interface %INTERFACE% with the protocol of %HOST_ADDRESS%"
set "FIX=correct the name, configure it, or enable that protocol for it"`;

const LENT = batch`
set "WHAT=the address %HOST_ADDRESS% of %INTERFACE% comes from DHCP, which adding a virtual IP would turn off"`;

const LENT_IPV6 = batch`
set "WHAT=the address %HOST_ADDRESS% of %INTERFACE% comes from DHCP or a router, and has to be static beside a virtual IP"`;
