import { BatchText, batch, blocks } from "../batch-text";

/**
 * A key of the registry that is created at each boot and is on no disk: what is written there is lost at a reboot, as in Linux's /run. Windows
 * keeps its description of the machine there; each pair adds one value.
 */
export const VOLATILE_KEY = "HKLM\\HARDWARE\\DESCRIPTION\\System";

/** The programs that the scripts call, all of them Windows' own. */
export type WindowsTool =
  | "arp"
  | "fc"
  | "find"
  | "fltmc"
  | "fsutil"
  | "icacls"
  | "netsh"
  | "nlb"
  | "ping"
  | "reg"
  | "schtasks";

/** The start of every script: nothing in the caller's environment may change what the script does. */
export function prologue(): BatchText {
  return batch`
rem Variables of these names would hide the values that cmd itself gives them.
set "DATE="
set "ERRORLEVEL="
set "RANDOM="
set "TIME="
rem If the caller is a 32-bit program, the system's own tools are in Sysnative.
set "SYSTEM=%SystemRoot%\System32"
if exist "%SystemRoot%\Sysnative\cmd.exe" set "SYSTEM=%SystemRoot%\Sysnative"
set "PATH=%SYSTEM%"
set "PATHEXT=.EXE;.CMD"
rem cmd runs what is in a pipe or in brackets by another cmd, that of COMSPEC. It must have as many bits as this cmd: the 64-bit cmd in Sysnative would not
rem see Sysnative itself, and so would find no tool at all.
set "COMSPEC=%SystemRoot%\System32\cmd.exe"`;
}

/** `call :need_arp` and the like, which fail with code 5 through CODE and MESSAGE. */
export function needToolsFunction(tools: readonly WindowsTool[]): BatchText {
  const needs = tools.map((tool) => {
    const name = new BatchText(tool);
    // The path of the program, with a backslash that a template would interpret before a value.
    const place = new BatchText(`%SYSTEM%\\${tool}.exe`);
    return batch`
:need_${name}
if defined CODE goto :eof
if exist "${place}" goto :eof
set "CODE=5"
set "MESSAGE=${name}.exe is not installed: it belongs to Windows, in %SYSTEM%"
goto :eof`;
  });
  return blocks(...needs);
}

/** `call :need_administrator`, which fails with code 4 through CODE and MESSAGE. */
export function needAdministratorFunction(): BatchText {
  return batch`
rem fltmc answers to administrators alone, whatever the language.
:need_administrator
if defined CODE goto :eof
"%SYSTEM%\fltmc.exe" >nul 2>nul
if not errorlevel 1 goto :eof
set "CODE=4"
set "MESSAGE=this needs an administrator's rights: run it as administrator"
goto :eof`;
}

/** `call :pause`, which waits one second; timeout.exe would need a console. */
export function pauseFunction(): BatchText {
  return batch`
:pause
"%SYSTEM%\ping.exe" -n 2 127.0.0.1 >nul 2>nul
goto :eof`;
}

/** `call :now`, which measures time for the log. */
export function nowFunction(): BatchText {
  return batch`
rem Sets NOW to the milliseconds since midnight, or 0 if the clock cannot be read. Only the log uses it.
:now
set "NOW=0"
set "CENTISECONDS="
for /f "tokens=1-4 delims=:., " %%a in ("%TIME%") do (
  set "HOURS=0%%a"
  set "MINUTES=0%%b"
  set "SECONDS=0%%c"
  set "CENTISECONDS=%%d"
)
if not defined CENTISECONDS goto :eof
rem A 1 before two digits keeps 08 and 09 from being read as octal numbers.
set /a "NOW=((1%HOURS:~-2%-100)*3600+(1%MINUTES:~-2%-100)*60+1%SECONDS:~-2%-100)*1000+(1%CENTISECONDS%-100)*10" 2>nul
goto :eof`;
}

/** `call :log`, which writes LINE to the log file, kept small. Whatever goes wrong with it, the run goes on. */
export function logFunction(): BatchText {
  return batch`
rem Writes LINE to the log file, which is kept under 1 MB. A full disk changes nothing.
:log
if exist "%LOG%" for %%f in ("%LOG%") do if %%~zf gtr 900000 move /y "%LOG%" "%LOG%.1" >nul 2>nul
setlocal EnableDelayedExpansion
2>nul (>>"!LOG!" echo !DATE! !TIME! !NAME![!RUN!] !LINE!)
endlocal
goto :eof`;
}

/** `call :take_lock`, which runs `:locked` alone; fails with code 6 or 8 through CODE and MESSAGE. */
export function takeLockFunction(): BatchText {
  return batch`
rem One run at a time. The lock is a file that takes the output of all commands under it, which is none: Windows lets only one program at a time open a
rem file for writing in this way, and closes the file when the program ends, however it ends.
:take_lock
if not exist "%DATA_DIRECTORY%\" mkdir "%DATA_DIRECTORY%" >nul 2>nul
set "WAITED=0"
:try_lock
set "HAS_RUN="
2>nul (>"%LOCK%" call :locked)
if defined HAS_RUN goto :eof
if not exist "%LOCK%" goto no_lock
if exist "%LOCK%\" goto no_lock
if %WAITED% geq %LOCK_SECONDS% goto lock_held
call :pause
set /a "WAITED+=1"
goto try_lock
:no_lock
set "CODE=6"
set "MESSAGE=%LOCK% cannot be opened"
goto :eof
:lock_held
set "CODE=8"
set "MESSAGE=another run still holds the lock after %LOCK_SECONDS% s: see the log and try again"
goto :eof`;
}
