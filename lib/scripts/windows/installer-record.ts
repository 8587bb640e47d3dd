import { BatchText, batch, lines } from "../batch-text";
import { CONTROL_SCRIPT_ENDINGS, CONTROL_SCRIPT_KINDS } from "../control-script-kinds";

/**
 * The record of what is installed: the hash in the first line, then one path on each line. Folders that the installer made end in a backslash. While
 * an installation is under way, the first line begins with "incomplete".
 */
export const RECORD = batch`
rem Calls the label in EACH for each path of the record, with the path in ENTRY.
:each_entry
if not exist "%RECORD%" goto :eof
for /f "usebackq skip=1 delims=" %%l in ("%RECORD%") do (
  set "ENTRY=%%l"
  call :guarded
)
goto :eof
:guarded
if defined CODE goto :eof
goto %EACH%

rem INSTALLED: the first line of the record.
:read_installed
set "INSTALLED="
if not exist "%RECORD%" goto :eof
for /f "usebackq delims=" %%l in ("%RECORD%") do if not defined INSTALLED set "INSTALLED=%%l"
goto :eof

rem Writes a new record beside the old one, beginning with FIRST_LINE, and replaces the old one.
:begin_record
setlocal EnableDelayedExpansion
>"!RECORD!.new" echo !FIRST_LINE!
endlocal
goto :eof
:end_record
move /y "%RECORD%.new" "%RECORD%" >nul 2>nul
if not errorlevel 1 goto :eof
set "CODE=9"
set "MESSAGE=%RECORD% cannot be written"
goto :eof

:keep_target
set "ENTRY=%TARGET%"
rem Each path is written once.
:keep_entry
for /f "usebackq skip=1 delims=" %%l in ("%RECORD%.new") do if /i "%%l"=="%ENTRY%" goto :eof
setlocal EnableDelayedExpansion
>>"!RECORD!.new" echo !ENTRY!
endlocal
goto :eof

rem Notes which folders are not there yet, from the innermost outwards: the removal deletes them again, as does that of the last environment that uses one.
:keep_folder
set "ENTRY=%FOLDER%\"
set "FOREIGN="
if exist "%FOLDER%\" call :find_foreign
if exist "%FOLDER%\" if not defined FOREIGN goto :eof
if not defined FOREIGN set "MADE_FOLDER=yes"
call :keep_entry
for %%p in ("%FOLDER%\..") do set "FOLDER=%%~fp"
goto keep_folder

rem FOREIGN: the record of another environment that has the path ENTRY, or a path to a file of that name. FOREIGN_PATH: that path.
:find_foreign
set "FOREIGN="
set "FOREIGN_PATH="
for /f "delims=" %%r in ('dir /b "%%DATA_DIRECTORY%%\installed-*" 2^>nul') do if /i not "%%r"=="installed-%ENVIRONMENT%" if /i not "%%r"=="installed-%ENVIRONMENT%.new" (
  for /f "usebackq skip=1 delims=" %%l in ("%DATA_DIRECTORY%\%%r") do for %%e in ("%%l" "%%~nxl") do if /i "%%~e"=="%ENTRY%" (
    set "FOREIGN=%%r"
    set "FOREIGN_PATH=%%l"
  )
)
goto :eof

:keep_wanted
call :sort_entry
if "%KIND%"=="folder" goto keep_entry
call :find_wanted
set "EACH=keep_wanted"
if defined IS_WANTED goto keep_entry
goto :eof

rem KIND: what the path in ENTRY is: folder, task, script or file. RELEASE: the command by which a script releases the virtual IP. This installer, whose name
rem may end like that of a script, is a file.
:sort_entry
set "KIND=file"
set "RELEASE="
${releases()}
if defined RELEASE set "KIND=script"
if /i "%ENTRY:~-4%"==".xml" set "KIND=task"
if "%ENTRY:~-1%"=="\" set "KIND=folder"
if /i "%ENTRY%"=="%INSTALLER%" set "KIND=file"
goto :eof

rem IS_WANTED: yes if ENTRY is a file of this version. This changes EACH.
:find_wanted
set "IS_WANTED="
if /i "%ENTRY%"=="%INSTALLER%" set "IS_WANTED=yes"
set "EACH=compare_target"
call :each_file
goto :eof
:compare_target
if /i "%ENTRY%"=="%TARGET%" set "IS_WANTED=yes"
goto :eof

rem MAY_BE_UP: yes if the control script ENTRY reports that this host serves its virtual IP, or cannot find out.
:ask_script
set "MAY_BE_UP="
if not exist "%ENTRY%" goto :eof
set "MAY_BE_UP=yes"
"%COMSPEC%" /d /c "%ENTRY%" status >nul 2>nul <nul
if errorlevel 4 goto :eof
if errorlevel 3 set "MAY_BE_UP="
goto :eof

rem Removes the file ENTRY, the copy of it that an interrupted installation may have left, and its task.
:remove_entry
call :sort_entry
if not "%KIND%"=="task" goto remove_file
for %%f in ("%ENTRY%") do set "TASK=%%~nf"
"%SYSTEM%\schtasks.exe" /change /tn "%TASK_FOLDER%\%TASK%" /disable >nul 2>nul <nul
"%SYSTEM%\schtasks.exe" /end /tn "%TASK_FOLDER%\%TASK%" >nul 2>nul
"%SYSTEM%\schtasks.exe" /delete /tn "%TASK_FOLDER%\%TASK%" /f >nul 2>nul
:remove_file
del /f /q "%ENTRY%.new" >nul 2>nul
del /f /q "%ENTRY%" >nul 2>nul
if not exist "%ENTRY%" goto :eof
set "CODE=9"
set "MESSAGE=%ENTRY% cannot be removed"
goto :eof`;

function releases(): BatchText {
  const texts = CONTROL_SCRIPT_ENDINGS.map((ending) => {
    const name = `-${ending}.cmd`;
    return new BatchText(
      `if /i "%ENTRY:~-${name.length}%"=="${name}" set "RELEASE=${CONTROL_SCRIPT_KINDS[ending].release}"`,
    );
  });
  return lines(...texts);
}
