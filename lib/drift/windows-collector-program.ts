import type { AddressFamily } from "../model/address";
import { assign, BatchText, batch, blocks, comment, lines, program } from "../scripts/batch-text";
import { ADDRESS_TABLE } from "../scripts/windows/netsh";
import { powershellCommand } from "../scripts/windows/powershell-command";
import { prologue } from "../scripts/windows/prologue";
import type { FileText, SharedText } from "../text/file-text";
import { type CollectorHead, headComment, headVariables } from "./collector-head";
import { UTC_QUESTION } from "./utc-question";

/** The parts of a collector for Windows. */
export interface WindowsCollectorParts extends CollectorHead {
  /** The name of each section, and the commands that print its lines, each after a space. */
  readonly sections: readonly (readonly [name: string, code: BatchText])[];
  /** Labels of its own. */
  readonly own: BatchText;
  /** Labels that it shares with others of its kind. */
  readonly body: SharedText;
}

/** A batch file that only reads, and writes facts to standard output. */
export function windowsCollectorProgram(parts: WindowsCollectorParts): FileText {
  const { sections, own, body } = parts;
  const header = comment(headComment(parts));
  const names = lines(
    batch`setlocal EnableExtensions DisableDelayedExpansion`,
    ...headVariables(parts).map(([name, value]) => assign(name, value)),
  );
  const end = batch`
echo end ${new BatchText(String(sections.length))}
exit /b 0`;
  return program(blocks(header, names, START, ...sections.map(([name, code]) => section(name, code)), end, own), body);
}

function section(name: string, code: BatchText): BatchText {
  const word = new BatchText(name);
  return batch`
echo == ${word}
${code}
echo -- 0`;
}

/** A label that calls another one once for each row, with the row's values in variables. */
export function rows(
  label: string,
  called: string,
  of: readonly (readonly (readonly [string, string | number])[])[],
): BatchText {
  const call = new BatchText(`call :${called}`);
  return lines(
    new BatchText(`:${label}`),
    ...of.map((row) => lines(...row.map(([name, value]) => assign(name, value)), call)),
    batch`goto :eof`,
  );
}

const START = lines(
  prologue(),
  batch`
rem In UTC; if PowerShell does not give it, the host's own time as its locale writes it.
set "COLLECTED=%DATE% %TIME%"
for /f "tokens=1,2" %%a in ('${powershellCommand(UTC_QUESTION)} 2^>nul ^<nul') do if "%%a"=="utc" set "COLLECTED=%%bZ"
setlocal EnableDelayedExpansion
echo sip-ha-facts !FORMAT!
echo package !PACKAGE!
echo environment !ENVIRONMENT!
echo of !OF!
echo time !COLLECTED!
echo system !COMPUTERNAME!
endlocal
rem Other accounts than administrators may not see the files and the tasks, which would look as if nothing was there. fltmc answers only to administrators.
set "ADMINISTRATOR="
"%SYSTEM%\fltmc.exe" >nul 2>nul
if not errorlevel 1 set "ADMINISTRATOR=yes"
rem Each section ends with 0: the exit code of netsh proves nothing, so the reader of a section tells by its content whether it is complete.`,
);

/** Labels that print the table of addresses of one family; `first` is the label that is called before it. */
export function addressTable(
  label: string,
  family: AddressFamily,
  store: "active" | "persistent",
  first?: string,
): BatchText {
  return lines(
    new BatchText(`:${label}`),
    first === undefined ? undefined : new BatchText(`call :${first}`),
    batch`
rem netsh's table as it is: its reader needs none of its words.
for /f "tokens=*" %%l in ('%%SYSTEM%%\netsh.exe interface ${ADDRESS_TABLE[family]} "level=normal" ${`store=${store}`} 2^>^&1') do echo  %%l
goto :eof`,
  );
}
