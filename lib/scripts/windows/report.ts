import { type BatchText, batch } from "../batch-text";

/** `goto report`, at the end of a control script's run. */
export const REPORT = batch`
rem Ends the run: a line for the operator and the exit code.
:report
setlocal EnableDelayedExpansion
if "%CODE%"=="0" echo !NAME!: !MESSAGE!
if not "%CODE%"=="0" >&2 echo !NAME!: !MESSAGE!
exit /b %CODE%`;

/**
 * `:locked`, what a control script does while it has the lock: `:main`, then the lines of the log.
 *
 * @param change the state that a line of the log shows: after the run, or before and after it
 * @param leavesUntold the lines that leave the function if there is nothing to log
 */
export function lockedFunction(change: BatchText, leavesUntold?: BatchText): BatchText {
  return batch`
rem What is done while this run has the lock. The log is written before the lock is released, as only one program at a time can write it.
:locked
set "HAS_RUN=yes"
call :main
call :now
set /a "ELAPSED=(NOW-STARTED+86400000)%%86400000"
${leavesUntold}
if defined NOTICED set "LINE=warning: %NOTICED%"
if defined NOTICED call :log
set "LINE=%COMMAND%: ${change}, exit %CODE%, %ELAPSED% ms: %MESSAGE%"
call :log
goto :eof`;
}
