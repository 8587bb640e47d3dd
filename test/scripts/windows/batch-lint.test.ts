import { expect, test } from "vitest";
import { batchProblems } from "./batch-lint";

const GOOD = [
  "@echo off",
  'set "A=b"',
  'if "%A%"=="x" goto end',
  "call :end",
  '"%SYSTEM%\\ping.exe" -n 1 "%A%" >nul 2>nul',
  ":end",
  "exit /b 0",
  "",
].join("\r\n");

test("a batch file that follows the rules has no problem", () => {
  expect(batchProblems(GOOD)).toEqual([]);
});

test.each([
  ["a line that does not end with CR and LF", "a line does not end with CR and LF", "\r\n:end", "\n:end"],
  ["a jump to a missing label", "3: no label start", "goto end", "goto start"],
  ["a label that exists twice, whatever the case", "two labels end", "exit /b 0", ":END\r\nexit /b 0"],
  ["commands that are joined by && or ||", "4: && or ||", "call :end", 'call :end && set "B=c"'],
  ["a call of a label with an argument", "4: a call with an argument", "call :end", 'call :end "%A%"'],
  ["a batch file that is started without call", "4: a batch file without call", "call :end", '"%A%\\x.cmd" up'],
  ["a program without its path", "5: a program without its path", '"%SYSTEM%\\ping.exe"', "ping.exe"],
  ["a command that is not built into cmd", "5: unknown ping", '"%SYSTEM%\\ping.exe"', "ping"],
  ["a variable outside of quotes", "5: %A% outside of quotes", '"%A%" >nul', "%A% >nul"],
  ["a quote that is not closed", "2: a quote is not closed", 'set "A=b"', 'set "A=b'],
  [
    "errorlevel that is not compared as a limit",
    "3: errorlevel not compared as a limit",
    'if "%A%"=="x"',
    "if %errorlevel%==1",
  ],
  [
    "errorlevel that is read after a set",
    "5: errorlevel after a set",
    "call :end",
    'set "B=c"\r\nif errorlevel 1 goto end',
  ],
  ["a letter beyond ASCII", "2: not ASCII", "A=b", "A=\u00fc"],
  [
    "cmd /c with more than two quotes",
    "4: cmd /c with more than two quotes",
    "call :end",
    '"%COMSPEC%" /d /c "%A%" up "%A%"',
  ],
  [
    "COMSPEC in the folder that a 64-bit child does not see",
    "2: COMSPEC where",
    "A=b",
    "COMSPEC=%SystemRoot%\\Sysnative\\cmd.exe",
  ],
  ["COMSPEC in the folder that a variable names", "2: COMSPEC where", "A=b", "COMSPEC=%SYSTEM%\\cmd.exe"],
  ["a line that is too long for cmd", "2: too long", "A=b", `A=${"b".repeat(8_192)}`],
])("finds %s", (_, problem, from, to) => {
  expect(batchProblems(GOOD.replace(from, to)).map((one) => one.slice(0, problem.length))).toContain(problem);
});
