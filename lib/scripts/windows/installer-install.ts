import { batch } from "../batch-text";

/** `call :install`: it puts everything in place, or changes nothing. After an interruption it is repeated. */
export const INSTALL = batch`
:install
set "EACH=require_source"
call :each_file
set "EACH=refuse_folder_there"
if not defined CODE call :each_file
if not defined CODE call :close_data
if not defined CODE call :refuse_unsafe
set "EACH=refuse_other_address"
if not defined CODE call :each_control_script
set "EACH=refuse_to_orphan"
if not defined CODE call :each_entry
set "EACH=refuse_foreign_file"
if not defined CODE call :each_file
if defined CODE goto :eof

rem What an interrupted run has copied counts as changed: the tasks have yet to learn of it.
call :read_installed
set "CHANGED=yes"
if "%INSTALLED%"=="%HASH%" set "CHANGED="
set "EACH=compare_file"
call :each_file
rem From here on the record names all that may be there, so the next run finds it whatever happens.
set "FIRST_LINE=incomplete %HASH%"
call :begin_record
set "EACH=keep_entry"
call :each_entry
set "EACH=keep_target"
call :each_file
set "ENTRY=%INSTALLER%"
call :keep_entry
set "FOLDER=%INSTALL_DIRECTORY%"
set "MADE_FOLDER="
call :keep_folder
call :end_record
if defined CODE goto :eof

call :make_folders
rem cmd reads a batch file while it runs, so a running batch file must not be replaced.
set "EACH=stop_service"
set "DISABLED="
if defined CHANGED if not defined CODE call :each_service
set "EACH=install_file"
if not defined CODE call :each_file
set "FROM=%SELF%"
set "TO=%INSTALLER%"
if /i not "%SELF%"=="%INSTALLER%" if not defined CODE call :install_copy
set "EACH=remove_stale"
if not defined CODE call :each_entry
set "EACH=install_task"
if not defined CODE call :each_task
if defined CODE goto not_whole
set "EACH=start_service"
call :each_service
set "EACH=verify_control_script"
if not defined CODE call :each_control_script
if defined CODE goto :eof

set "FIRST_LINE=%HASH%"
call :begin_record
set "EACH=keep_wanted"
call :each_entry
call :end_record
if defined CODE goto :eof
set "CODE=0"
set "MESSAGE=nothing to change: %HASH% was installed"
if defined CHANGED set "MESSAGE=installed %HASH%"
goto :eof

:not_whole
if defined DISABLED set "MESSAGE=%MESSAGE%; the watchdog is disabled until a repetition enables it"
goto :eof

:require_source
if exist "%SOURCE%%FILE%" goto :eof
set "CODE=6"
set "MESSAGE=%FILE% is not beside this script: copy the whole folder again"
goto :eof

:refuse_folder_there
if not exist "%TARGET%\\" goto :eof
set "CODE=6"
set "MESSAGE=%TARGET% is a folder, but a file is to go there: see what is in it, and move it away"
goto :eof

rem A control script that holds its virtual IP must not be replaced by one that would not release it.
:refuse_other_address
set "ENTRY=%SCRIPT%"
call :sort_entry
call :ask_script
if not defined MAY_BE_UP goto :eof
set "READ=%SCRIPT%"
call :read_managed
set "MANAGED_BEFORE=%MANAGED%"
for %%f in ("%SCRIPT%") do set "READ=%SOURCE%%%~nxf"
call :read_managed
if "%MANAGED%"=="%MANAGED_BEFORE%" goto :eof
set "CODE=10"
set "MESSAGE=%SCRIPT% may hold a virtual IP that its new version does not manage: run '%SCRIPT% %RELEASE%' first, in a maintenance window"
goto :eof

rem MANAGED: the settings of the script READ that show which address it manages, and as which node of a cluster.
:read_managed
set "MANAGED="
for %%n in (VIRTUAL_IP PREFIX_LENGTH INTERFACE HOST_PRIORITY PORTS) do for /f "tokens=*" %%l in ('%%SYSTEM%%\find.exe "%%n=" ^<"%%READ%%" 2^>nul') do (
  set "SETTING=%%l"
  call :add_setting
)
goto :eof
:add_setting
set "MANAGED=%MANAGED%%SETTING:"='% "
goto :eof

rem A control script that is no longer wanted must not be removed while its virtual IP is up.
:refuse_to_orphan
call :sort_entry
if not "%KIND%"=="script" goto :eof
call :find_wanted
set "EACH=refuse_to_orphan"
if defined IS_WANTED goto :eof
call :ask_script
if not defined MAY_BE_UP goto :eof
set "CODE=10"
set "MESSAGE=%ENTRY% would be removed while its virtual IP may be up: run '%ENTRY% %RELEASE%' first, in a maintenance window"
goto :eof

rem Two environments may share a host, but not a pair's name, wherever their files are: its tasks, lock and mark are named after it.
:refuse_foreign_file
set "ENTRY=%FILE%"
call :find_foreign
if not defined FOREIGN goto :eof
set "CODE=6"
set "MESSAGE=%FOREIGN_PATH% belongs to the environment %FOREIGN:installed-=%: remove that environment first, or rename the pair in one of them"
goto :eof

:compare_file
if not exist "%TARGET%" set "CHANGED=yes"
if not exist "%TARGET%" goto :eof
"%SYSTEM%\fc.exe" /b "%SOURCE%%FILE%" "%TARGET%" >nul 2>nul
if errorlevel 1 set "CHANGED=yes"
goto :eof

rem Closes the data folder before the script trusts anything in it, as its maker could still add to it. The content keeps its owners, as they show who made it.
:close_data
set "CLOSED=%DATA_DIRECTORY%"
if defined FOUND_DATA call :take_folder
if not defined CODE call :close_folder
goto :eof

rem Folders are readable and writable by the system and by administrators alone: S-1-5-18 and S-1-5-32-544, whatever their names in this language.
:make_folders
if not exist "%INSTALL_DIRECTORY%\" mkdir "%INSTALL_DIRECTORY%" >nul 2>nul
rem The content of the data folder comes last, after the check of its owners. The lock is in it: icacls would fail on an empty folder.
set "CLOSED=%DATA_DIRECTORY%\*"
if defined FOUND_DATA call :take_folder_content
if defined CODE goto :eof
set "CLOSED=%INSTALL_DIRECTORY%"
if defined MADE_FOLDER call :close_folder
if not exist "%INSTALL_DIRECTORY%\" goto no_folder
if defined CODE goto :eof
if defined MADE_FOLDER call :refuse_unsafe
goto :eof
:refuse_unsafe
call :refuse_unsafe_file
if defined CODE goto :eof
if not defined UNSAFE goto :eof
set "CODE=6"
set "MESSAGE=others than administrators may change %UNSAFE%: see icacls %UNSAFE%, and take that from them, or choose another installDirectory"
goto :eof
:no_folder
set "CODE=9"
set "MESSAGE=the folder %INSTALL_DIRECTORY% cannot be made"
goto :eof
rem The folder is in a place where any user may make it: that user would keep his rights to the folder and to its content.
:take_folder
"%SYSTEM%\icacls.exe" "%CLOSED%" /setowner "*S-1-5-32-544" /l /q >nul 2>nul
if errorlevel 1 goto not_closed
"%SYSTEM%\icacls.exe" "%CLOSED%" /reset /l /q >nul 2>nul
if errorlevel 1 goto not_closed
goto :eof
:take_folder_content
"%SYSTEM%\icacls.exe" "%CLOSED%" /setowner "*S-1-5-32-544" /t /l /q >nul 2>nul
if errorlevel 1 goto not_closed
"%SYSTEM%\icacls.exe" "%CLOSED%" /reset /t /l /q >nul 2>nul
if errorlevel 1 goto not_closed
goto :eof
:close_folder
"%SYSTEM%\icacls.exe" "%CLOSED%" /inheritance:r /grant:r "*S-1-5-18:(OI)(CI)F" "*S-1-5-32-544:(OI)(CI)F" >nul 2>nul
if not errorlevel 1 goto :eof
:not_closed
set "CODE=9"
set "MESSAGE=the rights of %CLOSED% cannot be set"
goto :eof

rem A control script is replaced under its own lock, when no other run reads it.
:install_file
set "FROM=%SOURCE%%FILE%"
set "TO=%TARGET%"
set "ENTRY=%TARGET%"
call :sort_entry
if not "%KIND%"=="script" goto install_copy
for %%f in ("%TARGET%") do set "PAIR_LOCK=%%~nf"
set "PAIR_LOCK=%DATA_DIRECTORY%\%PAIR_LOCK:~0,-4%.lock"
set "WAITED=0"
:try_copy
set "HAS_COPIED="
2>nul (>"%PAIR_LOCK%" call :install_copy)
if defined HAS_COPIED goto :eof
if %WAITED% geq %LOCK_SECONDS% goto script_runs
call :pause
set /a "WAITED+=1"
goto try_copy
:script_runs
set "CODE=8"
set "MESSAGE=another run of %TARGET% still holds its lock after %LOCK_SECONDS% s: see its log and try again"
goto :eof

rem A file appears under its name only when it is whole and has its rights.
:install_copy
set "HAS_COPIED=yes"
if not exist "%TO%" goto copy
"%SYSTEM%\fc.exe" /b "%FROM%" "%TO%" >nul 2>nul
if errorlevel 1 goto copy
del /f /q "%TO%.new" >nul 2>nul
"%SYSTEM%\icacls.exe" "%TO%" /inheritance:r /grant:r "*S-1-5-18:F" "*S-1-5-32-544:F" >nul 2>nul
if errorlevel 1 goto not_written
goto :eof
:copy
set "CHANGED=yes"
del /f /q "%TO%.new" >nul 2>nul
copy /b /y "%FROM%" "%TO%.new" >nul 2>nul
if errorlevel 1 goto not_written
"%SYSTEM%\icacls.exe" "%TO%.new" /inheritance:r /grant:r "*S-1-5-18:F" "*S-1-5-32-544:F" >nul 2>nul
if errorlevel 1 goto not_written
move /y "%TO%.new" "%TO%" >nul 2>nul
if errorlevel 1 goto not_written
goto :eof
:not_written
set "CODE=9"
set "MESSAGE=%TO% cannot be written"
goto :eof

:remove_stale
call :sort_entry
if "%KIND%"=="folder" goto :eof
call :find_wanted
set "EACH=remove_stale"
if defined IS_WANTED goto :eof
set "CHANGED=yes"
goto remove_entry

rem An unchanged task is left alone, but it is enabled again if somebody has disabled it since.
:install_task
if defined CHANGED goto register
"%SYSTEM%\schtasks.exe" /change /tn "%TASK_FOLDER%\%TASK%" /enable >nul 2>nul <nul
if not errorlevel 1 goto :eof
:register
set "CHANGED=yes"
"%SYSTEM%\schtasks.exe" /create /tn "%TASK_FOLDER%\%TASK%" /xml "%TARGET%" /f >nul 2>nul
if not errorlevel 1 goto :eof
set "CODE=9"
set "MESSAGE=the scheduled task %TASK_FOLDER%\%TASK% cannot be registered from %TARGET%"
goto :eof

rem The trigger of the task, every minute, would start the old script once more before it is replaced, so the task is disabled first. Registering it again
rem enables it. If schtasks asks for a password, it must not wait for an answer.
:stop_service
"%SYSTEM%\schtasks.exe" /change /tn "%TASK_FOLDER%\%TASK%" /disable >nul 2>nul <nul
if not errorlevel 1 set "DISABLED=yes"
"%SYSTEM%\schtasks.exe" /end /tn "%TASK_FOLDER%\%TASK%" >nul 2>nul
goto :eof

rem A task that runs already is not started again. Windows may report that as a failure, or not; what counts is that the task exists.
:start_service
"%SYSTEM%\schtasks.exe" /run /tn "%TASK_FOLDER%\%TASK%" >nul 2>nul
"%SYSTEM%\schtasks.exe" /query /tn "%TASK_FOLDER%\%TASK%" >nul 2>nul
if not errorlevel 1 goto :eof
set "CODE=9"
set "MESSAGE=the scheduled task %TASK_FOLDER%\%TASK% is not there, and so does not start"
goto :eof

rem The script can be run if it reports something about the virtual IP: 0, 3, 6 or 9.
:verify_control_script
"%COMSPEC%" /d /c "%SCRIPT%" status >nul 2>nul <nul
if errorlevel 10 goto not_run
if errorlevel 6 goto :eof
if errorlevel 4 goto not_run
if errorlevel 3 goto :eof
if not errorlevel 1 goto :eof
:not_run
set "CODE=9"
set "MESSAGE=%SCRIPT% cannot be run: see what %SCRIPT% status says"
goto :eof`;
