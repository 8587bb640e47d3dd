import { batch } from "../batch-text";

/** `call :remove`: it leaves nothing of this environment but its logs, and refuses while a virtual IP is up. */
export const REMOVE = batch`
:remove
set "FOLDERS="
call :close_data
call :refuse_unsafe_file
if defined CODE goto :eof
call :read_installed
if not defined INSTALLED goto nothing_installed
if "%INSTALLED%"=="%HASH%" goto remove_all
if "%INSTALLED%"=="incomplete %HASH%" goto remove_all
set "THERE=%SELF%"
set "EACH=find_installer"
call :each_entry
set "CODE=0"
set "MESSAGE=nothing to remove: %INSTALLED% has replaced %HASH%; to remove that, run: %THERE% remove %INSTALLED:incomplete =%"
goto :eof
rem The installer that came with what is installed; this installer if that one is missing.
:find_installer
for %%f in ("%ENTRY%") do if /i "%%~nxf"=="%NAME%.cmd" if exist "%ENTRY%" set "THERE=%ENTRY%"
goto :eof

:remove_all
set "EACH=refuse_up"
call :each_entry
set "EACH=remove_installed"
if not defined CODE call :each_entry
if defined CODE goto :eof
set "MESSAGE=removed %HASH%"
goto remove_last

:nothing_installed
set "EACH=refuse_unrecorded"
call :each_file
if defined CODE goto :eof
set "MESSAGE=nothing is installed"
rem The record is removed last, with this script, so that an interrupted removal can be repeated.
:remove_last
set "CODE=0"
del /f /q "%RECORD%.new" "%RECORD%" >nul 2>nul
if /i "%SELF%"=="%INSTALLER%" set "DELETES_SELF=yes"
if defined DELETES_SELF goto :eof
del /f /q "%INSTALLER%.new" "%INSTALLER%" >nul 2>nul
for %%f in (%FOLDERS%) do rmdir %%f >nul 2>nul
goto :eof

rem If the record is missing and a file is still here, nothing shows what else is here. Files of other environments have records of their own.
:refuse_unrecorded
if not exist "%TARGET%" goto :eof
set "ENTRY=%TARGET%"
call :find_foreign
if defined FOREIGN goto :eof
set "CODE=6"
set "MESSAGE=%TARGET% is here, but %RECORD% does not say what else is installed: install this version once more, then remove it"
goto :eof

:refuse_up
call :sort_entry
if not "%KIND%"=="script" goto :eof
call :ask_script
if not defined MAY_BE_UP goto :eof
set "CODE=10"
set "MESSAGE=the virtual IP of %ENTRY% may be up: run '%ENTRY% %RELEASE%' first, in a maintenance window"
goto :eof

rem Folders are removed last, from the innermost outwards, if they are empty.
:remove_installed
call :sort_entry
set "FOLDER=%ENTRY:~0,-1%"
if "%KIND%"=="folder" set FOLDERS=%FOLDERS% "%FOLDER%"
if "%KIND%"=="folder" goto :eof
if /i "%ENTRY%"=="%INSTALLER%" goto :eof
goto remove_entry`;
