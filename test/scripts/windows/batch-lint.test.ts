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

test("a batch file that keeps to the rules has no problem", () => {
  expect(batchProblems(GOOD)).toEqual([]);
});

test.each([
  ["a line does not end with CR and LF", "\r\n:end", "\n:end"],
  ["3: no label start", "goto end", "goto start"],
  ["two labels end", "exit /b 0", ":END\r\nexit /b 0"],
  ["4: && or ||", "call :end", 'call :end && set "B=c"'],
  ["4: a call with an argument", "call :end", 'call :end "%A%"'],
  ["4: a batch file without call", "call :end", '"%A%\\x.cmd" up'],
  ["5: a program without its place", '"%SYSTEM%\\ping.exe"', "ping.exe"],
  ["5: unknown ping", '"%SYSTEM%\\ping.exe"', "ping"],
  ["5: %A% outside of quotes", '"%A%" >nul', "%A% >nul"],
  ["2: a quote is not closed", 'set "A=b"', 'set "A=b'],
  ["3: errorlevel otherwise than as a limit", 'if "%A%"=="x"', "if %errorlevel%==1"],
  ["5: errorlevel after a set", "call :end", 'set "B=c"\r\nif errorlevel 1 goto end'],
  ["2: not ASCII", "A=b", "A=\u00fc"],
  ["4: cmd /c with more than two quotes", "call :end", '"%COMSPEC%" /d /c "%A%" up "%A%"'],
  ["2: COMSPEC where", "A=b", "COMSPEC=%SystemRoot%\\Sysnative\\cmd.exe"],
  ["2: COMSPEC where", "A=b", "COMSPEC=%SYSTEM%\\cmd.exe"],
  ["2: too long", "A=b", `A=${"b".repeat(8_192)}`],
])("finds: %s", (problem, from, to) => {
  expect(batchProblems(GOOD.replace(from, to)).map((one) => one.slice(0, problem.length))).toContain(problem);
});
