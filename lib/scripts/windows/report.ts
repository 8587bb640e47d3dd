import { batch } from "../batch-text";

/** `goto report`, at the end of a control script's run. */
export const REPORT = batch`
rem Ends the run: a line for the operator and the exit code.
:report
setlocal EnableDelayedExpansion
if "%CODE%"=="0" echo !NAME!: !MESSAGE!
if not "%CODE%"=="0" >&2 echo !NAME!: !MESSAGE!
exit /b %CODE%`;
