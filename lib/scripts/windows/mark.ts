import { assign, BatchText, batch, lines } from "../batch-text";
import { DATA_DIRECTORY } from "../host-folders";
import { VOLATILE_KEY } from "./prologue";

/**
 * What a run leaves for later runs until the next boot: the last role and the number of the run, as one value in the part of the registry that is on no
 * disk. So a role does not outlive a reboot, and this needs no clock.
 */
export function readMarkFunction(): BatchText {
  return batch`
rem ROLE: the role that was assigned last since the host started, or none; RUN: the number of the last run since then.
:read_mark
set "ROLE=none"
set "RUN=0"
for /f "tokens=1,3,4" %%a in ('%%SYSTEM%%\reg.exe query "%%VOLATILE_KEY%%" /v "%%MARK%%" 2^>nul') do if "%%a"=="%MARK%" (
  set "ROLE=%%b"
  set "RUN=%%c"
)
goto :eof`;
}

/**
 * `call :write_mark`, after `read_mark`.
 *
 * @param consequence what may happen if the role cannot be written, in the words of a message
 */
export function writeMarkFunction(consequence: BatchText): BatchText {
  return batch`
:write_mark
set /a "RUN+=1"
"%SYSTEM%\reg.exe" add "%VOLATILE_KEY%" /v "%MARK%" /t REG_SZ /d "%ROLE% %RUN%" /f >nul 2>nul
if errorlevel 1 set "NOTICED=the role cannot be noted, so ${consequence}"
goto :eof`;
}

/** Where a control script keeps its mark, its lock and its log. */
export function stateAssignments(): BatchText {
  return lines(
    assign("DATA_DIRECTORY", DATA_DIRECTORY),
    assign("VOLATILE_KEY", VOLATILE_KEY),
    new BatchText(`set "MARK=sip-ha-%PAIR%"
set "LOCK=%DATA_DIRECTORY%\\%PAIR%.lock"
set "LOG=%DATA_DIRECTORY%\\%NAME%.log"`),
  );
}
