import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  array,
  assign,
  blocks,
  comment,
  hashtable,
  lines,
  PowerShellText,
  powershell,
  powershellProgram,
} from "../../lib/scripts/powershell-text";
import { powershellCommand } from "../../lib/scripts/windows/powershell-command";
import { hostile } from "../hostile-text";
import { parsePowerShell } from "./powershell-grammar";

const printable = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });

describe("a quoted value", () => {
  test.each([
    ["", "''"],
    ["Local Area Connection 2", "'Local Area Connection 2'"],
    ['it\'s $env:X `n "q" $(1)', "'it''s $env:X `n \"q\" $(1)'"],
    [5060, "5060"],
  ])("of %j is %s", (value, text) => {
    expect(powershell`${value}`.text).toBe(text);
  });

  test("is one literal with exactly that value, according to a grammar of PowerShell", async () => {
    await fc.assert(
      fc.asyncProperty(printable, async (value) => {
        const { problems, literals } = await parsePowerShell(`$x = ${powershell`${value}`.text}\nGet-Date\n`);
        expect([problems, literals]).toEqual([[], [value]]);
      }),
    );
  });

  test("fails for anything that is not printable ASCII, such as quotes that PowerShell treats as its own", () => {
    for (const text of ["a\nb", "\u2018x\u2019", "\u201c", "\u00fc", "\0"])
      expect(() => powershell`${text}`).toThrow("only the printable characters of ASCII can stand in PowerShell");
    fc.assert(
      fc.property(hostile, (value) => {
        if (/^[\x20-\x7e]*$/.test(value)) return;
        expect(() => powershell`${value}`).toThrow(RangeError);
      }),
    );
  });

  test.each([1.5, Number.NaN, 2 ** 60])("fails for %d, which is no whole number", (value) => {
    expect(() => powershell`${value}`).toThrow("not a whole number");
  });
});

test.each(["a b", "1A", "lower", "True", "Host", "Args", ""])("an assignment fails for the name %j", (name) => {
  expect(() => assign(name, "x")).toThrow(`not a name of a variable: ${name}`);
});

test("a comment stays a comment, whatever is in it", async () => {
  await fc.assert(
    fc.asyncProperty(printable, async (text) => {
      const { problems, commands } = await parsePowerShell(`${comment(text).text}\nGet-Date\n`);
      expect([problems, commands.map(({ name }) => name)]).toEqual([[], ["Get-Date"]]);
    }),
  );
  expect(comment("a\n\nb").text).toBe("# a\n#\n# b");
  expect(() => comment("a\rb")).toThrow(RangeError);
});

test("pieces are put together as they are, and a program has the line ends of Windows", () => {
  const nodes = assign("Nodes", array([hashtable({ Name: "a'b", Priority: 1 }), hashtable({ Name: "c" })]));
  const code = blocks(lines(nodes, powershell`Get-It -Name ${"x y"} ${new PowerShellText("$z")}`), powershell`exit 0`);
  expect(powershellProgram(code)).toBe(
    "$Nodes = @(\r\n  @{ Name = 'a''b'; Priority = 1 }\r\n  @{ Name = 'c' }\r\n)\r\nGet-It -Name 'x y' $z\r\n\r\nexit 0\r\n",
  );
});

describe("a command of a batch file", () => {
  test("is on one line between two quotes", () => {
    expect(
      powershellCommand(powershell`
      'a' +
      $env:NAME`).text,
    ).toBe(
      `%%SYSTEM%%\\WindowsPowerShell\\v1.0\\powershell.exe -NoLogo -NoProfile -NonInteractive -Command "'a' + $env:NAME"`,
    );
  });

  test.each(['"', "%", "!", "^"])("fails for %s, which cmd would interpret", (sign) => {
    expect(() => powershellCommand(new PowerShellText(`'a${sign}'`))).toThrow("cmd would read more than a quoted word");
  });
});

describe("the grammar", () => {
  test.each([
    ["if ($a -eq 1) {\n 'x'\n", "not PowerShell"],
    ["'abc\n$x = 1\n", "not PowerShell"],
    ["foreach ($p in (1,2) { $p }\n", "not PowerShell"],
    ["if ($a -equals 1) { 2 }\n", "not PowerShell"],
    ["param([string]$a,)\n1\n", "not PowerShell"],
    ["try { 1 }\n'x'\n", "try without catch"],
    ["1\nelse { 1 }\n", "else that belongs to nothing"],
  ])("finds what is wrong with %j", async (text, problem) => {
    const { problems } = await parsePowerShell(text);
    expect(problems.join("\n")).toContain(problem);
  });
});
